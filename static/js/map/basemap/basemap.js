/*
 * A base map of Natural Earth's land, water, borders and names, drawn on two canvases under everything else.
 *
 * The files under `url` are made by `python -m gazetteer.derive`. `index.json` lists the levels of detail
 * (name, zoom they serve from, side of a cell in degrees) and their cells; a cell's file is
 * `<level>/<column>_<row>.json` with column = floor((lon + 180) / side) and row = floor((lat + 90) / side).
 * A cell that is listed but not loaded yet is drawn from the next coarser level. `inline` holds parsed files
 * by those same paths, at least `index.json` and `world/0_0.json`; with it nothing is ever fetched. If files
 * are fetched, settlements beyond those of the files come from the gazetteer as one zooms in.
 */

import { CellStore, cellBounds } from "./cells.js";
import { isZooming, pixelOriginAt } from "../leaflet.js";
import { drawFrame } from "./draw.js";
import { drawLabels } from "./labels.js";
import { SCALE_ZOOM, lonLat, worldX, worldY } from "./projection.js";
import { readPalette, watchTheme } from "./style.js";
import { TOWNS_FROM, TownStore } from "./towns.js";

/** @typedef {import("./cells.js").Level} Level */
/** @typedef {import("./draw.js").Piece} Piece */
/** @typedef {import("./draw.js").Frame} Frame */

const ATTRIBUTION = "Borders: Natural Earth; disputed lines dashed";
const PADDING = 0.25;
const SVG = "http://www.w3.org/2000/svg";

/**
 * Put the base map under a Leaflet map; resolves when its coarsest level can be drawn.
 *
 * @param {L.Map} map
 * @param {{url: string, inline?: Record<string, unknown> | null}} options
 */
export async function addBasemap(map, { url, inline = null }) {
  const basemap = new Basemap(map);
  const store = new CellStore({ url, inline, onLoad: () => basemap.redrawSoon() });
  await store.open();
  basemap.start(store, inline ? null : new TownStore(() => basemap.redrawSoon()));
  return { attribution: ATTRIBUTION };
}

/** A small key to the kinds of border; its class is `basemap-legend`. */
export function bordersLegend() {
  const list = document.createElement("ul");
  list.className = "basemap-legend";
  for (const [name, dashes] of [
    ["Border", ""],
    ["Disputed or line of control", "5 3.5"],
    ["Claimed", "0.1 3.4"],
  ]) {
    const item = document.createElement("li");
    item.append(lineSample(dashes), name);
    list.append(item);
  }
  const note = document.createElement("li");
  note.className = "basemap-legend-note";
  note.textContent = ATTRIBUTION;
  list.append(note);
  return list;
}

/** @param {string} dashes */
function lineSample(dashes) {
  const sample = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "line");
  const shape = { x1: "1", y1: "4", x2: "27", y2: "4", stroke: "currentColor", "stroke-width": "1.5" };
  for (const [name, value] of Object.entries({ width: "28", height: "8", "aria-hidden": "true" })) sample.setAttribute(name, value);
  for (const [name, value] of Object.entries(shape)) line.setAttribute(name, value);
  if (dashes) line.setAttribute("stroke-dasharray", dashes);
  if (dashes.startsWith("0")) line.setAttribute("stroke-linecap", "round");
  sample.append(line);
  return sample;
}

/** Keeps two canvases, one for areas and lines and one for names, in step with a Leaflet map. */
class Basemap {
  /** @type {CellStore | null} */
  #store = null;
  /** @type {TownStore | null} */
  #towns = null;
  #waiting = 0;
  #zoom = 0;
  /** @type {L.LatLng | null} */
  #center = null;
  /** @type {ReturnType<typeof readPalette> | null} null until it is read, and after the theme has changed */
  #palette = null;
  /** @type {L.Bounds | null} what the canvases cover, in pixels of the map's layers */
  #covered = null;

  /** @param {L.Map} map */
  constructor(map) {
    this.map = map;
    this.ground = canvasIn(map, "basemap", 150);
    this.names = canvasIn(map, "basemap-names", 250);
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
    const frame = this.#frame(this.#store, covered);
    const palette = (this.#palette ??= readPalette());
    map.getContainer().style.backgroundColor = palette.water;
    drawFrame(sized(this.ground, frame, topLeft), frame, palette);
    drawLabels(sized(this.names, frame, topLeft), frame, palette);
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
    for (const canvas of [this.ground, this.names]) L.DomUtil.setTransform(canvas, offset, scale);
  }

  /**
   * @param {CellStore} store
   * @param {L.Bounds} covered
   * @returns {Frame}
   */
  #frame(store, covered) {
    const zoom = this.#zoom;
    const scale = 2 ** (zoom - SCALE_ZOOM);
    const { x: width, y: height } = covered.getSize();
    const corner = this.map.getPixelOrigin().add(covered.getTopLeft());
    const view = { left: corner.x / scale, top: corner.y / scale, width: width / scale, height: height / scale };
    const pieces = [...piecesIn(store, store.levelAt(zoom), view)].map(({ cell, clip }) => ({
      cell,
      left: (cell.x - view.left) * scale,
      top: (cell.y - view.top) * scale,
      clip: clip && clipBox(clip, view, scale),
    }));
    const towns = zoom < TOWNS_FROM || !this.#towns ? [] : this.#towns.within(degrees(view));
    const further = towns.map((label) => ({ label, x: (label.x - view.left) * scale, y: (label.y - view.top) * scale }));
    return { zoom, width, height, ratio: Math.min(2, window.devicePixelRatio || 1), pieces, further };
  }
}

/**
 * The cells in a view; coordinates are pixels of the world map at SCALE_ZOOM. The world is drawn
 * once: beyond it there is only water.
 *
 * @param {CellStore} store
 * @param {number} number of the level
 * @param {{left: number, top: number, width: number, height: number}} view
 */
function* piecesIn(store, number, view) {
  const level = store.levels[number];
  const { west, south, east, north } = degrees(view);
  const columns = 360 / level.cell;
  const rows = Math.max(1, 180 / level.cell);
  const firstRow = Math.max(0, Math.floor((south + 90) / level.cell));
  const lastRow = Math.min(rows - 1, Math.floor((north + 90) / level.cell));
  const lastColumn = Math.min(columns - 1, Math.floor((east + 180) / level.cell));
  for (let column = Math.max(0, Math.floor((west + 180) / level.cell)); column <= lastColumn; column++) {
    for (let row = firstRow; row <= lastRow; row++) {
      const found = nearestCell(store, number, column, row);
      if (found) yield found;
    }
  }
}

/**
 * A cell, or the finest loaded coarser one to stand in for it.
 *
 * @param {CellStore} store
 * @param {number} number
 * @param {number} column
 * @param {number} row
 */
function nearestCell(store, number, column, row) {
  const level = store.levels[number];
  if (!level.cells.has(`${column}_${row}`)) return null;
  const cell = store.get(level, column, row);
  if (cell) return { cell, clip: null };
  const clip = cellBounds(level, column, row);
  for (let coarser = number - 1; coarser >= 0; coarser--) {
    const { cell: side } = store.levels[coarser];
    const standIn = store.get(
      store.levels[coarser],
      Math.floor((clip.west + 180) / side),
      Math.floor((clip.south + 90) / side),
    );
    if (standIn) return { cell: standIn, clip };
  }
  return null;
}

/** @param {{left: number, top: number, width: number, height: number}} view in pixels of the world map at SCALE_ZOOM */
function degrees({ left, top, width, height }) {
  const [west, north] = lonLat(left, top);
  const [east, south] = lonLat(left + width, top + height);
  return { west, south, east, north };
}

/**
 * @param {import("./cells.js").Bounds} bounds
 * @param {{left: number, top: number}} view
 * @param {number} scale
 * @returns {[number, number, number, number]}
 */
function clipBox({ west, south, east, north }, view, scale) {
  const left = (worldX(west) - view.left) * scale;
  const top = (worldY(north) - view.top) * scale;
  const right = (worldX(east) - view.left) * scale;
  const bottom = (worldY(south) - view.top) * scale;
  return [left - 0.5, top - 0.5, right - left + 1, bottom - top + 1];
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
