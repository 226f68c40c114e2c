/* The key to the map: what the markers, their sizes and colours, and the lines mean. */

import { el } from "../../shared/dom.js";
import { STEPS, stepWords } from "../steps.js";

const KEPT = "mention-mapper-key";
const SVG = "http://www.w3.org/2000/svg";
const BORDERS = "Borders: Natural Earth";
const MARKERS = [
  ["badge-crowd step-3", "12", "Several places close together, with the name of the busiest: click to come closer"],
  ["badge-area has-claims step-3", "12", "An area, shaded by its claims; where there is no room for the number, the shade alone"],
  ["badge-area has-claims is-ringed step-3", "12", "An area without an outline: near its middle"],
  ["badge-point has-claims is-by-context step-3", "12", "By context only: no claim names the place itself"],
  ["badge-point is-mentioned step-0", "", "Only mentioned: no claim is about it"],
];
const LINES = [
  ["Border", ""],
  ["Disputed, or a line of control", "5 3.5"],
  ["Claimed", "0.1 3.4"],
];

/**
 * @param {boolean} [isRoomy] whether there is room for it beside what the map shows: then it is as the reader left it
 * @returns {HTMLElement} the key
 */
export function legend(isRoomy = false) {
  const key = el(
    "details",
    { class: "legend legend-key", open: isRoomy && wasOpen() },
    el("summary", {}, "Key"),
    el("p", { class: "legend-head" }, "A number is how many claims are about a place, or have it in a role you chose"),
    el("ul", { class: "step-legend" }, ...STEPS.map((_, at) => el("li", {}, step(at + 1), stepWords(at + 1)))),
    el("ul", { class: "marker-legend" }, ...MARKERS.map(([kind, count, words]) => el("li", {}, sample(kind, count), words))),
    el(
      "ul",
      { class: "basemap-legend" },
      ...LINES.map(([name, dashes]) => el("li", {}, lineSample(dashes), name)),
      el("li", { class: "basemap-legend-note" }, BORDERS),
    ),
  );
  // Another menu that opens closes it too, which is not the reader's choice.
  key.querySelector("summary")?.addEventListener("click", () => remember(!key.hasAttribute("open")));
  return key;
}

function wasOpen() {
  try {
    return localStorage.getItem(KEPT) === "open";
  } catch {
    return false; // a page that is opened from disk may keep nothing
  }
}

/** @param {boolean} open */
function remember(open) {
  try {
    localStorage.setItem(KEPT, open ? "open" : "closed");
  } catch {
    // As above.
  }
}

/** @param {number} number */
function step(number) {
  const mark = el("span", { class: `badge badge-point has-claims step-${number}` }, el("span", { class: "badge-count" }));
  return el("span", { class: `step-sample step-${number}`, "aria-hidden": "true" }, mark, el("span", { class: "step-shade" }));
}

/**
 * @param {string} kind
 * @param {string} count
 */
function sample(kind, count) {
  return el("span", { class: `badge ${kind}`, "aria-hidden": "true" }, el("span", { class: "badge-count" }, count));
}

/** @param {string} dashes */
function lineSample(dashes) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "line");
  const shape = { x1: "1", y1: "4", x2: "27", y2: "4", stroke: "currentColor", "stroke-width": "1.5" };
  for (const [name, value] of Object.entries({ width: "28", height: "8", "aria-hidden": "true" })) svg.setAttribute(name, value);
  for (const [name, value] of Object.entries(shape)) line.setAttribute(name, value);
  if (dashes) line.setAttribute("stroke-dasharray", dashes);
  if (dashes.startsWith("0")) line.setAttribute("stroke-linecap", "round");
  svg.append(line);
  return svg;
}
