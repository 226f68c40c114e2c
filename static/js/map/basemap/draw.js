/* Draws the base map's ground onto one canvas, and its borders onto another that lies above the shading of areas. */

import { SCALE_ZOOM } from "./projection.js";

/** @typedef {import("./cells.js").Cell} Cell */
/** @typedef {import("./style.js").Palette} Palette */
/**
 * A cell at its position on the canvas. `clip` is set if a coarser cell stands in for a finer one.
 *
 * @typedef {{cell: Cell, left: number, top: number, clip: [number, number, number, number] | null}} Piece
 */
/**
 * @typedef {object} Frame
 * @property {number} zoom
 * @property {number} width in CSS pixels
 * @property {number} height
 * @property {{x: number, y: number}} corner where its north-west corner is, in pixels of the world at that zoom
 * @property {number} ratio device pixels in a CSS pixel
 * @property {Piece[]} pieces
 * @property {{label: import("./cells.js").Label, x: number, y: number}[]} further settlements from the gazetteer
 */

const DASHED = [5, 3.5];
const DOTTED = [0.1, 3.4];
/** How much wider, in pixels, the light band is than the dashes on it. */
const BAND = 2.6;

/**
 * Land, water and rivers.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Palette} palette
 */
export function drawGround(context, frame, palette) {
  const { zoom, ratio } = frame;
  const scale = 2 ** (zoom - SCALE_ZOOM);
  const border = borderWidth(zoom);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = palette.water;
  context.fillRect(0, 0, frame.width, frame.height);
  context.lineJoin = "round";

  const layer = layers(context, frame, scale);
  layer((cell) => {
    context.fillStyle = palette.land;
    context.fill(cell.land, "evenodd");
  });
  layer((cell) => stroke(context, scale, cell.coast, palette.coast, between(0.5, border * 0.6, 0.8)));
  layer((cell) => rivers(context, scale, cell, zoom, palette));
  layer((cell) => {
    context.fillStyle = palette.lake;
    context.fill(cell.lakes, "evenodd");
    stroke(context, scale, cell.lakes, palette.coast, 0.5);
  });
}

/**
 * Borders, the disputed ones dashed on a light band that hides what an outline draws along them.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Palette} palette
 */
export function drawBorders(context, frame, palette) {
  const { zoom, ratio } = frame;
  const scale = 2 ** (zoom - SCALE_ZOOM);
  const border = borderWidth(zoom);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, frame.width, frame.height);
  context.lineJoin = "round";
  context.globalAlpha = 1;

  const layer = layers(context, frame, scale);
  layer((cell) => lines(context, scale, cell, "admin1", zoom, palette.admin, between(0.6, border * 0.7, 1), []));
  // A broad faint band under a border distinguishes it from a river or a coast without making it loud.
  context.globalAlpha = 0.13;
  layer((cell) => lines(context, scale, cell, "agreed", zoom, palette.border, between(2, border * 4, 6), []));
  context.globalAlpha = 1;
  layer((cell) => lines(context, scale, cell, "agreed", zoom, palette.border, border, []));
  context.globalAlpha = 0.85;
  for (const kind of ["disputed", "claim"]) {
    layer((cell) => lines(context, scale, cell, kind, zoom, palette["label-halo"], border + BAND, []));
  }
  context.globalAlpha = 1;
  layer((cell) => lines(context, scale, cell, "disputed", zoom, palette.disputed, border * 1.25, DASHED));
  layer((cell) => lines(context, scale, cell, "claim", zoom, palette.disputed, border * 1.25, DOTTED));
  layer((cell) => lines(context, scale, cell, "limit", zoom, palette.border, border * 0.9, DOTTED));
}

/** @param {number} zoom */
function borderWidth(zoom) {
  return between(0.7, 0.5 + (zoom - 2) * 0.14, 1.5);
}

/**
 * A function that runs a drawing over all pieces, with the canvas set up for each.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {number} scale
 * @returns {(draw: (cell: Cell) => void) => void}
 */
function layers(context, { ratio, pieces }, scale) {
  return (draw) => {
    for (const { cell, left, top, clip } of pieces) {
      if (clip) {
        context.save();
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.beginPath();
        context.rect(...clip);
        context.clip();
      }
      context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
      draw(cell);
      if (clip) context.restore();
    }
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} scale
 * @param {Cell} cell
 * @param {number} zoom
 * @param {Palette} palette
 */
function rivers(context, scale, cell, zoom, palette) {
  context.lineCap = "round";
  for (const { zoom: from, path } of cell.lines.get("river") ?? []) {
    if (from <= zoom) stroke(context, scale, path, palette.river, between(0.5, 0.6 + (zoom - from) * 0.22, 1.9));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} scale
 * @param {Cell} cell
 * @param {string} kind
 * @param {number} zoom
 * @param {string} colour
 * @param {number} width
 * @param {number[]} dashes
 */
function lines(context, scale, cell, kind, zoom, colour, width, dashes) {
  context.lineCap = dashes === DOTTED ? "round" : "butt";
  context.setLineDash(dashes.map((length) => length / scale));
  for (const { zoom: from, path } of cell.lines.get(kind) ?? []) {
    if (from <= zoom) stroke(context, scale, path, colour, width);
  }
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} scale
 * @param {Path2D} path
 * @param {string} colour
 * @param {number} width in CSS pixels
 */
function stroke(context, scale, path, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width / scale;
  context.stroke(path);
}

/**
 * @param {number} least
 * @param {number} value
 * @param {number} most
 */
function between(least, value, most) {
  return Math.max(least, Math.min(most, value));
}
