/* A chosen place among groups of places: it stands by itself, and the group that it lies in counts the others. */

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").CellFeature} CellFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

/**
 * @param {MapFeature[]} features without the place
 * @param {PlaceFeature} place
 * @returns {MapFeature[]} with it
 */
export function apart(features, place) {
  const around = place.properties.is_area ? undefined : features.find((one) => one.bbox && holds(one.bbox, place));
  return [...features.flatMap((one) => (one === around ? others(/** @type {CellFeature} */ (one), place) : [one])), place];
}

/**
 * @param {CellFeature} cell
 * @param {PlaceFeature} place in it
 * @returns {CellFeature[]} none where the place was the only one
 */
function others(cell, { properties: { claims, name } }) {
  const { properties } = cell;
  const places = properties.places - 1;
  if (places < 1) return [];
  // Which of the others is the busiest is not known here.
  const left = { ...properties, places, claims: Math.max(0, properties.claims - claims), name: properties.name === name ? "" : properties.name };
  return [{ ...cell, properties: left }];
}

/**
 * @param {[number, number, number, number]} bbox west, south, east, north
 * @param {PlaceFeature} place
 */
function holds([west, south, east, north], { geometry: { coordinates: [lon, lat] } }) {
  return lon >= west && lon < east && lat >= south && lat < north;
}
