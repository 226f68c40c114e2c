/* A paragraph cut at its marks and into words. The server counts characters, a script's strings count halves of some. */

/** @typedef {import("./types.js").Words} Words */
/** @typedef {{start: number, end: number}} Spanned */

/**
 * @param {string} text
 * @param {number} start in characters
 * @param {number} end
 */
export function cut(text, start, end) {
  return [...text].slice(start, end).join("");
}

/**
 * @param {string} text
 * @returns {number} its characters
 */
export function lengthOf(text) {
  return [...text].length;
}

/**
 * @template {Spanned} Mark
 * @param {{start: number, text: string}} paragraph
 * @param {readonly Mark[]} marks by characters of the article
 * @returns {{start: number, end: number, text: string, marks: Mark[]}[]} pieces over which the same marks hold; together
 *   they are the paragraph
 */
export function pieces({ start: base, text }, marks) {
  const characters = [...text];
  const last = base + characters.length;
  const inside = (/** @type {number} */ at) => at > base && at < last;
  const edges = [...new Set([base, last, ...marks.flatMap(({ start, end }) => [start, end]).filter(inside)])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1];
    const held = marks.filter((mark) => mark.start <= start && mark.end >= end);
    return { start, end, text: characters.slice(start - base, end - base).join(""), marks: held };
  });
}

/**
 * @param {{start: number, text: string}} paragraph
 * @returns {{start: number, end: number, text: string, isWord: boolean}[]} its words and what is between them
 */
export function wordsOf({ start, text }) {
  let at = start;
  return [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)].map(({ segment, isWordLike }) => {
    const from = at;
    at += lengthOf(segment);
    return { start: from, end: at, text: segment, isWord: Boolean(isWordLike) };
  });
}

/**
 * @param {{start: number, text: string}} paragraph
 * @param {number} from halves before the chosen words, in the paragraph
 * @param {number} to
 * @returns {Spanned | null} the chosen words without the spaces around them; null for none
 */
export function chosenSpan({ start, text }, from, to) {
  const chosen = text.slice(from, to);
  if (!chosen.trim()) return null;
  const first = start + lengthOf(text.slice(0, from)) + lengthOf(chosen) - lengthOf(chosen.trimStart());
  return { start: first, end: first + lengthOf(chosen.trim()) };
}

/**
 * @param {readonly {start: number, end: number, isWord: boolean}[]} words
 * @param {Spanned} span
 * @returns {[number, number]} the first and the last word that it touches; [-1, -1] for none
 */
export function touched(words, span) {
  const held = words.flatMap((word, index) => (word.isWord && word.start < span.end && word.end > span.start ? [index] : []));
  return held.length ? [held[0], held[held.length - 1]] : [-1, -1];
}
