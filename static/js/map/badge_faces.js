/* What a marker shows: the claims about a point, an area or all places of a group, by size, colour and number. */

import { el } from "../shared/dom.js";
import { abbreviated, counted } from "../shared/numbers.js";
import { countWords, isByContext, markerName } from "../shared/words.js";
import { OTHERS } from "./layout.js";
import { halfOf, stepOf } from "./steps.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */
/** @typedef {MapFeature["properties"]} Properties */

const PIXELS_PER_LETTER = 7.2;
const PLATE = 16; // what a plate's edges and a long number add to its name
const LONGEST_LABEL = 190; // as wide as map.css allows a name to be
const RING = 4; // around what stands for several places
const DOT = 6;
const AREA = 12; // half the badge of an area with a number of one digit
const PIXELS_PER_DIGIT = 7.4;
const EDGES = 13; // what surrounds an area's number

/**
 * @param {MapFeature} feature
 * @param {{x: number, y: number}} point
 * @param {{dots?: boolean, lit?: boolean, apart?: boolean}} [options] whether marks are dots without a number, as on a heat
 *   map; whether it is lit, and so there in any case; whether it is gathered with no others
 * @returns {import("./layout.js").Item}
 */
export function toItem({ id, properties }, { x, y }, { dots = false, lit = false, apart = false } = {}) {
  const area = Boolean(properties.is_area);
  const further = properties.cell ? OTHERS : area && !dots ? Math.max(0, PLATE - 2 * (halfWidth(properties) - AREA)) : 0;
  const label = Math.min(properties.name.length * PIXELS_PER_LETTER, LONGEST_LABEL) + 8 + further;
  const yields = area && Boolean(properties.has_outline) && properties.claims > 0 && !lit;
  return { id, x, y, half: dots ? DOT : halfWidth(properties), label, centred: area && !dots, yields, apart };
}

/**
 * @param {MapFeature} feature
 * @returns {feature is import("../shared/types.js").CellFeature} whether it stands for several places
 */
export function isGathering(feature) {
  return Boolean(feature.properties.cell);
}

/**
 * @param {MapFeature} feature
 * @returns {feature is PlaceFeature}
 */
export function isPlace(feature) {
  return !isGathering(feature);
}

/** @param {Properties} properties */
function halfWidth(properties) {
  if (properties.cell) return halfOf(properties.claims) + RING;
  if (properties.is_area) return properties.claims ? Math.max(AREA, (abbreviated(properties.claims).length * PIXELS_PER_DIGIT + EDGES) / 2) : 8;
  return halfOf(properties.claims);
}

/**
 * @param {MapFeature[]} members places, or groups of them
 * @returns {number} half the width of the marker that stands for all
 */
export function crowdHalf(members) {
  return halfOf(total(members)) + RING;
}

/**
 * @param {MapFeature} feature
 * @returns {number} how far its marker lies above others
 */
export function rise({ properties }) {
  return properties.is_area ? properties.claims : 1000 + properties.claims;
}

/**
 * @param {PlaceFeature} feature
 * @param {string} side where the name is written, if anywhere
 */
export function placeFace({ properties }, side) {
  const { claims, is_area: isArea, has_outline: hasOutline, name, path } = properties;
  const kinds = ["badge", isArea ? "badge-area" : "badge-point", `step-${stepOf(claims)}`, claims ? "has-claims" : "is-mentioned"];
  if (isArea && !hasOutline) kinds.push("is-ringed");
  if (isByContext(properties)) kinds.push("is-by-context");
  if (side) kinds.push("is-labelled", `leans-${side}`);
  return el(
    "span",
    { class: kinds.join(" "), "aria-hidden": "true" },
    el("span", { class: "badge-count" }, claims ? abbreviated(claims) : ""),
    el("span", { class: "badge-name" }, name),
    el("span", { class: "badge-tip" }, el("strong", { dir: "auto" }, name), path ? el("span", { class: "badge-tip-path", dir: "auto" }, path) : null, el("span", {}, countWords(properties))),
  );
}

/**
 * @param {MapFeature[]} members places, or groups of them, the busiest first
 * @param {string} side where the name of the busiest is written, if anywhere
 */
export function crowdFace(members, side) {
  const kinds = ["badge", "badge-crowd", `step-${stepOf(total(members))}`, side ? `is-labelled leans-${side}` : ""];
  return el(
    "span",
    { class: kinds.filter(Boolean).join(" "), "aria-hidden": "true" },
    el("span", { class: "badge-count" }, total(members) ? abbreviated(total(members)) : ""),
    el("span", { class: "badge-name" }, members[0].properties.name, el("span", { class: "badge-others" }, members[0].properties.name ? " and others" : "other places")),
    el("span", { class: "badge-tip" }, badgeName(members)),
  );
}

/**
 * @param {MapFeature[]} members the busiest first
 * @returns {string} a marker's name for a screen reader
 */
export function badgeName(members) {
  const [{ properties }] = members;
  const number = places(members);
  if (number === 1 && !properties.cell) return markerName(properties);
  const claims = counted(total(members), "claim");
  if (!properties.name) return `${counted(number, "other place")}: ${claims}. Zoom in`;
  return `${properties.name} and ${counted(number - 1, "other place")} close to it: ${claims}. Zoom in`;
}

/** @param {MapFeature[]} members */
function places(members) {
  return members.reduce((sum, { properties }) => sum + (properties.cell ? properties.places : 1), 0);
}

/** @param {MapFeature[]} members */
function total(members) {
  return members.reduce((sum, { properties }) => sum + properties.claims, 0);
}
