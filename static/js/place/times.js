/* Claims by time as a row of bars: small, beside counts; the numbers are in its description. */

import { counted, shownDate } from "../shared/numbers.js";

/** @typedef {import("../shared/types.js").Timeline} Timeline */
/** @typedef {import("../shared/types.js").TimePoint} TimePoint */

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 32;
const MOST = 400;

/**
 * @param {string} start such as 2026-02-01
 * @param {string} unit "day", "month" or "year"
 * @returns {string} the beginning of the time after it
 */
function next(start, unit) {
  const [year, month, day] = start.split("-").map(Number);
  if (unit === "year") return `${String(year + 1).padStart(4, "0")}-01-01`;
  const after = unit === "month" ? new Date(Date.UTC(year, month, 1)) : new Date(Date.UTC(year, month - 1, day + 1));
  return after.toISOString().slice(0, 10);
}

/**
 * @param {Timeline} timeline
 * @returns {TimePoint[]} its points with those between them that have no claims
 */
export function withGaps({ unit, points }) {
  const claims = new Map(points.map((point) => [point.start, point.claims]));
  const last = points.at(-1)?.start ?? "";
  /** @type {TimePoint[]} */
  const all = [];
  for (let start = points[0]?.start ?? ""; start && start <= last && all.length < MOST; start = next(start, unit)) {
    all.push({ start, claims: claims.get(start) ?? 0 });
  }
  return all.at(-1)?.start === last ? all : points;
}

/**
 * @param {Timeline} timeline
 * @returns {string} what the bars show, in a sentence
 */
export function timesWords({ unit, points, undated }) {
  const most = points.reduce((best, point) => (point.claims > best.claims ? point : best), points[0]);
  const peak = `Claims by ${unit} of their articles, most from ${timeName(most.start, unit)}: ${counted(most.claims, "claim")}`;
  return undated ? `${peak}; ${counted(undated, "claim")} without a date` : peak;
}

/**
 * @param {string} start
 * @param {string} unit
 * @returns {string} "4 February 2026", "February 2026" or "2026", as the reader's language writes it
 */
export function timeName(start, unit) {
  if (unit === "year") return start.slice(0, 4);
  return unit === "month" ? shownDate(start, { month: "long", year: "numeric" }) : shownDate(start);
}

/**
 * @param {Timeline} timeline
 * @returns {HTMLElement | null} null where there is nothing to compare
 */
export function timeBars(timeline) {
  const points = withGaps(timeline);
  if (points.length < 2) return null;
  const most = Math.max(...points.map(({ claims }) => claims));
  const svg = document.createElementNS(SVG, "svg");
  const parts = { viewBox: `0 0 ${points.length} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": timesWords(timeline) };
  for (const [name, value] of Object.entries(parts)) svg.setAttribute(name, value);
  points.forEach(({ claims }, index) => {
    if (!claims) return;
    const height = Math.max(1.5, (claims / most) * HEIGHT);
    const bar = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x: index + 0.08, y: HEIGHT - height, width: 0.84, height })) bar.setAttribute(name, String(value));
    svg.append(bar);
  });
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const ends = [points[0], points[points.length - 1]].map(({ start }) => timeName(start, timeline.unit));
  caption.append(...ends.map((words) => Object.assign(document.createElement("span"), { textContent: words })));
  figure.className = "time-bars";
  figure.append(svg, caption);
  return figure;
}
