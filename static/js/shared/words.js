/* Wording for what the map shows: precision, kinds of claim, a marker's name for a screen reader. */

import { counted, grouped } from "./numbers.js";

/** @typedef {import("./types.js").PlaceProperties} PlaceProperties */

/** @type {Record<string, string>} */
const PRECISION = {
  site: "a site",
  approximate: "about here: not in the gazetteer, put at the place that the text names beside it",
  settlement: "a town, city or village",
  district: "a district",
  region: "a region",
  country: "a country",
  beyond: "several countries, or a sea",
};

/** @type {Record<string, string>} */
const KINDS = { direct: "quoted", indirect: "paraphrased", mixed: "partly quoted" };

/**
 * @param {string} precision
 * @returns {string} "a town, city or village"
 */
export function exactness(precision) {
  return PRECISION[precision] ?? precision;
}

/**
 * @param {Pick<PlaceProperties, "precision" | "is_area" | "has_outline">} properties
 * @returns {string} "a town, city or village", "a region: drawn as its outline"
 */
export function precisionWords({ precision, is_area: isArea, has_outline: hasOutline }) {
  const words = exactness(precision);
  if (!isArea) return words;
  return hasOutline ? `${words}, drawn as its outline` : `${words}, ringed at a central point: no outline available`;
}

/**
 * @param {string} kind
 * @returns {string}
 */
export function kindWords(kind) {
  return KINDS[kind] ?? kind;
}

/**
 * @param {Pick<PlaceProperties, "claims" | "by_context">} properties
 * @returns {boolean} whether claims stand there of which none names the place itself
 */
export function isByContext({ claims, by_context: byContext }) {
  return claims > 0 && byContext === claims;
}

/**
 * @param {PlaceProperties} properties
 * @returns {string[]} "2 claims", "1 by context", "3 mentions"; of places that no claim shown is about, what they are to the claims
 */
export function countParts({ claims, is_about: isAbout = true, by_context: byContext, acting, origin = 0, named = 0, mentions }) {
  const parts = [];
  const about = isAbout && claims > 0;
  if (about) parts.push(counted(claims, "claim"));
  if (byContext) parts.push(byContext === claims ? "by context only" : `${grouped(byContext)} by context`);
  if (!about && acting) parts.push(`acts in ${counted(acting, "claim")}`);
  if (origin) parts.push(`${counted(origin, "claim")} from here`);
  if (named) parts.push(`in a name in ${counted(named, "claim")}`);
  return mentions ? [...parts, counted(mentions, "mention")] : parts;
}

/**
 * @param {PlaceProperties} properties
 * @returns {string} "2 claims, 3 mentions"
 */
export function countWords(properties) {
  return countParts(properties).join(", ");
}

/**
 * @param {PlaceProperties} properties
 * @returns {string} "Muzaffarabad, Azad Jammu and Kashmir, Pakistan: 2 claims, 3 mentions"
 */
export function markerName(properties) {
  const place = [properties.name, properties.path].filter(Boolean).join(", ");
  const area = properties.is_area ? ` (${properties.precision === "beyond" ? "area" : properties.precision})` : "";
  return `${place}${area}: ${countWords(properties)}`;
}

/**
 * The forms the articles use that differ from the gazetteer's name.
 *
 * @param {string} name
 * @param {string[]} written
 * @returns {string[]}
 */
export function otherForms(name, written) {
  return written.filter((form) => form.toLowerCase() !== name.toLowerCase());
}

/**
 * Words of direct speech in quotation marks; the article's own marks are kept if the span has them.
 *
 * @param {string} words
 * @param {string} kind
 * @returns {string}
 */
export function verbatim(words, kind) {
  const text = words.replace(/\s+/g, " ").trim();
  if (kind !== "direct" || /^["“”„«'‘’]/.test(text)) return text;
  return `“${text}”`;
}
