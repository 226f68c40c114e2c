/* What a person wishes about a claim, as the server wants it. */

/** @typedef {import("../types.js").ReviewedClaim} ReviewedClaim */
/** @typedef {import("../types.js").ClaimSpeaker} ClaimSpeaker */
/** @typedef {import("../types.js").Wish} Wish */
/** @typedef {{start: number, end: number}} Span */

/** A claim is known by its words. @param {ReviewedClaim} claim @param {string} what @param {Record<string, unknown>} value @returns {Wish} */
const wish = ({ content }, what, value) => ({ what, value, spans: content });

/** @param {ReviewedClaim} claim */
export const isRightClaim = (claim) => wish(claim, "claim_verified", {});

/** @param {ReviewedClaim} claim */
export const isNoClaim = (claim) => wish(claim, "no_claim", {});

/**
 * @param {ReviewedClaim} claim
 * @param {Span} span its words
 */
export const hasWords = (claim, { start, end }) => wish(claim, "words", { content: [[start, end]] });

/**
 * @param {ReviewedClaim} claim
 * @param {ClaimSpeaker} speaker
 */
export function hasSpeaker(claim, { name, description = null, generic = false }) {
  return wish(claim, "speaker", { name: name.trim(), description, generic, was: claim.speaker?.name ?? null });
}

/**
 * @param {ReviewedClaim} claim
 * @param {Span} mention
 * @param {string | null} role null takes the place away from the claim
 */
export const isAbout = (claim, { start, end }, role) => wish(claim, "about", { mention: [start, end], role, basis: "content" });

/**
 * @param {Span} content the words of a claim that was missed
 * @param {ClaimSpeaker | null} speaker
 * @param {readonly Span[]} about the mentions that it is about
 * @returns {Wish}
 */
export function isMissedClaim(content, speaker, about) {
  const { start, end } = content;
  const who = speaker && { name: speaker.name.trim(), description: speaker.description ?? null, generic: Boolean(speaker.generic) };
  return { what: "claim", value: { speaker: who, about: about.map((one) => [one.start, one.end]) }, start, end };
}

/** @param {ReviewedClaim} claim @returns {Span} from its first word to its last */
export function extentOf({ content, start, quote }) {
  if (!content.length) return { start, end: start + [...quote].length };
  return { start: Math.min(...content.map(([from]) => from)), end: Math.max(...content.map(([, to]) => to)) };
}

/** @type {readonly (readonly [string, string])[]} */
export const ROLES = [
  ["about", "is about it"],
  ["actor", "it only acts"],
  ["origin", "where somebody is from"],
  ["name", "part of another name"],
];
