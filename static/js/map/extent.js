/* Which part of the world a map shows for some places, and how it gets there. */

import { arc } from "./wrap.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */

const SOUTHERNMOST_FIT = -60;

/**
 * The places outside Antarctica, which would shrink all others; all of them if there are no others.
 *
 * @param {MapFeature[]} features
 */
function outsideAntarctica(features) {
  const some = features.filter(({ geometry: { coordinates: [, lat] } }) => lat > SOUTHERNMOST_FIT);
  return some.length ? some : features;
}

/**
 * Which part of the world a map should show: that of the places with claims, or of all if none has any. It is the
 * shortest way round: places on both sides of the 180th meridian lie together.
 *
 * @param {MapFeature[]} some at least one
 * @returns {[[number, number], [number, number]]} south-west and north-east, each latitude and longitude
 */
export function extent(some) {
  const features = outsideAntarctica(some);
  const claimed = features.filter(({ properties }) => properties.claims);
  const points = (claimed.length ? claimed : features).map(({ geometry }) => geometry.coordinates);
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
