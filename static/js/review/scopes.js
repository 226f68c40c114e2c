/* How far a decision applies: one mention, its name in the article, in the collection, or everywhere. */

/** @typedef {import("./types.js").Scope} Scope */
/** @typedef {import("./types.js").Item} Item */

/**
 * @typedef {{value: Scope, words: string}} Choice
 * @param {Item} item
 * @returns {Choice[]} the scopes that a decision on this mention can have, the narrowest first
 */
export function scopesOf({ mention, article }) {
  const name = `“${flat(mention.text)}”`;
  /** @type {Choice[]} */
  const all = [
    { value: "mention", words: "this mention only" },
    { value: "article", words: `${name} in this article` },
    { value: "everywhere", words: `${name} in all articles, now and later` },
  ];
  if (article.collection) all.splice(2, 0, { value: "collection", words: `${name} in “${article.collection.name}”` });
  return all;
}

/** @type {Record<string, Choice[]>} */
export const CLAIM_SCOPES = {
  speaker: [
    { value: "claim", words: "this claim only" },
    { value: "article", words: "this speaker in this article" },
    { value: "everywhere", words: "this speaker in all articles" },
  ],
};

/**
 * @param {readonly Choice[]} choices
 * @param {Scope} now
 * @returns {Scope} the next, after the last the first
 */
export function nextScope(choices, now) {
  const at = choices.findIndex(({ value }) => value === now);
  return choices[(at + 1) % choices.length].value;
}

/** @param {Scope} scope @returns {boolean} whether it reaches other mentions, so that they are shown before */
export function isWide(scope) {
  return scope !== "mention" && scope !== "claim";
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ").trim();
}
