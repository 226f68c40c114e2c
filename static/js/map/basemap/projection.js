/* Web Mercator: between degrees and pixels of the world map at one zoom. */

export const SCALE_ZOOM = 8;
/** The width of the world map at SCALE_ZOOM. */
export const WORLD = 256 * 2 ** SCALE_ZOOM;
const MAX_LATITUDE = 85.06;

/** @param {number} lon */
export function worldX(lon) {
  return ((lon + 180) / 360) * WORLD;
}

/** @param {number} lat */
export function worldY(lat) {
  const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
}

/**
 * Longitude and latitude of a point in pixels of the world map at SCALE_ZOOM.
 *
 * @param {number} x
 * @param {number} y
 * @returns {[number, number]}
 */
export function lonLat(x, y) {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
  return [(x / WORLD) * 360 - 180, lat];
}
