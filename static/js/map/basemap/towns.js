/*
 * Further settlements for the close zooms, from the gazetteer: one-degree cells, fetched as they come into view.
 *
 * `/api/labels/<south>/<west>` answers with the most prominent settlements of the cell as rows of name, longitude,
 * latitude, zoom from which it is shown, and weight.
 */

import { WORLD, worldX, worldY } from "./projection.js";

/** @typedef {import("./cells.js").Label} Label */

export const TOWNS_FROM = 9;
const KEPT = 60;
const MOST_CELLS = 24;
const RETRY_AFTER = 20_000;
const FOREVER = 99;

/** Provides the settlements of a view, fetching the cells it does not have yet. */
export class TownStore {
  /** @type {Map<string, Label[]>} */
  #cells = new Map();
  /** @type {Map<string, number>} */
  #asked = new Map();

  /** @param {() => void} onLoad called when a cell has loaded */
  constructor(onLoad) {
    this.onLoad = onLoad;
  }

  /**
   * The settlements loaded for a view so far, each cell's most prominent first.
   *
   * @param {import("./cells.js").Bounds} view
   * @returns {Label[]}
   */
  within({ west, south, east, north }) {
    const found = [];
    let cells = 0;
    for (let row = Math.floor(Math.max(south, -90)); row <= Math.min(north, 89); row++) {
      for (let column = Math.floor(west); column <= east; column++) {
        if (++cells > MOST_CELLS) return found;
        const world = Math.floor((column + 180) / 360);
        const labels = this.#cell(row, column - 360 * world);
        found.push(...(world ? labels.map((label) => ({ ...label, x: label.x + world * WORLD })) : labels));
      }
    }
    return found;
  }

  /**
   * @param {number} row
   * @param {number} column
   * @returns {Label[]}
   */
  #cell(row, column) {
    const path = `${row}/${column}`;
    const cell = this.#cells.get(path);
    if (cell) return cell;
    const asked = this.#asked.get(path);
    if (asked === undefined || performance.now() - asked > RETRY_AFTER) this.#load(path).then(this.onLoad, () => {});
    return [];
  }

  /** @param {string} path */
  async #load(path) {
    this.#asked.set(path, performance.now());
    const response = await fetch(`/api/labels/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const { labels, ready } = await response.json();
    if (!ready) return;
    this.#cells.set(path, labels.map(toLabel));
    this.#asked.delete(path);
    for (const key of this.#cells.keys()) {
      if (this.#cells.size <= KEPT) break;
      this.#cells.delete(key);
    }
  }
}

/** @param {[string, number, number, number, number]} row */
function toLabel([name, lon, lat, zoom, weight]) {
  return { kind: "town", lon, lat, x: worldX(lon), y: worldY(lat), name, zoom, until: FOREVER, weight };
}
