/* The map as the pages use it: base map, outlines, badges and one pop-up, over any source of data. */

import { addBasemap } from "./basemap.js";
import { badgeLayer } from "./badges.js";
import { el } from "./dom.js";
import { addLegend } from "./legend.js";
import { outlineLayer } from "./outlines.js";
import { popupBody, popupHead } from "./popup.js";

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const NEAREST_FIT = 8;
const HEADING = "popup-heading";
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/**
 * @typedef {object} Margins pixels of the map that panels cover
 * @property {number} left
 * @property {number} bottom
 */

/**
 * @param {import("./api.js").Source} source
 * @param {object} options
 * @param {() => Margins} options.margins
 * @param {() => string | null} options.article the article that pop-ups are narrowed to
 * @param {(id: string | null) => void} options.onSelect a marker was chosen, or its pop-up closed
 * @param {(id: string | null) => void} [options.onPoint] a marker is pointed at or focused
 * @param {any} [options.basemap] inlined base map data
 */
export function mapView(source, { margins, article, onSelect, onPoint = () => {}, basemap = null }) {
  const container = /** @type {any} */ (document.querySelector(".folium-map"));
  const map = container.leafletMap;
  map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  if (CALM.matches) calm(map);
  addLegend(map);
  addBasemap(map, { url: "/static/basemap/", inline: basemap })
    .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
    .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));

  const outlines = outlineLayer(map, source);
  const badges = badgeLayer(map, {
    margins,
    onSelect,
    onPoint(id) {
      outlines.light(id);
      onPoint(id);
    },
  });
  /** @type {{id: string, leaflet: any} | null} */
  let open = null;

  /**
   * Open a place's pop-up; resolves when its claims stand in it.
   *
   * @param {string} id
   */
  async function select(id) {
    const feature = badges.feature(id);
    if (!feature) return;
    if (open?.id === id) return;
    dismiss();
    bringOut(id, feature);
    const content = el("div", { class: "popup", role: "dialog", "aria-labelledby": HEADING, tabindex: "-1" });
    content.append(popupHead(feature.properties, HEADING), el("p", { class: "popup-wait" }, "Looking up the claims…"));
    const mine = { id, leaflet: popup(content, badges.place(id)) };
    open = mine;
    badges.light(id);
    outlines.light(id);
    content.focus({ preventScroll: true });
    const body = await source.place(id, article()).then(popupBody, (error) => el("p", { class: "popup-error" }, error.message));
    if (open !== mine) return;
    content.lastElementChild?.replaceWith(body);
    mine.leaflet.update();
  }

  /**
   * @param {HTMLElement} content
   * @param {any} at
   */
  function popup(content, at) {
    const size = map.getSize();
    const { left, bottom } = margins();
    const leaflet = L.popup({
      className: "place-popup",
      closeOnEscapeKey: false,
      autoClose: false,
      closeOnClick: false,
      maxWidth: Math.min(400, size.x - 36),
      minWidth: Math.min(300, size.x - 36),
      maxHeight: Math.max(180, Math.min(520, size.y - bottom - 90)),
      autoPanPaddingTopLeft: [left + 12, 12],
      autoPanPaddingBottomRight: [12, bottom + 12],
      offset: [0, -8],
    });
    leaflet.on("remove", () => {
      if (open?.leaflet === leaflet) closed();
    });
    return leaflet.setLatLng(at).setContent(content).openOn(map);
  }

  function closed() {
    const id = open?.id;
    open = null;
    badges.light(null);
    outlines.light(null);
    if (id && (document.activeElement === document.body || document.activeElement?.closest(".leaflet-popup"))) {
      badges.element(id)?.focus({ preventScroll: true });
    }
    onSelect(null);
  }

  function dismiss() {
    if (!open) return;
    const { leaflet } = open;
    open = null;
    badges.light(null);
    leaflet.remove();
  }

  /**
   * Make a place's own badge stand in view: closer, where it is gathered with others.
   *
   * @param {string} id
   * @param {any} feature
   */
  function bringOut(id, feature) {
    const [lon, lat] = feature.geometry.coordinates;
    while (badges.isGathered(id) && map.getZoom() < map.getMaxZoom()) map.setView([lat, lon], map.getZoom() + 1, { animate: false });
    if (!badges.place(id)) map.setView([lat, lon], map.getZoom(), { animate: false });
  }

  map.on("click", () => open?.leaflet.remove());
  map.on("zoomend resize", () => {
    const at = open && badges.place(open.id);
    if (at) open?.leaflet.setLatLng(at);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const { id, leaflet } = open;
    badges.element(id)?.focus({ preventScroll: true });
    leaflet.remove();
  });

  return {
    map,
    select,
    close: () => open?.leaflet.remove(),
    selected: () => open?.id ?? null,
    /** @param {string | null} id */
    light(id) {
      badges.light(id ?? open?.id ?? null);
      outlines.light(id ?? open?.id ?? null);
    },
    /** @param {any[]} features */
    show(features) {
      if (open && !features.some(({ id }) => id === open?.id)) open.leaflet.remove();
      badges.show(features);
      return outlines.show(features);
    },
    /** @param {any[]} features */
    fit(features) {
      if (!features.length) return;
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

/**
 * What a map should show of the places: those with claims, and others not far from them. A speaker's
 * far-off home town should not shrink what the claims are about.
 *
 * @param {any[]} features
 */
function extent(features) {
  const points = (/** @type {any[]} */ some) => some.map(({ geometry: { coordinates: [lon, lat] } }) => [lat, lon]);
  const claimed = features.filter(({ properties }) => properties.claims);
  if (!claimed.length) return L.latLngBounds(points(features));
  const core = L.latLngBounds(points(claimed));
  const near = core.pad(1);
  return L.latLngBounds(points(features).filter((point) => near.contains(point)));
}

/**
 * Let the map jump rather than glide, for those who asked their system for less motion.
 *
 * @param {any} map
 */
function calm(map) {
  const panBy = map.panBy.bind(map);
  map.panBy = (/** @type {any} */ offset, /** @type {any} */ options) => panBy(offset, { ...options, animate: false });
}
