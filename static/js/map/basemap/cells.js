/*
 * The base map's files: one cell of one level each, fetched once and decoded into paths.
 *
 * Paths are in pixels of the world map at zoom SCALE_ZOOM, counted from the cell's north-west corner:
 * small numbers, which a canvas keeps exact at every zoom. gazetteer/derive/encoding.py describes how lines
 * are written.
 */

import { worldX, worldY } from "./projection.js";

const KEPT = 240;
const RETRY_AFTER = 10_000;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Uint8Array(128);
for (let value = 0; value < DIGITS.length; value++) VALUES[DIGITS.charCodeAt(value)] = value;

/** @typedef {{name: string, zoom: number, cell: number, unit: number, margin: number, cells: Set<string>}} Level */
/** @typedef {{kind: string, lon: number, lat: number, x: number, y: number, name: string, zoom: number, until: number, weight: number}} Label */
/** @typedef {{west: number, south: number, east: number, north: number}} Bounds */
/**
 * A cell as its file has it; `gazetteer/derive/encoding.py` describes how lines are written.
 *
 * @typedef {{land: string[], lakes: string[], lines: Record<string, [number, ...string[]][]>, labels: LabelRow[]}} CellFile
 * @typedef {[string, number, number, string, number, number, number]} LabelRow
 */
/**
 * @typedef {object} Cell
 * @property {number} x of its north-west corner, in pixels at SCALE_ZOOM
 * @property {number} y
 * @property {Path2D} land
 * @property {Path2D} coast
 * @property {Path2D} lakes
 * @property {Map<string, {zoom: number, path: Path2D}[]>} lines
 * @property {Label[]} labels
 */

/**
 * @param {Level} level
 * @param {number} column
 * @param {number} row
 * @returns {Bounds}
 */
export function cellBounds(level, column, row) {
  const west = column * level.cell - 180;
  const south = row * level.cell - 90;
  return { west, south, east: Math.min(180, west + level.cell), north: Math.min(90, south + level.cell) };
}

/** Provides cells, fetching those it does not have yet. */
export class CellStore {
  /** @type {Map<string, Cell>} */
  #cells = new Map();
  /** @type {Map<string, number>} */
  #asked = new Map();

  /**
   * @param {object} options
   * @param {string} options.url folder of the files
   * @param {Record<string, unknown> | null} options.inline parsed files by path; when given, nothing is fetched
   * @param {() => void} options.onLoad called when a cell has loaded
   */
  constructor({ url, inline, onLoad }) {
    this.url = url;
    this.inline = inline;
    this.onLoad = onLoad;
    /** @type {Level[]} coarsest first */
    this.levels = [];
  }

  /** Read the index and the coarsest cell, without which nothing can be drawn. */
  async open() {
    /** @type {{levels: (Omit<Level, "cells"> & {cells: string[]})[]}} */
    const index = await this.#read("index.json");
    this.levels = index.levels.map((level) => ({ ...level, cells: new Set(level.cells) }));
    await this.#load(this.levels[0], 0, 0);
  }

  /** @param {number} zoom */
  levelAt(zoom) {
    return this.levels.findLastIndex((level) => level.zoom <= zoom);
  }

  /**
   * The cell if it is loaded; otherwise it is requested and onLoad is called when it arrives.
   *
   * @param {Level} level
   * @param {number} column
   * @param {number} row
   */
  get(level, column, row) {
    const path = cellPath(level, column, row);
    const cell = this.#cells.get(path);
    if (cell) {
      this.#cells.delete(path);
      this.#cells.set(path, cell);
      return cell;
    }
    const asked = this.#asked.get(path);
    if (asked === undefined || (!this.inline && performance.now() - asked > RETRY_AFTER)) {
      this.#load(level, column, row).then(this.onLoad, () => {});
    }
    return null;
  }

  /**
   * @param {Level} level
   * @param {number} column
   * @param {number} row
   */
  async #load(level, column, row) {
    const path = cellPath(level, column, row);
    this.#asked.set(path, performance.now());
    const cell = decodeCell(await this.#read(path), level, cellBounds(level, column, row));
    this.#cells.set(path, cell);
    this.#asked.delete(path);
    this.#forget();
  }

  /** Drop the least recently drawn cells; the coarsest stays, because it stands in for all others. */
  #forget() {
    for (const path of this.#cells.keys()) {
      if (this.#cells.size <= KEPT) return;
      if (!path.startsWith(`${this.levels[0].name}/`)) this.#cells.delete(path);
    }
  }

  /**
   * @template File
   * @param {string} path
   * @returns {Promise<File>}
   */
  async #read(path) {
    if (this.inline) {
      if (path in this.inline) return /** @type {File} */ (this.inline[path]);
      throw new Error(`${path} is not part of this file`);
    }
    const response = await fetch(this.url + path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }
}

/**
 * @param {Level} level
 * @param {number} column
 * @param {number} row
 */
function cellPath(level, column, row) {
  return `${level.name}/${column}_${row}.json`;
}

/**
 * @param {CellFile} file
 * @param {Level} level
 * @param {Bounds} bounds
 * @returns {Cell}
 */
function decodeCell(file, level, bounds) {
  const x = worldX(bounds.west);
  const y = worldY(bounds.north);
  const pen = new Pen(level, bounds, x, y);
  const land = new Path2D();
  const coast = new Path2D();
  const lakes = new Path2D();
  for (const ring of file.land) pen.ring(ring, land, coast);
  for (const ring of file.lakes) pen.ring(ring, lakes, null);
  const lines = new Map();
  for (const [kind, groups] of Object.entries(file.lines)) {
    lines.set(
      kind,
      groups.map(([zoom, ...texts]) => {
        const path = new Path2D();
        for (const text of texts) pen.line(text, path);
        return { zoom, path };
      }),
    );
  }
  return { x, y, land, coast, lakes, lines, labels: file.labels.map(decodeLabel) };
}

/** @param {LabelRow} row */
function decodeLabel([kind, lon, lat, name, zoom, until, weight]) {
  return { kind, lon, lat, x: worldX(lon), y: worldY(lat), name, zoom, until, weight };
}

/** Draws encoded lines of one cell into paths. */
class Pen {
  /**
   * @param {Level} level
   * @param {Bounds} bounds
   * @param {number} x
   * @param {number} y
   */
  constructor(level, bounds, x, y) {
    this.unit = level.unit;
    this.bounds = bounds;
    this.x = x;
    this.y = y;
    const margin = Math.round(level.margin / level.unit);
    this.minX = -margin;
    this.maxX = Math.round((bounds.east - bounds.west) / level.unit) + margin;
    this.minY = Math.max(-margin, Math.round((-90 - bounds.south) / level.unit));
    this.maxY = Math.min(
      Math.round((bounds.north - bounds.south) / level.unit) + margin,
      Math.round((90 - bounds.south) / level.unit),
    );
    /** @type {number[]} */
    this.points = [];
  }

  /**
   * @param {string} text
   * @param {Path2D} path
   */
  line(text, path) {
    this.#decode(text);
    const { points } = this;
    path.moveTo(this.#left(points[0]), this.#top(points[1]));
    for (let i = 2; i < points.length; i += 2) path.lineTo(this.#left(points[i]), this.#top(points[i + 1]));
  }

  /**
   * Add a ring to `area`, and those of its sides that are not just cuts at the cell's edge to `shore`.
   *
   * @param {string} text
   * @param {Path2D} area
   * @param {Path2D | null} shore
   */
  ring(text, area, shore) {
    this.line(text, area);
    area.closePath();
    if (!shore) return;
    const { points } = this;
    let drawing = false;
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i], points[i + 1]];
      const [nextX, nextY] = [points[(i + 2) % points.length], points[(i + 3) % points.length]];
      if (this.#isCut(x, y, nextX, nextY)) {
        drawing = false;
        continue;
      }
      if (!drawing) shore.moveTo(this.#left(x), this.#top(y));
      shore.lineTo(this.#left(nextX), this.#top(nextY));
      drawing = true;
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} nextX
   * @param {number} nextY
   */
  #isCut(x, y, nextX, nextY) {
    if (x === nextX) return x <= this.minX || x >= this.maxX;
    return y === nextY && (y <= this.minY || y >= this.maxY);
  }

  /** @param {number} x */
  #left(x) {
    return worldX(this.bounds.west + x * this.unit) - this.x;
  }

  /** @param {number} y */
  #top(y) {
    return worldY(this.bounds.south + y * this.unit) - this.y;
  }

  /** @param {string} text */
  #decode(text) {
    const { points } = this;
    points.length = 0;
    let number = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i++) {
      const value = VALUES[text.charCodeAt(i)];
      number |= (value & 31) << shift;
      shift += 5;
      if (value < 32) {
        const difference = number & 1 ? -((number + 1) >> 1) : number >> 1;
        points.push(points.length < 2 ? difference : points[points.length - 2] + difference);
        number = 0;
        shift = 0;
      }
    }
  }
}
