/* Which part of the world the map shows: what it is told to show lies beside the panel, never behind it. */

import { isZooming } from "./leaflet.js";
import { near } from "./wrap.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../state/address.js").Centre} Centre */

const NEAREST_FIT = 8;
const NEAREST_AREA = 7;
const FARTHEST = 0.5;
const WORLD = 256;
/** A view that shows all of it stays unless one could come so much closer, in zooms. */
const CLOSER = 1.2;
/** Degrees from the prime meridian at which the map is turned back by a whole turn: its east is then as near as its west. */
const TURN = 300;

/**
 * @param {L.Map} map
 * @param {() => {left: number, bottom: number}} margins
 * @param {() => {left: number, bottom: number, height: number, down: number}} room what is left for a place that is shown:
 *   from the left and the bottom, how high, and which share of that lies above the place
 */
export function viewport(map, margins, room) {
  /** Let the reader zoom out to one whole world beside the panel, on a phone as on a wide screen, and no further. */
  function limitZoom() {
    const { x, y } = map.getSize();
    if (!x || !y) return;
    const zoom = Math.min(Math.log2(Math.max(1, x - margins().left) / WORLD), Math.log2(y / WORLD) + 1);
    map.setMinZoom(Math.max(FARTHEST, Math.floor(zoom * 2) / 2));
  }

  function stayInWorld() {
    const { lat, lng } = map.getCenter();
    const held = L.latLng(Math.max(-85, Math.min(85, lat)), Math.abs(lng) > TURN ? near(lng, 0) : lng);
    if (held.lat !== lat || held.lng !== lng) map.setView(held, map.getZoom(), { animate: false });
  }

  /** @returns {L.LatLngBounds} what of the map no panel covers */
  function free() {
    const { x, y } = map.getSize();
    const { left, bottom } = margins();
    return L.latLngBounds(map.containerPointToLatLng([left, y - bottom]), map.containerPointToLatLng([x, 0]));
  }

  /** The margins of what is fitted: what panels cover, and a little room. */
  function edges() {
    const { left, bottom } = margins();
    const { x, y } = map.getSize();
    return { left, bottom, across: Math.min(60, (x - left) * 0.12), along: Math.min(60, (y - bottom) * 0.12) };
  }

  map.on("resize", limitZoom);
  map.on("moveend", stayInWorld);
  limitZoom();

  return {
    /**
     * Show a place in the area beside the panel, low enough for the pop-up above it.
     *
     * @param {MapFeature} feature
     * @param {number} zoom
     */
    goTo({ geometry: { coordinates: [lon, lat] } }, zoom) {
      const { left, height, down } = room();
      const size = map.getSize();
      const at = L.point((left + size.x) / 2, height * down);
      // As marks are drawn: around the middle of what no panel covers, which far out is elsewhere than the map's.
      const center = map.project([lat, near(lon, free().getCenter().lng)], zoom).subtract(at).add(size.divideBy(2));
      map.setView(map.unproject(center, zoom), zoom, { animate: false });
    },
    /** @param {L.LatLngBounds} bounds */
    fitArea(bounds) {
      const { left, bottom, height, down } = room();
      map.fitBounds(bounds, {
        paddingTopLeft: [left + 24, Math.max(24, height * (down - 0.35))],
        paddingBottomRight: [24, bottom + 24],
        maxZoom: NEAREST_AREA,
        animate: false,
      });
    },
    /** @param {import("./extent.js").Extent} bounds */
    fit(bounds) {
      const { left, bottom, across, along } = edges();
      map.fitBounds(bounds, {
        paddingTopLeft: [left + across, along],
        paddingBottomRight: [across, bottom + along],
        maxZoom: NEAREST_FIT,
        animate: false,
      });
    },
    /**
     * @param {import("./extent.js").Extent} bounds
     * @returns {boolean} whether they are seen well enough as the map is
     */
    shows(bounds) {
      const { left, bottom, across, along } = edges();
      const closest = Math.min(NEAREST_FIT, map.getBoundsZoom(bounds, false, L.point(left + 2 * across, bottom + 2 * along)));
      const seen = free();
      const middle = seen.getCenter().lng;
      const turned = bounds.map(([lat, lon]) => L.latLng(lat, near((bounds[0][1] + bounds[1][1]) / 2, middle) + lon - (bounds[0][1] + bounds[1][1]) / 2));
      return seen.contains(L.latLngBounds(turned)) && closest < map.getZoom() + CLOSER;
    },
    /** @param {Centre} centre */
    show({ lat, lon, zoom }) {
      map.setView([lat, near(lon, 0)], Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), zoom)), { animate: false });
    },
    /** @returns {Centre} */
    centre() {
      const { lat, lng } = map.getCenter();
      return { lat, lon: near(lng, 0), zoom: map.getZoom() };
    },
    /** @param {MapFeature[]} features */
    anyInSight(features) {
      const seen = free();
      const centre = seen.getCenter().lng;
      return features.some(({ geometry: { coordinates: [lon, lat] } }) => seen.contains([lat, near(lon, centre)]));
    },
    free,
    isBusy: () => isZooming(map),
  };
}
