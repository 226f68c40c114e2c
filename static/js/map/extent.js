/* Which part of the world a map shows for some places, and how it gets there. */

const SOUTHERNMOST_FIT = -60;

/**
 * The places outside Antarctica, which would shrink all others; all of them if there are no others.
 *
 * @param {any[]} features
 */
function outsideAntarctica(features) {
  const some = features.filter(({ geometry: { coordinates: [, lat] } }) => lat > SOUTHERNMOST_FIT);
  return some.length ? some : features;
}

/**
 * Which places a map should show: those with claims, and others not far from them. A speaker's
 * far-off home town should not shrink what the claims are about.
 *
 * @param {any[]} some
 */
export function extent(some) {
  const features = outsideAntarctica(some);
  const points = (/** @type {any[]} */ some) => some.map(({ geometry: { coordinates: [lon, lat] } }) => [lat, lon]);
  const claimed = features.filter(({ properties }) => properties.claims);
  if (!claimed.length) return L.latLngBounds(points(features));
  const core = L.latLngBounds(points(claimed));
  const near = core.pad(1);
  return L.latLngBounds(points(features).filter((point) => near.contains(point)));
}

/**
 * Make the map jump rather than glide for readers whose system asks for reduced motion.
 *
 * @param {any} map
 */
export function withoutAnimation(map) {
  const panBy = map.panBy.bind(map);
  map.panBy = (/** @type {any} */ offset, /** @type {any} */ options) => panBy(offset, { ...options, animate: false });
}
