/* The map as the pages use it: base map, outlines, badges and one pop-up, over any source of data. */

import { basemapUnder } from "./basemap/basemap.js";
import { apart } from "./apart.js";
import { isPlace } from "./badge_faces.js";
import { badgeLayer } from "./badges.js";
import { chosenPlace } from "./chosen.js";
import { addControls } from "./controls/controls.js";
import { extent, extentOf, withoutAnimation } from "./extent.js";
import { heatLayer } from "./layers/heat.js";
import { shellMap } from "./leaflet.js";
import { drawn, mapLook } from "./controls/look.js";
import { watchMoves } from "./controls/moved.js";
import { outlineLayer } from "./layers/outlines.js";
import { placeRoom } from "../place/host.js";
import { printable } from "./controls/print.js";
import { addTiles } from "./layers/tiles.js";
import { viewport } from "./viewport.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
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
      chosen.point(id);
      onSelect(id);
      chosen.point(null);
    },
    onPoint(id) {
      outlines.highlight(id);
      onPoint(id);
    },
  });
  /** @type {MapFeature[]} */
  let shown = [];
  const chosen = chosenPlace(map, source, { badges, outlines, port, moves, shown: () => shown }, { margins, article, claims, onSelect, find });

  function redraw() {
    const { manner } = look.get();
    container.classList.toggle("is-heat", manner === "heat");
    heat.draw();
    badges.draw();
    chosen.follow();
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
    select: chosen.select,
    close: chosen.close,
    selected: chosen.id,
    /** @param {string | null} id */
    highlight(id) {
      badges.highlight(id ?? chosen.id());
      outlines.highlight(id ?? chosen.id());
    },
    look,
    centre: port.centre,
    isMoving: moves.isMoving,
    /** @param {() => void} moved is called when the map has come to rest, before it is drawn */
    onRest: (moved) => atRest.push(moved),
    /**
     * @param {import("../state/address.js").Centre} centre
     * @param {string | null} [place] whose pop-up opens there, without moving the map to it
     */
    moveTo(centre, place = null) {
      chosen.point(place);
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
      const id = chosen.wanted();
      const missing = id && !features.some((feature) => feature.id === id);
      const kept = missing && partly ? badges.feature(id) : null;
      if (missing && !kept) chosen.close();
      badges.show(kept && isPlace(kept) ? apart(features, kept) : features, { some: partly });
      chosen.follow();
      chosen.renew();
      heat.draw();
      return outlines.show(kept ? [...features, kept] : features);
    },
    /**
     * Show all of the places, and close the pop-up unless its place is to stay chosen.
     *
     * @param {MapFeature[]} features
     * @param {string | null} [place] the id of the one whose pop-up stays
     */
    fit(features, place = null) {
      this.fitExtent(features.length ? extent(features) : null, place);
    },
    /**
     * The same for places of which nothing is known but where they are.
     *
     * @param {[number, number][]} points
     * @param {{place?: string | null, stay?: boolean}} [options] whether a view that has them all may stay as it is
     */
    fitPoints(points, { place = null, stay = false } = {}) {
      const all = points.length ? extentOf(points) : null;
      this.fitExtent(all && stay && port.shows(all) ? null : all, place);
    },
    /**
     * @param {import("./extent.js").Extent | null} bounds null if the map stays
     * @param {string | null} place
     */
    fitExtent(bounds, place) {
      // This comes first: an open pop-up would pan the map back to itself.
      if (chosen.id() && chosen.id() !== place) chosen.dismiss();
      if (!bounds) return;
      moves.forget();
      if (port.isBusy()) {
        const before = chosen.id();
        // Leaflet ignores everything until then.
        map.once("zoomend", () => chosen.id() === before && this.fitExtent(bounds, place));
        return;
      }
      port.fit(bounds);
    },
  };
}
