/* Which part of the world a map shows for some places, and how it gets there. */

import { arc } from "./wrap.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */

const SOUTHERNMOST_FIT = -60;

/** @typedef {[[number, number], [number, number]]} Extent south-west and north-east, each latitude and longitude */

/**
 * Which part of the world a map should show: that of the places with claims, or of all if none has any; without
 * Antarctica, which would shrink all others, unless there are no others. It is the
 * shortest way round: places on both sides of the 180th meridian lie together.
 *
 * @param {MapFeature[]} some at least one
 * @returns {Extent}
 */
export function extent(some) {
  const north = some.filter(({ geometry: { coordinates: [, lat] } }) => lat > SOUTHERNMOST_FIT);
  const features = north.length ? north : some;
  const claimed = features.filter(({ properties }) => properties.claims);
  return extentOf((claimed.length ? claimed : features).map(({ geometry }) => geometry.coordinates));
}

/**
 * The same of points, whatever is there.
 *
 * @param {[number, number][]} some longitudes and latitudes, at least one
 * @returns {Extent}
 */
export function extentOf(some) {
  const north = some.filter(([, lat]) => lat > SOUTHERNMOST_FIT);
  const points = north.length ? north : some;
  const lats = points.map(([, lat]) => lat);
  const [west, east] = arc(points.map(([lon]) => lon));
  return [[Math.min(...lats), west], [Math.max(...lats), east]];
}

/**
 * Make the map jump rather than glide for readers whose system asks for reduced motion.
 *
 * @param {L.Map} map
 */
export function withoutAnimation(map) {
  const panBy = map.panBy.bind(map);
  map.panBy = (offset, options) => panBy(offset, { ...options, animate: false });
}

/**
 * What a marker that is opened should show: a place's point, or all that a group covers.
 *
 * @param {MapFeature} feature
 * @param {L.LatLng} at where it is drawn
 */
export function reachOf({ bbox, geometry: { coordinates: [lon] } }, at) {
  if (!bbox) return [at];
  const [west, south, east, north] = bbox;
  return [L.latLng(south, west + at.lng - lon), L.latLng(north, east + at.lng - lon)];
}
