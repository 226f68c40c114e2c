/* Which of the base map's names are to be written, in which order, and how each looks; where is for labels.js. */

import { SCALE_ZOOM } from "./projection.js";

/** @typedef {import("./cells.js").Label} Label */
/** @typedef {import("./draw.js").Frame} Frame */
/** @typedef {{label: Label, x: number, y: number}} Candidate */
/**
 * @typedef {object} Style
 * @property {string} font
 * @property {number} size
 * @property {number} spacing between letters
 * @property {boolean} upper whether written in capitals
 * @property {"label" | "water-label"} colour
 * @property {number} alpha
 * @property {number} dot radius of a settlement's dot, 0 for the name of an area
 * @property {number} wrap letters from which a name is broken into lines
 */

/**
 * @typedef {Partial<Omit<Style, "font">> & {face: string, family: string, size: number, growth: number}} Look
 */

const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const SERIF = '"Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Liberation Serif", Georgia, serif';
const AREA = { upper: false, colour: /** @type {"label"} */ ("label"), alpha: 1, dot: 0, wrap: 14 };
const WATER = { face: "italic", family: SERIF, colour: /** @type {"water-label"} */ ("water-label") };
/**
 * How each kind of name looks: its size where it first appears, and what each further zoom adds.
 *
 * @type {Record<string, Look>}
 */
const LOOKS = {
  ocean: { ...WATER, size: 14, growth: 1.5, spacing: 3, alpha: 0.9, wrap: 12 },
  sea: { ...WATER, size: 11.5, growth: 1, spacing: 1.2 },
  lake: { ...WATER, size: 11, growth: 0.4, spacing: 0.3 },
  country: { face: "600", family: SANS, size: 10.5, growth: 1.1, spacing: 1.6, upper: true, alpha: 0.8 },
  territory: { face: "500", family: SANS, size: 9.5, growth: 0.6, spacing: 1.1, upper: true, alpha: 0.72 },
  admin1: { face: "500", family: SANS, size: 9.5, growth: 0.4, spacing: 1.1, upper: true, alpha: 0.66 },
  capital: { face: "600", family: SANS, size: 12, growth: 0.5, dot: 3 },
  seat: { face: "500", family: SANS, size: 11.5, growth: 0.5, dot: 2.3 },
  town: { face: "400", family: SANS, size: 11, growth: 0.5, dot: 1.9, alpha: 0.94 },
};
/** Weight above which a country's name is written a little larger. */
const LARGE = 83;
/** Weight above which a capital is named on a map of the world. */
const FOREMOST = 85;
const MOST = 900;
/** Distance in pixels within which dots from two sources are the same settlement. */
const SAME = 9;
/** Zoom from which an area's name may move aside for another. */
export const STEPS_FROM = 4;

/**
 * The labels in view, highest priority first.
 *
 * @param {Frame} frame
 * @returns {Candidate[]}
 */
export function candidates({ zoom, width, height, pieces, further }) {
  const scale = 2 ** (zoom - SCALE_ZOOM);
  /** @type {Map<string, Candidate>} */
  const found = new Map();
  for (const { cell, left, top, clip } of pieces) {
    const [minX, minY, maxX, maxY] = clip
      ? [clip[0], clip[1], clip[0] + clip[2], clip[1] + clip[3]]
      : [0, 0, width, height];
    for (const label of cell.labels) {
      if (label.zoom > zoom) break;
      if (label.until <= zoom || (zoom < STEPS_FROM && label.kind === "capital" && label.weight < FOREMOST)) continue;
      const x = left + (label.x - cell.x) * scale;
      const y = top + (label.y - cell.y) * scale;
      if (x < minX || x > maxX || y < minY || y > maxY) continue;
      found.set(`${label.name}|${Math.round(x)}|${Math.round(y)}`, { label, x, y });
    }
  }
  const own = [...found.values()].sort((a, b) => turn(a.label, zoom) - turn(b.label, zoom) || b.label.weight - a.label.weight || a.x - b.x);
  return [...own, ...newcomers(further, own, zoom)].slice(0, MOST);
}

/**
 * The gazetteer's settlements that the files do not name already, the most prominent first.
 *
 * @param {Candidate[]} further
 * @param {Candidate[]} own
 * @param {number} zoom
 */
function newcomers(further, own, zoom) {
  const dots = own.filter(({ label }) => styleOf(label, zoom).dot);
  return further
    .filter(({ label, x, y }) => label.zoom <= zoom && !dots.some((dot) => Math.hypot(dot.x - x, dot.y - y) < SAME))
    .sort((a, b) => b.label.weight - a.label.weight || a.x - b.x);
}

/**
 * When a label gets its turn. Zoomed in, a capital comes before the country around it, whose name can
 * move aside; zoomed out, the countries come first.
 *
 * @param {Label} label
 * @param {number} zoom of the map
 */
function turn({ kind, zoom: from }, zoom) {
  if (kind !== "capital") return from;
  return zoom < STEPS_FROM ? from + 1.5 : from - 1.5;
}

/**
 * @param {Label} label
 * @param {number} zoom
 * @returns {Style}
 */
export function styleOf({ kind, zoom: from, weight }, zoom) {
  const look = LOOKS[kind] ?? LOOKS.town;
  const grown = Math.max(0, Math.min(3, zoom - from));
  const size = look.size + grown * look.growth + (kind === "country" && weight > LARGE ? 1 : 0);
  return {
    ...AREA,
    ...look,
    font: `${look.face} ${size.toFixed(1)}px ${look.family}`,
    size,
    spacing: (look.spacing ?? 0) * (1 + grown * 0.3),
  };
}
