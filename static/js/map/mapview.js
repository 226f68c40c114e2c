/* The map as the pages use it: base map, outlines, badges and one pop-up, over any source of data. */

import { basemapUnder } from "./basemap/basemap.js";
import { apart } from "./apart.js";
import { isGathering, isPlace } from "./badge_faces.js";
import { badgeLayer } from "./badges.js";
import { el } from "../shared/dom.js";
import { addControls } from "./controls/controls.js";
import { extent, extentOf, withoutAnimation } from "./extent.js";
import { heatLayer } from "./layers/heat.js";
import { shellMap } from "./leaflet.js";
import { drawn, mapLook } from "./controls/look.js";
import { watchMoves } from "./controls/moved.js";
import { outlineLayer } from "./layers/outlines.js";
import { placeContent } from "../place/content.js";
import { hosted, placeRoom } from "../place/host.js";
import { popupHead } from "../place/popup.js";
import { printable } from "./controls/print.js";
import { addTiles } from "./layers/tiles.js";
import { viewport } from "./viewport.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const CLOSE = { point: 6, ringed: 4 };
const HEADING = "popup-heading";
/** Under which the browser keeps what was chosen for maps that show mentions too. */
const ALL_MENTIONED = "mention-mapper-map-mentioned";
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
 * @param {boolean} [options.mentioned] whether places that are only mentioned are shown unless the reader says otherwise
 * @param {() => [number, number][]} [options.reach] where places are, if there are more than the map has
 * @param {(centre: import("../state/address.js").Centre) => void} [options.onMoved] the reader moved the map, and it came to rest
 * @param {Record<string, unknown> | null} [options.basemap] inlined base map data
 */
export function mapView(source, { margins, article, claims = () => new URLSearchParams(), onSelect, onPoint = () => {}, find = async () => null, reach = () => [], onMoved = () => {}, mentioned = false, basemap = null }) {
  const { container, map } = shellMap();
  /** @type {(() => void)[]} */
  const atRest = [];
  // Before anything is drawn: what the server is asked for comes while the map is.
  map.on("zoomend moveend", () => atRest.forEach((one) => one()));
  map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map");
  if (CALM.matches) withoutAnimation(map);
  const look = mapLook(mentioned ? { key: ALL_MENTIONED, mentioned } : {});
  const port = viewport(map, margins, () => placeRoom(map, margins));
  const moves = watchMoves(map, () => onMoved(port.centre()));
  const hasTiles = addTiles(map);
  addControls(map, { look, hasTiles, onFit: () => fitAll() });
  printable(map, () => shown, port.free);
  const ground = basemapUnder(map);
  ground
    .open({ url: "/static/basemap/", inline: basemap })
    .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
    .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));

  const outlines = outlineLayer(map, source);
  const heat = heatLayer(map, () => (look.get().manner === "heat" ? shown : []));
  const badges = badgeLayer(map, {
    margins,
    look: look.get,
    onWritten: ground.keepClear,
    onOpened: moves.begin,
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
  /** @typedef {{id: string, asked: string, content: HTMLElement, host: import("../place/host.js").Hosted}} Opened */
  /** @type {Opened | null} */
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
   * @param {PlaceFeature | null} [known] the place, where it is known though the map does not show it
   */
  async function select(id, known = null) {
    if (open?.id === id || sought === id) return;
    wanted = id;
    sought = id;
    const feature = badges.feature(id) ?? (known ? besides(known) : await found(id));
    if (sought === id) sought = "";
    if (!feature || isGathering(feature) || wanted !== id) return;
    dismiss(id);
    moves.forget();
    const asked = String(claims());
    const body = contentOf(feature); // asked for before the map moves: it asks for more then
    const outlined = pointed !== id && feature.properties.is_area && feature.properties.has_outline;
    if (!outlined) reveal(id, feature);
    pointed = null;
    const [lon, lat] = feature.geometry.coordinates;
    // On a phone the sheet would cover a marker that was chosen low on the map.
    if (map.latLngToContainerPoint([lat, lon]).y > placeRoom(map, margins).height) port.goTo(feature, map.getZoom());
    const content = el("div", { class: "popup", role: "dialog", "aria-labelledby": HEADING, tabindex: "-1" });
    content.append(popupHead(feature.properties, HEADING), el("p", { class: "popup-wait" }, "Looking up the claims…"));
    const at = badges.place(id) ?? L.latLng(lat, lon);
    const host = hosted(map, margins, content, { at, onRemoved: () => open?.content === content && closed() });
    const mine = { id, asked, content, host };
    open = mine;
    badges.highlight(id);
    outlines.highlight(id);
    content.focus({ preventScroll: true });
    if (outlined) outlines.reach(id).then((bounds) => open === mine && (bounds ? port.fitArea(bounds) : reveal(id, feature)));
    await fill(mine, body);
  }

  /**
   * @param {PlaceFeature} feature
   * @returns {Promise<HTMLElement>} its claims that the page's filters leave in, or what went wrong
   */
  function contentOf(feature) {
    const failed = (/** @type {Error} */ error) => el("p", { class: "popup-error", role: "alert" }, error.message);
    return placeContent(source, feature, article(), claims()).catch(failed);
  }

  /**
   * Put a place's claims in its pop-up, unless others are asked for by then.
   *
   * @param {Opened} mine
   * @param {Promise<HTMLElement>} coming
   */
  async function fill(mine, coming) {
    const { asked } = mine;
    const body = await coming;
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
    return feature && wanted === id ? besides(feature) : feature;
  }

  /** @param {PlaceFeature} feature drawn beside what is shown */
  function besides(feature) {
    badges.show(apart(shown, feature));
    return feature;
  }

  function closed() {
    const id = open?.id;
    wanted = "";
    open = null;
    badges.choose(null);
    badges.highlight(null);
    outlines.highlight(null);
    if (id && (document.activeElement === document.body || document.activeElement?.closest(".leaflet-popup, .place-sheet"))) {
      badges.element(id)?.focus({ preventScroll: true });
    }
    onSelect(null);
  }

  /** @param {string | null} [next] the place that is chosen in its stead */
  function dismiss(next = null) {
    badges.choose(next);
    if (!open) return;
    const { host } = open;
    open = null;
    badges.highlight(null);
    host.remove();
  }

  /**
   * Go to a place, unless its marker was chosen on the map.
   *
   * @param {string} id
   * @param {MapFeature} feature
   */
  function reveal(id, feature) {
    const close = feature.properties.is_area ? CLOSE.ringed : CLOSE.point;
    if (pointed !== id) port.goTo(feature, Math.max(map.getZoom(), close));
    if (!badges.place(id)) port.goTo(feature, map.getZoom());
  }

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

  function redraw() {
    const { manner } = look.get();
    container.classList.toggle("is-heat", manner === "heat");
    heat.draw();
    badges.draw();
    followBadge();
  }

  /** Show all places that are shown, however the reader has moved the map since. */
  function fitAll() {
    moves.forget();
    const whole = reach();
    if (whole.length) port.fit(extentOf(whole));
    else if (shown.length) port.fit(extent(shown));
    onMoved(port.centre());
  }

  look.subscribe(redraw);
  container.classList.toggle("is-heat", look.get().manner === "heat");

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
    look,
    /** @param {() => void} moved is called when the map has come to rest, before it is drawn */
    onRest: (moved) => atRest.push(moved),
    /**
     * @param {import("../state/address.js").Centre} centre
     * @param {string | null} [chosen] the place whose pop-up opens there, without moving the map to it
     */
    moveTo(centre, chosen = null) {
      pointed = chosen;
      moves.forget();
      port.show(centre);
    },
    /** @param {MapFeature[]} features */
    anyInSight: (features) => port.anyInSight(drawn(features, look.get())),
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
      badges.show(kept && isPlace(kept) ? apart(features, kept) : features, { some: partly });
      followBadge();
      const now = open && open.asked !== String(claims()) ? badges.feature(open.id) : null;
      if (open && now && !isGathering(now)) {
        open.asked = String(claims());
        fill(open, contentOf(now));
      }
      heat.draw();
      return outlines.show(kept ? [...features, kept] : features);
    },
    /**
     * Show all of the places, and close the pop-up unless its place is to stay chosen.
     *
     * @param {MapFeature[]} features
     * @param {string | null} [chosen] the id of the place whose pop-up stays
     */
    fit(features, chosen = null) {
      this.fitExtent(features.length ? extent(features) : null, chosen);
    },
    /**
     * The same for places of which nothing is known but where they are.
     *
     * @param {[number, number][]} points
     * @param {{chosen?: string | null, stay?: boolean}} [options] whether a view that has them all may stay as it is
     */
    fitPoints(points, { chosen = null, stay = false } = {}) {
      const all = points.length ? extentOf(points) : null;
      this.fitExtent(all && stay && port.shows(all) ? null : all, chosen);
    },
    /**
     * @param {import("./extent.js").Extent | null} bounds null if the map stays
     * @param {string | null} chosen
     */
    fitExtent(bounds, chosen) {
      // This comes first: an open pop-up would pan the map back to itself.
      if (open && open.id !== chosen) dismiss();
      if (!bounds) return;
      moves.forget();
      if (port.isBusy()) {
        map.once("zoomend", () => this.fitExtent(bounds, chosen)); // Leaflet ignores everything until then
        return;
      }
      port.fit(bounds);
    },
  };
}
