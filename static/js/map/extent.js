/* Which part of the world a map shows for some places, and how it gets there. */

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
 * Which places a map should show: those with claims, and others not far from them. A speaker's
 * far-off home town should not shrink what the claims are about.
 *
 * @param {MapFeature[]} some at least one
 * @returns {[[number, number], [number, number]]} south-west and north-east, each latitude and longitude
 */
export function extent(some) {
  const features = outsideAntarctica(some);
  const claimed = features.filter(({ properties }) => properties.claims);
  if (!claimed.length) return boxOf(features);
  const [[south, west], [north, east]] = boxOf(claimed);
  const [tall, wide] = [north - south, east - west];
  return boxOf(
    features.filter(({ geometry: { coordinates: [lon, lat] } }) =>
      lat >= south - tall && lat <= north + tall && lon >= west - wide && lon <= east + wide),
  );
}

/**
 * @param {MapFeature[]} features
 * @returns {[[number, number], [number, number]]}
 */
function boxOf(features) {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry: { coordinates: [lon, lat] } } of features) {
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
  }
  return [[south, west], [north, east]];
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
