/*
 * A base map of Natural Earth's land, water, borders and names, drawn on three canvases under the markers: the
 * ground, and above the shading of areas the borders and the names, so that no shading hides a disputed line.
 *
 * The files under `url` are made by `python -m gazetteer.derive`. `index.json` lists the levels of detail
 * (name, zoom they serve from, side of a cell in degrees) and their cells; a cell's file is
 * `<level>/<column>_<row>.json` with column = floor((lon + 180) / side) and row = floor((lat + 90) / side).
 * A cell that is listed but not loaded yet is drawn from the next coarser level. `inline` holds parsed files
 * by those same paths, at least `index.json` and `world/0_0.json`; with it nothing is ever fetched. If files
 * are fetched, settlements beyond those of the files come from the gazetteer as one zooms in.
 */

import { CellStore } from "./cells.js";
import { isZooming, pixelOriginAt } from "../leaflet.js";
import { drawBorders, drawGround } from "./draw.js";
import { drawLabels } from "./labels.js";
import { degrees, piecesIn } from "./pieces.js";
import { SCALE_ZOOM } from "./projection.js";
import { readPalette, watchTheme } from "./style.js";
import { TOWNS_FROM, TownStore } from "./towns.js";

/** @typedef {import("./draw.js").Frame} Frame */
/**
 * What is written over the base map already, in pixels of the world at a zoom: no name of the base map comes near it.
 *
 * @typedef {{zoom: number, boxes: import("./room.js").Box[], named: {name: string, x: number, y: number}[]}} Kept
 */

const ATTRIBUTION = "Borders: Natural Earth; disputed lines dashed";
const PADDING = 0.25;
/** How long names wait for the marks of another zoom, over which they must not be written, in milliseconds. */
const MARKS = 150;

/**
 * Put a base map under a Leaflet map; it draws once it is opened.
 *
 * @param {L.Map} map
 */
export function basemapUnder(map) {
  const basemap = new Basemap(map);
  return {
    /**
     * Resolves when its coarsest level can be drawn.
     *
     * @param {{url: string, inline?: Record<string, unknown> | null}} options
     */
    async open({ url, inline = null }) {
      const store = new CellStore({ url, inline, onLoad: () => basemap.redrawSoon() });
      await store.open();
      basemap.start(store, inline ? null : new TownStore(() => basemap.redrawSoon()));
      return { attribution: ATTRIBUTION };
    },
    /** @param {Kept} kept */
    keepClear: (kept) => basemap.keepClear(kept),
  };
}

/**
 * The same for a map on which nothing else is written.
 *
 * @param {L.Map} map
 * @param {{url: string, inline?: Record<string, unknown> | null}} options
 */
export function addBasemap(map, options) {
  return basemapUnder(map).open(options);
}

/** Keeps the canvases in step with a Leaflet map. */
class Basemap {
  /** @type {CellStore | null} */
  #store = null;
  /** @type {TownStore | null} */
  #towns = null;
  #waiting = 0;
  #naming = 0;
  #zoom = 0;
  /** @type {L.LatLng | null} */
  #center = null;
  /** @type {ReturnType<typeof readPalette> | null} null until it is read, and after the theme has changed */
  #palette = null;
  /** @type {L.Bounds | null} what the canvases cover, in pixels of the map's layers */
  #covered = null;
  /** @type {Frame | null} what is drawn */
  #frame = null;
  /** @type {Kept} */
  #kept = { zoom: 0, boxes: [], named: [] };

  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.ground = canvasIn(map, "basemap", 150);
    this.borders = canvasIn(map, "basemap-borders", 380);
    this.names = canvasIn(map, "basemap-names", 390);
  }

  /**
   * @param {CellStore} store
   * @param {TownStore | null} towns
   */
  start(store, towns) {
    this.#store = store;
    this.#towns = towns;
    this.map.on("moveend viewreset resize", this.redraw, this);
    this.map.on("move", this.#followPan, this);
    this.map.on("zoom", () => this.#followZoom(this.map.getCenter(), this.map.getZoom()));
    this.map.on("zoomanim", (event) => this.#followZoom(event.center, event.zoom));
    watchTheme(() => {
      this.#palette = null;
      this.redrawSoon();
    });
    this.map.whenReady(() => this.redraw());
  }

  redrawSoon() {
    if (this.#waiting) return;
    this.#waiting = requestAnimationFrame(() => this.redraw());
  }

  redraw() {
    cancelAnimationFrame(this.#waiting);
    this.#waiting = 0;
    const { map } = this;
    // While a zoom is animated the canvases are stretched; its end brings a redraw.
    if (!this.#store || isZooming(map)) return;
    const size = map.getSize();
    const reach = size.multiplyBy(PADDING).round();
    const topLeft = map.containerPointToLayerPoint(reach.multiplyBy(-1)).round();
    const covered = L.bounds(topLeft, topLeft.add(size).add(reach.multiplyBy(2)));
    this.#covered = covered;
    this.#zoom = map.getZoom();
    this.#center = map.getCenter();
    const frame = this.#frameOf(this.#store, covered);
    this.#frame = frame;
    const palette = (this.#palette ??= readPalette());
    map.getContainer().style.backgroundColor = palette.water;
    drawGround(sized(this.ground, frame, topLeft), frame, palette);
    drawBorders(sized(this.borders, frame, topLeft), frame, palette);
    const names = sized(this.names, frame, topLeft);
    names.setTransform(1, 0, 0, 1, 0, 0);
    names.clearRect(0, 0, this.names.width, this.names.height);
    this.#nameSoon(this.#kept.zoom === frame.zoom ? 0 : MARKS);
  }

  /**
   * Names come after the marks: readers wait for those.
   *
   * @param {number} wait
   */
  #nameSoon(wait) {
    window.clearTimeout(this.#naming);
    this.#naming = window.setTimeout(() => {
      const context = this.names.getContext("2d");
      // A redraw that is due writes the names anyway.
      if (this.#waiting || !this.#frame || !this.#palette || !context || isZooming(this.map)) return;
      this.#writeNames(context, this.#frame, this.#palette);
    }, wait);
  }

  /** @param {Kept} kept */
  keepClear(kept) {
    this.#kept = kept;
    if (kept.zoom === this.#frame?.zoom) this.#nameSoon(0);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {ReturnType<typeof readPalette>} palette
   */
  #writeNames(context, frame, palette) {
    const { zoom, boxes, named } = this.#kept;
    const { corner } = frame;
    const here = zoom === frame.zoom ? { boxes, named } : { boxes: [], named: [] };
    drawLabels(context, frame, palette, {
      boxes: here.boxes.map(({ left, right, top, bottom }) => ({
        left: left - corner.x, right: right - corner.x, top: top - corner.y, bottom: bottom - corner.y,
      })),
      named: here.named.map(({ name, x, y }) => ({ name, x: x - corner.x, y: y - corner.y })),
    });
  }

  /** Draw more during a long drag, before an edge comes into view. */
  #followPan() {
    if (!this.#covered || this.map.getZoom() !== this.#zoom) return;
    const corner = this.map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(corner, corner.add(this.map.getSize()));
    if (!this.#covered.contains(view)) this.redrawSoon();
  }

  /**
   * Stretch the canvases as Leaflet's own renderer does, until they are redrawn.
   *
   * @param {L.LatLng} center
   * @param {number} zoom
   */
  #followZoom(center, zoom) {
    if (!this.#covered || !this.#center) return;
    const { map } = this;
    const scale = map.getZoomScale(zoom, this.#zoom);
    const half = this.#covered.getSize().divideBy(2);
    const offset = map
      .project(this.#center, zoom)
      .subtract(half.multiplyBy(scale))
      .subtract(pixelOriginAt(map, center, zoom));
    for (const canvas of [this.ground, this.borders, this.names]) L.DomUtil.setTransform(canvas, offset, scale);
  }

  /**
   * @param {CellStore} store
   * @param {L.Bounds} covered
   * @returns {Frame}
   */
  #frameOf(store, covered) {
    const zoom = this.#zoom;
    const scale = 2 ** (zoom - SCALE_ZOOM);
    const { x: width, y: height } = covered.getSize();
    const corner = this.map.getPixelOrigin().add(covered.getTopLeft());
    const view = { left: corner.x / scale, top: corner.y / scale, width: width / scale, height: height / scale };
    const pieces = [...piecesIn(store, store.levelAt(zoom), view, scale)];
    const towns = zoom < TOWNS_FROM || !this.#towns ? [] : this.#towns.within(degrees(view));
    const further = towns.map((label) => ({ label, x: (label.x - view.left) * scale, y: (label.y - view.top) * scale }));
    return { zoom, width, height, corner, ratio: Math.min(2, window.devicePixelRatio || 1), pieces, further };
  }
}

/**
 * @param {L.Map} map
 * @param {string} name
 * @param {number} zIndex
 */
function canvasIn(map, name, zIndex) {
  const pane = map.createPane(name);
  pane.style.zIndex = String(zIndex);
  pane.style.pointerEvents = "none";
  const canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", pane);
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Frame} frame
 * @param {L.Point} topLeft
 */
function sized(canvas, { width, height, ratio }, topLeft) {
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  L.DomUtil.setPosition(canvas, topLeft);
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}
