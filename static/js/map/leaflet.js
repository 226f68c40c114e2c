/* The Leaflet map that the page's shell holds, and what of its inner state has no public name. */

import { need } from "../shared/dom.js";

/**
 * @param {ParentNode} [within]
 * @returns {{container: HTMLElement, map: L.Map}} the element and the map in it
 */
export function shellMap(within = document) {
  const container = /** @type {HTMLElement & {leafletMap: L.Map}} */ (need(".folium-map", within));
  return { container, map: container.leafletMap };
}

/**
 * @param {L.Map} map
 * @returns {boolean} whether a zoom is animated: until its end Leaflet ignores what it is told
 */
export function isZooming(map) {
  return Boolean(/** @type {L.Map & {_animatingZoom?: boolean}} */ (map)._animatingZoom);
}

/**
 * @param {L.Map} map
 * @param {L.LatLng} center
 * @param {number} zoom
 * @returns {L.Point} the pixel from which layers would count if the map were there
 */
export function pixelOriginAt(map, center, zoom) {
  const inner = /** @type {L.Map & {_getNewPixelOrigin: (center: L.LatLng, zoom: number) => L.Point}} */ (map);
  return inner._getNewPixelOrigin(center, zoom);
}
