/* Places and draws the base map's names, so that none covers another. */

import { STEPS_FROM, candidates, styleOf } from "./label_choice.js";
import { Occupied } from "./room.js";

/** @typedef {import("./draw.js").Frame} Frame */
/** @typedef {import("./style.js").Palette} Palette */
/** @typedef {import("./label_choice.js").Candidate} Candidate */
/** @typedef {import("./label_choice.js").Style} Style */
/** @typedef {import("./room.js").Box} Box */
/** @typedef {{boxes: Box[], named: {name: string, x: number, y: number}[]}} Written in pixels of the canvas */

/** @type {Written} */
const NOTHING = { boxes: [], named: [] };
/** Pixels within which one name stands for the same place: a country's middle is not the same in all sources. */
const SAME_NAME = 260;
const GAP = 5;
const LINE_HEIGHT = 1.18;
/** Places for an area's name, in half heights above or below its middle. */
const STEPS = [0, -1, 1, -2, 2];

/** @type {Map<string, number>} */
const widths = new Map();
/** @type {WeakMap<CanvasRenderingContext2D, string>} the font last set */
let fonts = new WeakMap();

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Palette} palette
 * @param {Written} [written] what stands there already
 */
export function drawLabels(context, frame, palette, written = NOTHING) {
  const { ratio, width, height } = frame;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  fonts = new WeakMap(); // a canvas that was resized has lost its font
  context.lineJoin = "round";
  context.textBaseline = "middle";
  const taken = new Occupied();
  for (const box of written.boxes) taken.hold(box);
  const shown = candidates(frame).filter(({ label, x, y }) => !isWritten(written.named, label.name, x, y));
  const capitals = shown.filter(({ label }) => label.kind === "capital");
  for (const candidate of shown) {
    const style = styleOf(candidate.label, frame.zoom);
    if (style.dot) town(context, candidate, style, { taken, capitals }, palette);
    else area(context, candidate, style, { taken, steps: frame.zoom < STEPS_FROM ? [0] : STEPS }, palette);
  }
  setSpacing(context, 0);
}

/**
 * @param {{name: string, x: number, y: number}[]} named
 * @param {string} name
 * @param {number} x
 * @param {number} y
 */
function isWritten(named, name, x, y) {
  return named.some((one) => one.name === name && Math.abs(one.x - x) < SAME_NAME && Math.abs(one.y - y) < SAME_NAME);
}

/**
 * Draw a name over the middle of its area, on two or three lines where it is long.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Candidate} candidate
 * @param {Style} style
 * @param {{taken: Occupied, steps: number[]}} room
 * @param {Palette} palette
 */
function area(context, { label, x, y }, style, { taken, steps }, palette) {
  setFont(context, style);
  const lines = wrapped(style.upper ? label.name.toLocaleUpperCase("en") : label.name, style.wrap);
  const widest = Math.max(...lines.map((line) => widthOf(context, line, style)));
  const height = lines.length * style.size * LINE_HEIGHT;
  const box = steps.map((step) => {
    const middle = y + step * (height / 2 + style.size * 0.7);
    return { left: x - widest / 2, top: middle - height / 2, right: x + widest / 2, bottom: middle + height / 2 };
  }).find((free) => taken.claim(free));
  if (!box) return;
  context.textAlign = "center";
  lines.forEach((line, number) => {
    // The space after the last letter would push a spaced line to the left.
    write(context, line, x + style.spacing / 2, box.top + (number + 0.5) * style.size * LINE_HEIGHT, style, palette);
  });
}

/**
 * Draw a dot with its name on whichever side is free, best where it hides no capital's dot.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Candidate} candidate
 * @param {Style} style
 * @param {{taken: Occupied, capitals: Candidate[]}} others
 * @param {Palette} palette
 */
function town(context, { label, x, y }, style, { taken, capitals }, palette) {
  setFont(context, style);
  const width = widthOf(context, label.name, style);
  const half = style.size * 0.6;
  const away = style.dot + GAP - 1;
  const sides = [
    { align: "left", x: x + away, y, left: x - style.dot, right: x + away + width, top: y - half, bottom: y + half },
    { align: "right", x: x - away, y, left: x - away - width, right: x + style.dot, top: y - half, bottom: y + half },
    { align: "center", x, y: y - away - half + 2, left: x - width / 2, right: x + width / 2, top: y - away - 2 * half + 2, bottom: y + style.dot },
    { align: "center", x, y: y + away + half - 2, left: x - width / 2, right: x + width / 2, top: y - style.dot, bottom: y + away + 2 * half - 2 },
  ];
  const open = sides.filter((box) => !capitals.some((other) => other.label !== label && holds(box, other)));
  const side = [...open, ...sides].find((box) => taken.claim(box));
  if (!side) return;
  context.textAlign = /** @type {CanvasTextAlign} */ (side.align);
  write(context, label.name, side.x, side.y, style, palette);
  dot(context, x, y, style, label.kind === "capital", palette);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {Style} style
 * @param {boolean} ringed
 * @param {Palette} palette
 */
function dot(context, x, y, style, ringed, palette) {
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, style.dot, 0, 2 * Math.PI);
  context.fillStyle = ringed ? palette["label-halo"] : palette.place;
  context.strokeStyle = ringed ? palette.place : palette["label-halo"];
  context.lineWidth = ringed ? 1.6 : 1;
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {Style} style
 * @param {Palette} palette
 */
function write(context, text, x, y, style, palette) {
  if (style.colour === "label") {
    context.globalAlpha = 0.8;
    context.strokeStyle = palette["label-halo"];
    context.lineWidth = 3;
    context.strokeText(text, x, y);
  }
  context.globalAlpha = style.alpha;
  context.fillStyle = palette[style.colour];
  context.fillText(text, x, y);
  context.globalAlpha = 1;
}

/**
 * Break a name between words into lines of about equal length.
 *
 * @param {string} name
 * @param {number} most letters in a line
 */
function wrapped(name, most) {
  const words = name.split(" ");
  const target = name.length / Math.ceil(name.length / most);
  const lines = [words[0]];
  for (const word of words.slice(1)) {
    const line = `${lines[lines.length - 1]} ${word}`;
    if (line.length <= target + 3) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return lines;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Style} style
 */
function setFont(context, style) {
  // A canvas parses a font each time it is set, even to the one it already has.
  if (fonts.get(context) !== style.font) context.font = style.font;
  fonts.set(context, style.font);
  setSpacing(context, style.spacing);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} spacing
 */
function setSpacing(context, spacing) {
  if ("letterSpacing" in context) context.letterSpacing = `${spacing.toFixed(1)}px`;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {Style} style
 */
function widthOf(context, text, style) {
  const key = `${style.font}|${style.spacing}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = context.measureText(text).width;
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/**
 * @param {Box} box
 * @param {Candidate} dot
 */
function holds({ left, right, top, bottom }, { x, y }) {
  return x > left - 6 && x < right + 6 && y > top - 4 && y < bottom + 4;
}
