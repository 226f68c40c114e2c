/* What a person wishes, as the server wants it, and in words what became of it. */

import { counted } from "../shared/numbers.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Wish} Wish */
/** @typedef {import("./types.js").GivenPlace} GivenPlace */

/** @param {Item} item */
const was = ({ mention }) => mention.place?.id ?? null;

/**
 * @param {Item} item
 * @param {GivenPlace} place
 * @returns {Wish}
 */
export function isPlace(item, place) {
  const { mention } = item;
  if (place.id && place.id === mention.place?.id) return isRight(item);
  return { what: "place", value: { place: given(place), was: was(item) } };
}

/**
 * @param {Item} item whose mention has a place
 * @returns {Wish}
 */
export function isRight(item) {
  return { what: "verified", value: { place: item.mention.place ? { id: item.mention.place.id } : null } };
}

/** @param {Item} item @returns {Wish} */
export function isNoPlace(item) {
  return { what: "rejected", value: { was: was(item) } };
}

/** @param {Item} item @returns {Wish} */
export function isUnidentifiable(item) {
  return { what: "not_identifiable", value: { was: was(item) } };
}

/**
 * @param {{start: number, end: number}} words that were missed
 * @param {GivenPlace | null} place
 * @returns {Wish}
 */
export function isMissed({ start, end }, place) {
  return { what: "marked", value: { place: place && given(place) }, start, end };
}

/** @param {GivenPlace} place @returns {GivenPlace} only what the server needs of it */
function given({ id, name, lat, lon, area }) {
  if (id) return { id };
  return area ? { name, area } : { name, lat, lon };
}

/**
 * @param {Item} item
 * @param {Wish} wish
 * @param {{scope: import("./types.js").Scope, who: string, why?: string, over?: string[]}} how ``over`` are the decisions that the
 *   page shows there; without them it is all that are in force
 */
export function bodyOf({ article, mention }, wish, { scope, who, why = "", over }) {
  const words = wish.spans ? {} : { start: mention.start, end: mention.end };
  return { ...words, ...wish, article: article.id, scope, who, why, ...(over ? { over } : {}) };
}

/** Said while a decision is still being carried to other articles. */
export const FURTHER = "; more articles follow in the background";

/**
 * @param {import("./types.js").Decided} answer
 * @returns {string} "Mirpur → New Mirpur City, 12 mentions in 4 articles"
 */
export function decidedWords({ words, changed, spreads, conflict }) {
  const reach = changed.mentions > 1 ? `, ${reachWords(changed)}` : "";
  const later = spreads ? FURTHER : "";
  const other = conflict ? ". Somebody else decided otherwise: the conflict is listed" : "";
  return `${words.replace(/\.$/, "")}${reach}${later}${other}`;
}

/** @param {{mentions: number, articles: number}} changed @returns {string} "12 mentions in 4 articles" */
export function reachWords({ mentions, articles }) {
  return `${counted(mentions, "mention")} in ${counted(articles, "article")}`;
}

/**
 * @param {Item} item
 * @param {Wish} wish
 * @param {string} [name] of the place
 * @returns {string} what is about to be decided: "“Mirpur” → New Mirpur City"
 */
export function wishWords({ mention }, { what }, name = mention.place?.name ?? "") {
  const words = `“${mention.text.replace(/\s+/g, " ").trim()}”`;
  if (what === "rejected") return `${words}: not a place`;
  if (what === "not_identifiable") return `${words}: not to be identified`;
  if (what === "verified") return `${words} is ${name}: verified`;
  return `${words} → ${name}`;
}

/** @type {Record<string, string>} */
const STATUS = {
  unverified: "Not reviewed",
  verified: "Verified",
  corrected: "Corrected",
  not_identifiable: "Not identifiable",
  rejected: "Not a place",
};

/** @param {string} status */
export function statusWords(status) {
  return STATUS[status] ?? status;
}

/** @param {GivenPlace & {path?: string}} place @returns {string} "Milltown (Lower Vale)": more than its name, which others may have */
export function placeWords({ name = "", path }) {
  return path ? `${name} (${path})` : name;
}

/** @param {number} lat @param {number} lon @returns {string} "33.148° N, 73.752° E" */
export function pointWords(lat, lon) {
  const degrees = (/** @type {number} */ value, /** @type {string} */ plus, /** @type {string} */ minus) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? minus : plus}`;
  return `${degrees(lat, "N", "S")}, ${degrees(lon, "E", "W")}`;
}
