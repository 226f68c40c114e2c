/* What a marker shows: a point's count, an area's plate, or how many places are gathered in it. */

import { el } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { countWords, isByContext, markerName } from "../shared/words.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */
/** @typedef {MapFeature["properties"]} Properties */

const PIXELS_PER_LETTER = 6.7;
const PIXELS_PER_BOLD_LETTER = 8.2;
const LONGEST_LABEL = 190; // as wide as map.css allows a name to be
const CROWD_HALF = 19;
const THOUSAND = 1000;

/**
 * @param {MapFeature} feature
 * @param {{x: number, y: number}} point
 * @returns {import("./layout.js").Item}
 */
export function toItem({ id, properties }, { x, y }) {
  const wide = properties.cell ? PIXELS_PER_BOLD_LETTER : PIXELS_PER_LETTER;
  const label = Math.min(labelOf(properties).length * wide, LONGEST_LABEL) + 8;
  return { id, x, y, half: halfWidth(properties), label, centred: Boolean(properties.is_area) };
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
  if (properties.cell) return CROWD_HALF;
  const { claims, is_area: isArea } = properties;
  if (isArea) return claims ? 12 : 8;
  if (isByContext(properties)) return claims > 8 ? 20 : 17;
  return claims ? Math.min(17, 11 + Math.sqrt(claims)) : 7;
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
  const { claims, is_area: isArea, has_outline: hasOutline, name } = properties;
  const kinds = ["badge", isArea ? "badge-area" : "badge-point", claims ? "has-claims" : "is-mentioned"];
  if (isArea && !hasOutline) kinds.push("is-ringed");
  if (isByContext(properties)) kinds.push("is-by-context");
  if (side) kinds.push("is-labelled", `leans-${side}`);
  if (!isArea && claims > 8) kinds.push("is-large");
  return el(
    "span",
    { class: kinds.join(" "), "aria-hidden": "true" },
    el("span", { class: "badge-count" }, claims ? short(claims) : ""),
    el("span", { class: "badge-name" }, name),
    el("span", { class: "badge-tip" }, `${name}: ${countWords(properties)}`),
  );
}

/**
 * @param {MapFeature[]} members places, or cells of many places
 * @param {string} side where the name of a cell's busiest place is written, if anywhere
 */
export function crowdFace(members, side) {
  const alone = members.length === 1;
  const kinds = ["badge", "badge-crowd", alone && side ? `is-labelled leans-${side}` : ""];
  return el(
    "span",
    { class: kinds.filter(Boolean).join(" "), "aria-hidden": "true" },
    el("span", { class: "badge-count" }, short(total(members))),
    alone ? el("span", { class: "badge-name" }, labelOf(members[0].properties)) : null,
    el("span", { class: "badge-tip" }, badgeName(members)),
  );
}

/**
 * @param {MapFeature[]} members
 * @returns {string} a marker's name for a screen reader
 */
export function badgeName(members) {
  const [{ properties }] = members;
  if (members.length > 1) {
    const names = members.slice(0, 3).map((one) => one.properties.name).join(", ");
    return `${total(members).toLocaleString("en")} places close together: ${names}${total(members) > 3 ? " and others" : ""}. Zoom in`;
  }
  if (!properties.cell) return markerName(properties);
  const others = counted(properties.places - 1, "other place");
  return `${properties.name} and ${others} close to it: ${counted(properties.claims, "claim")}. Zoom in`;
}

/** @param {MapFeature[]} members */
function total(members) {
  return members.reduce((sum, { properties }) => sum + (properties.cell ? properties.places : 1), 0);
}

/** @param {number} number */
function short(number) {
  if (number < THOUSAND) return String(number);
  return `${(number / THOUSAND).toFixed(number < 10 * THOUSAND ? 1 : 0)}k`;
}

/** @param {Properties} properties */
function labelOf(properties) {
  return properties.cell ? `${properties.name} +${short(properties.places - 1)}` : properties.name;
}
