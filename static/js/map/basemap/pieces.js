/* The cells of the base map that lie in a view, with coarser ones in place of those that are not loaded yet. */

import { cellBounds } from "./cells.js";
import { WORLD, lonLat, worldX, worldY } from "./projection.js";

/** @typedef {import("./cells.js").Level} Level */
/** @typedef {import("./cells.js").CellStore} CellStore */
/** @typedef {import("./draw.js").Piece} Piece */
/** @typedef {{left: number, top: number, width: number, height: number}} View in pixels of the world map at SCALE_ZOOM */

/**
 * The cells in a view, the world repeated to the east and to the west of itself.
 *
 * @param {CellStore} store
 * @param {number} number of the level
 * @param {View} view
 * @param {number} scale
 * @returns {Generator<Piece>}
 */
export function* piecesIn(store, number, view, scale) {
  const level = store.levels[number];
  const { west, south, east, north } = degrees(view);
  const columns = Math.round(360 / level.cell);
  const rows = Math.max(1, Math.round(180 / level.cell));
  const firstRow = Math.max(0, Math.floor((south + 90) / level.cell));
  const lastRow = Math.min(rows - 1, Math.floor((north + 90) / level.cell));
  for (let at = Math.floor((west + 180) / level.cell); at <= Math.floor((east + 180) / level.cell); at++) {
    const world = Math.floor(at / columns);
    const shifted = { left: view.left - world * WORLD, top: view.top };
    for (let row = firstRow; row <= lastRow; row++) {
      const found = nearestCell(store, number, at - world * columns, row);
      if (found) yield placed(found, shifted, scale);
    }
  }
}

/**
 * @param {{cell: import("./cells.js").Cell, clip: import("./cells.js").Bounds | null}} found
 * @param {{left: number, top: number}} view
 * @param {number} scale
 * @returns {Piece}
 */
function placed({ cell, clip }, view, scale) {
  return {
    cell,
    left: (cell.x - view.left) * scale,
    top: (cell.y - view.top) * scale,
    clip: clip && clipBox(clip, view, scale),
  };
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

/**
 * @param {View} view
 * @returns {import("./cells.js").Bounds} longitudes beyond 180° where the view goes beyond the world
 */
export function degrees({ left, top, width, height }) {
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
