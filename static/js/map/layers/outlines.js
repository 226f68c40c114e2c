/* Areas with claims, shaded in steps under the borders; a smaller area covers the larger one that it lies in. */

import { isByContext } from "../../shared/words.js";
import { sharedOnce } from "./edges.js";
import { stepOf } from "../steps.js";
import { arc, near, together } from "../wrap.js";

/** @typedef {import("../../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../../shared/types.js").PlaceFeature} PlaceFeature */
/** @typedef {import("../../shared/types.js").Outline} Outline */
/** @typedef {import("geojson").Position} Position */
/** @typedef {{parts: Position[][][], polygon: L.Polygon, size: number}} Shape */
/** @typedef {Shape & {feature: PlaceFeature, lon: number}} Shaped */

/** Up to which zoom the outlines of each detail are good, as `webapp/services/outlines.py` has it. */
const DETAILS = [2.5, 4, 6, 8];
/** @type {Map<string, Promise<Outline | null>>} by detail and id */
const KEPT = new Map();
const CONTEXT_SHARE = 0.45;
const MOST_KEPT = 600;
/** Zoom from which shades are fainter. */
const CLOSE = 7;

/**
 * @param {L.Map} map
 * @param {import("../../shared/api.js").Source} source
 */
export function outlineLayer(map, source) {
  for (const [name, height] of [["areas", "340"], ["outlines", "350"]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = height;
    pane.style.pointerEvents = "none";
  }
  const shades = L.canvas({ pane: "areas", padding: 0.3 });
  const lines = L.canvas({ pane: "outlines", padding: 0.3 });
  /** @type {Map<string, Shape>} by detail, id and turn of the world: a map that is moved has most of them again */
  const shapes = new Map();
  const shading = L.layerGroup().addTo(map);
  const lit = L.layerGroup().addTo(map);
  /** @type {MapFeature[]} */
  let shown = [];
  /** @type {Map<string, Shaped>} by place id, those drawn */
  let drawn = new Map();
  /** @type {string | null} */
  let highlighted = null;
  let centre = 0;
  let detail = -1;
  let turn = 0;
  let colours = readColours(); // to read them in each draw would have the browser style the page first

  /** @param {MapFeature[]} features */
  async function show(features) {
    turn += 1;
    const mine = turn;
    shown = features;
    detail = detailAt(map.getZoom());
    const areas = features.filter(hasOutline);
    const outlines = await ask(areas.map(({ id }) => id));
    if (mine !== turn) return;
    centre = map.getCenter().lng;
    const shaped = areas.flatMap((feature, index) => {
      const outline = outlines[index];
      return outline ? [shape(feature, outline)] : [];
    });
    shaped.sort((a, b) => b.size - a.size);
    drawn = new Map(shaped.map((one) => [one.feature.id, one]));
    draw();
  }

  /**
   * @param {string[]} ids
   * @returns {Promise<(Outline | null)[]>}
   */
  function ask(ids) {
    const key = (/** @type {string} */ id) => `${detail}/${id}`;
    const missing = ids.filter((id) => !KEPT.has(key(id)));
    if (source.outlines && missing.length) {
      const answer = source.outlines(missing, DETAILS[detail]).then(({ features }) => new Map(features.map((one) => [one.id, one])));
      // A later draw may reach the server again.
      answer.catch(() => missing.forEach((id) => KEPT.delete(key(id))));
      for (const id of missing) KEPT.set(key(id), answer.then((found) => found.get(id) ?? null, () => null));
    } else {
      for (const id of missing) KEPT.set(key(id), source.outline(id).catch(() => null));
    }
    return Promise.all(ids.map((id) => KEPT.get(key(id)) ?? null));
  }

  /**
   * @param {PlaceFeature} feature
   * @param {Outline} outline
   * @returns {Shaped}
   */
  function shape(feature, outline) {
    const lon = near(feature.geometry.coordinates[0], centre);
    const key = `${detail}/${feature.id}/${Math.round(lon - feature.geometry.coordinates[0])}`;
    let kept = shapes.get(key);
    if (!kept) {
      const parts = together(outline.geometry, lon);
      const polygon = L.polygon(latLngs(parts), { renderer: shades, pane: "areas", interactive: false, stroke: false, fillOpacity: 1, smoothFactor: 0 });
      polygon.feature = { type: "Feature", id: feature.id, properties: {}, geometry: outline.geometry };
      kept = { parts, polygon, size: sizeOf(parts) };
      if (shapes.size >= MOST_KEPT) shapes.clear();
      shapes.set(key, kept);
    }
    return { ...kept, feature, lon };
  }

  function draw() {
    shading.clearLayers();
    for (const { feature, polygon } of drawn.values()) {
      const step = colours.steps[stepOf(feature.properties.claims) - 1];
      polygon.options.fillColor = isByContext(feature.properties) ? mixed(step, colours.land, CONTEXT_SHARE) : step;
      shading.addLayer(polygon);
    }
    // The base map has the countries' own borders and coasts.
    const divisions = [...drawn.values()].filter(({ feature }) => feature.properties.precision !== "country");
    const sides = sharedOnce(divisions.flatMap(({ parts }) => parts.flat()));
    const line = { renderer: lines, pane: "outlines", interactive: false, color: colours.line, weight: 1, opacity: 0.8, smoothFactor: 0 };
    if (sides.length) shading.addLayer(L.polyline(sides.map(points), line));
    light();
  }

  function light() {
    lit.clearLayers();
    const one = highlighted ? drawn.get(highlighted) : undefined;
    if (!one) return;
    const style = { color: colours.line, weight: 2.5, fillColor: colours.line, fillOpacity: 0.16, smoothFactor: 0 };
    lit.addLayer(L.polygon(latLngs(one.parts), { renderer: lines, pane: "outlines", interactive: false, ...style }));
  }

  map.on("zoomend", () => {
    map.getContainer().classList.toggle("is-close", map.getZoom() >= CLOSE);
    if (shown.length && detailAt(map.getZoom()) !== detail) show(shown);
  });
  map.on("moveend", () => {
    const now = map.getCenter().lng;
    if ([...drawn.values()].some(({ lon }) => near(lon, now) !== lon)) show(shown);
  });
  document.addEventListener("themechange", () => {
    colours = readColours();
    draw();
  });
  return {
    show,
    /** @param {string | null} id */
    highlight(id) {
      if (id === highlighted) return;
      highlighted = id;
      light();
    },
    /**
     * @param {string} id
     * @returns {L.LatLngBounds | null} the extent of an area that is drawn
     */
    extent: (id) => drawn.get(id)?.polygon.getBounds() ?? null,
    /**
     * An area's extent, whether or not it is drawn yet; null if there is no outline.
     *
     * @param {string} id
     */
    async reach(id) {
      if (detail < 0) detail = detailAt(map.getZoom());
      const [outline] = await ask([id]);
      if (!outline) return null;
      return L.latLngBounds(together(outline.geometry, map.getCenter().lng).flat(2).map(point));
    },
  };
}

/**
 * @param {number} zoom
 * @returns {number} the detail that is good enough there; that of the whole outline comes after the last of DETAILS
 */
export function detailAt(zoom) {
  const found = DETAILS.findIndex((most) => zoom <= most);
  return found < 0 ? DETAILS.length : found;
}

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return { steps: [1, 2, 3, 4, 5, 6].map((step) => read(`--step-${step}`)), line: read("--area"), land: read("--map-land") };
}

/**
 * @param {string} one such as #a63a12
 * @param {string} other
 * @param {number} share of the first
 * @returns {string}
 */
function mixed(one, other, share) {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a * share + b * (1 - share)).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

/** @param {Position[][][]} parts */
function latLngs(parts) {
  return parts.map((part) => part.map(points));
}

/** @param {Position[]} line */
function points(line) {
  return line.map(point);
}

/**
 * @param {Position} position
 * @returns {[number, number]}
 */
function point([lon, lat]) {
  return [lat, lon];
}

/** @param {Position[][][]} parts */
function sizeOf(parts) {
  const outer = parts.flatMap(([ring]) => ring);
  const [west, east] = arc(outer.map(([lon]) => lon));
  const lats = outer.map(([, lat]) => lat);
  return (east - west) * (lats.reduce((a, b) => Math.max(a, b)) - lats.reduce((a, b) => Math.min(a, b)));
}

/**
 * @param {MapFeature} feature
 * @returns {feature is PlaceFeature} whether it is shaded: what is only mentioned never is
 */
function hasOutline(feature) {
  const { is_area: isArea, has_outline: hasOne, claims } = feature.properties;
  return Boolean(isArea && hasOne && claims > 0);
}
