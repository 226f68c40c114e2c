/* The map as the pages use it: base map, outlines, badges and one pop-up, over any source of data. */

import { addBasemap } from "./basemap/basemap.js";
import { isGathering } from "./badge_faces.js";
import { badgeLayer } from "./badges.js";
import { el } from "../shared/dom.js";
import { addLegend } from "./legend.js";
import { extent, withoutAnimation } from "./extent.js";
import { isZooming, shellMap } from "./leaflet.js";
import { outlineLayer } from "./outlines.js";
import { placeContent } from "../place/content.js";
import { hosted, placeRoom } from "../place/host.js";
import { popupHead } from "../place/popup.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const NEAREST_FIT = 8;
const NEAREST_AREA = 7;
const CLOSE = { point: 6, ringed: 4 };
const FARTHEST = 0.5;
const WORLD = 256;
const HEADING = "popup-heading";
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @typedef {object} Margins pixels of the map that panels cover
 * @property {number} left
 * @property {number} bottom
 */

/**
 * @param {import("../shared/api.js").Source} source
 * @param {object} options
 * @param {() => Margins} options.margins
 * @param {() => string | null} options.article the article that pop-ups are narrowed to
 * @param {() => URLSearchParams} [options.claims] the claims that pop-ups are narrowed to
 * @param {(id: string | null) => void} options.onSelect a marker was chosen, or its pop-up closed
 * @param {(id: string | null) => void} [options.onPoint] a marker is pointed at or focused
 * @param {(id: string) => Promise<PlaceFeature | null>} [options.find] the feature of a place that is not among those shown, null if none
 * @param {Record<string, unknown> | null} [options.basemap] inlined base map data
 */
export function mapView(source, { margins, article, claims = () => new URLSearchParams(), onSelect, onPoint = () => {}, find = async () => null, basemap = null }) {
  const { container, map } = shellMap();
  map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  if (CALM.matches) withoutAnimation(map);
  addLegend(map);
  addBasemap(map, { url: "/static/basemap/", inline: basemap })
    .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
    .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));

  const outlines = outlineLayer(map, source);
  const badges = badgeLayer(map, {
    margins,
    onSelect(id) {
      pointed = id; // it is in view already: the map need not move
      onSelect(id);
      pointed = null;
    },
    onPoint(id) {
      outlines.highlight(id);
      onPoint(id);
    },
  });
  /** @type {{id: string, asked: string, content: HTMLElement, host: import("../place/host.js").Hosted} | null} */
  let open = null;
  /** @type {string | null} the marker that is being chosen on the map itself */
  let pointed = null;
  /** @type {MapFeature[]} */
  let shown = [];
  let wanted = "";
  /** The place that is being asked for: list and address may both choose it. */
  let sought = "";

  /**
   * Open a place's pop-up; resolves when its claims are shown in it.
   *
   * @param {string} id
   */
  async function select(id) {
    if (open?.id === id || sought === id) return;
    wanted = id;
    sought = id;
    const feature = badges.feature(id) ?? (await found(id));
    if (sought === id) sought = "";
    if (!feature || isGathering(feature) || wanted !== id) return;
    dismiss();
    const outlined = pointed !== id && feature.properties.is_area && feature.properties.has_outline;
    if (!outlined) reveal(id, feature);
    const [lon, lat] = feature.geometry.coordinates;
    // On a phone the sheet would cover a marker that was chosen low on the map.
    if (map.latLngToContainerPoint([lat, lon]).y > placeRoom(map, margins).height) goTo(feature, map.getZoom());
    const content = el("div", { class: "popup", role: "dialog", "aria-labelledby": HEADING, tabindex: "-1" });
    content.append(popupHead(feature.properties, HEADING), el("p", { class: "popup-wait" }, "Looking up the claims…"));
    const at = badges.place(id) ?? L.latLng(lat, lon);
    const host = hosted(map, margins, content, { at, onRemoved: () => open?.content === content && closed() });
    const mine = { id, asked: "", content, host };
    open = mine;
    badges.highlight(id);
    outlines.highlight(id);
    content.focus({ preventScroll: true });
    if (outlined) outlines.reach(id).then((bounds) => open === mine && (bounds ? fitArea(bounds) : reveal(id, feature)));
    await fill(feature);
  }

  /**
   * Put the claims of the page's filters in the open pop-up.
   *
   * @param {PlaceFeature} feature
   */
  async function fill(feature) {
    if (!open) return;
    const mine = open;
    const asked = String(claims());
    mine.asked = asked;
    const failed = (/** @type {Error} */ error) => el("p", { class: "popup-error", role: "alert" }, error.message);
    const body = await placeContent(source, feature, article(), claims()).catch(failed);
    if (open !== mine || mine.asked !== asked) return;
    const held = mine.content.contains(document.activeElement);
    mine.content.lastElementChild?.replaceWith(body);
    mine.host.update(); // Leaflet takes the content out of the page and puts it back, which would lose the focus
    if (held) mine.content.focus({ preventScroll: true });
  }

  /**
   * A place that is not in view, or is in a cell; it is drawn beside what is shown.
   *
   * @param {string} id
   */
  async function found(id) {
    const feature = await find(id).catch(() => null);
    if (feature && wanted === id) badges.show([...shown, feature]);
    return feature;
  }

  function closed() {
    const id = open?.id;
    wanted = "";
    open = null;
    badges.highlight(null);
    outlines.highlight(null);
    if (id && (document.activeElement === document.body || document.activeElement?.closest(".leaflet-popup, .place-sheet"))) {
      badges.element(id)?.focus({ preventScroll: true });
    }
    onSelect(null);
  }

  function dismiss() {
    if (!open) return;
    const { host } = open;
    open = null;
    badges.highlight(null);
    host.remove();
  }

  /**
   * Go to a place, unless its marker was chosen on the map; zoom in if its badge is gathered with others.
   *
   * @param {string} id
   * @param {MapFeature} feature
   */
  function reveal(id, feature) {
    const close = feature.properties.is_area ? CLOSE.ringed : CLOSE.point;
    if (pointed !== id) goTo(feature, Math.max(map.getZoom(), close));
    while (badges.isGathered(id) && map.getZoom() < map.getMaxZoom()) goTo(feature, map.getZoom() + 1);
    if (!badges.place(id)) goTo(feature, map.getZoom());
  }

  /**
   * Show a place in the area beside the panel, low enough for the pop-up above it.
   *
   * @param {MapFeature} feature
   * @param {number} zoom
   */
  function goTo({ geometry: { coordinates: [lon, lat] } }, zoom) {
    const { left, height, down } = placeRoom(map, margins);
    const size = map.getSize();
    const at = L.point((left + size.x) / 2, height * down);
    const center = map.project([lat, lon], zoom).subtract(at).add(size.divideBy(2));
    map.setView(map.unproject(center, zoom), zoom, { animate: false });
  }

  /** @param {L.LatLngBounds} bounds */
  function fitArea(bounds) {
    const { left, bottom, height, down } = placeRoom(map, margins);
    map.fitBounds(bounds, {
      paddingTopLeft: [left + 24, Math.max(24, height * (down - 0.35))],
      paddingBottomRight: [24, bottom + 24],
      maxZoom: NEAREST_AREA,
      animate: false,
    });
  }

  /** Let the reader zoom out to one whole world beside the panel, on a phone as on a wide screen, and no further. */
  function limitZoom() {
    const { x, y } = map.getSize();
    if (!x || !y) return;
    const zoom = Math.min(Math.log2(Math.max(1, x - margins().left) / WORLD), Math.log2(y / WORLD) + 1);
    map.setMinZoom(Math.max(FARTHEST, Math.floor(zoom * 2) / 2));
  }

  function stayInWorld() {
    const { lat, lng } = map.getCenter();
    const held = L.latLng(Math.max(-85, Math.min(85, lat)), Math.max(-190, Math.min(190, lng)));
    if (held.lat !== lat || held.lng !== lng) map.setView(held, map.getZoom(), { animate: false });
  }

  map.on("resize", limitZoom);
  map.on("moveend", stayInWorld);
  limitZoom();

  /** Move the open pop-up to where its badge is now; the map stays where the reader moved it. */
  function followBadge() {
    const at = open && badges.place(open.id);
    if (open && at) open.host.move(at);
  }

  map.on("click", () => open?.host.remove());
  map.on("zoomend resize", followBadge);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const { id, host } = open;
    badges.element(id)?.focus({ preventScroll: true });
    host.remove();
  });

  /** @returns {L.LatLngBounds} what of the map no panel covers */
  function free() {
    const { x, y } = map.getSize();
    const { left, bottom } = margins();
    return L.latLngBounds(map.containerPointToLatLng([left, y - bottom]), map.containerPointToLatLng([x, 0]));
  }

  return {
    map,
    select,
    close: () => open?.host.remove(),
    selected: () => open?.id ?? null,
    /** @param {string | null} id */
    highlight(id) {
      badges.highlight(id ?? open?.id ?? null);
      outlines.highlight(id ?? open?.id ?? null);
    },
    /** @param {MapFeature[]} features */
    anyInSight(features) {
      const seen = free();
      return features.some(({ geometry: { coordinates: [lon, lat] } }) => seen.contains([lat, lon]));
    },
    /**
     * @param {MapFeature[]} features
     * @param {{partly?: boolean}} [options] whether there are more places than these: then the chosen one stays beside them
     */
    show(features, { partly = false } = {}) {
      shown = features;
      const id = open?.id ?? wanted;
      const missing = id && !features.some((feature) => feature.id === id);
      const kept = missing && partly ? badges.feature(id) : null;
      if (open && missing && !kept) open.host.remove();
      badges.show(kept ? [...features, kept] : features);
      followBadge();
      const now = open && open.asked !== String(claims()) ? badges.feature(open.id) : null;
      if (now && !isGathering(now)) fill(now);
      return outlines.show(kept ? [...features, kept] : features);
    },
    /**
     * Show all of the places, and close the pop-up unless its place is to stay chosen.
     *
     * @param {MapFeature[]} features
     * @param {string | null} [chosen] the id of the place whose pop-up stays
     */
    fit(features, chosen = null) {
      // This comes first: an open pop-up would pan the map back to itself.
      if (open && open.id !== chosen) dismiss();
      if (!features.length) return;
      if (isZooming(map)) {
        map.once("zoomend", () => this.fit(features, chosen)); // Leaflet ignores everything until then
        return;
      }
      const { left, bottom } = margins();
      const { x, y } = map.getSize();
      const [across, along] = [Math.min(60, (x - left) * 0.12), Math.min(60, (y - bottom) * 0.12)];
      map.fitBounds(extent(features), {
        paddingTopLeft: [left + across, along],
        paddingBottomRight: [across, bottom + along],
        maxZoom: NEAREST_FIT,
        animate: false,
      });
    },
  };
}
