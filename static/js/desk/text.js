/* The paragraph on the desk: the mention lit, other names as links, the words of claims marked. */

import { el } from "../shared/dom.js";
import { chosenSpan, pieces } from "../review/text.js";
import { toSearch } from "./address.js";

/** @typedef {import("../review/types.js").Item} Item */
/** @typedef {{start: number, end: number, name?: import("../review/types.js").Name, claim?: number, current?: boolean}} Mark */

/**
 * @param {HTMLElement} host
 * @param {Item} item
 */
export function showText(host, { article, paragraph, mention, claims }) {
  /** @type {Mark[]} */
  const marks = [
    ...claims.flatMap(({ content, position }) => content.map(([start, end]) => ({ start, end, claim: position }))),
    ...paragraph.names.filter(({ start, end }) => start !== mention.start || end !== mention.end).map((name) => ({ start: name.start, end: name.end, name })),
    { start: mention.start, end: mention.end, current: true },
  ];
  host.replaceChildren(...pieces(paragraph, marks).map((piece) => pieceOf(piece, article.id)));
}

/** @param {{text: string, marks: Mark[]}} piece @param {number} article */
function pieceOf({ text, marks }, article) {
  const claims = marks.flatMap(({ claim }) => (claim === undefined ? [] : [claim]));
  const attributes = claims.length ? { "data-claims": claims.join(" "), class: "claim-words" } : {};
  const name = marks.find((mark) => mark.name)?.name;
  if (marks.some(({ current }) => current)) return el("mark", { ...attributes, class: "is-current" }, text);
  if (name) {
    const { start, end, status, place } = name;
    const search = toSearch({ collection: null, article: String(article), place: null, at: { article, start, end } });
    const classes = ["name", attributes.class, place ? "" : "is-unplaced", status === "unverified" ? "" : "is-decided"].filter(Boolean).join(" ");
    return el("a", { ...attributes, class: classes, href: `/review${search}`, title: place?.name ?? "not placed", "data-at": `${start}-${end}` }, text);
  }
  return claims.length ? el("span", attributes, text) : text;
}

/**
 * @param {HTMLElement} host
 * @param {number | null} claim the position of that whose words are lit
 */
export function lightClaim(host, claim) {
  for (const piece of host.querySelectorAll("[data-claims]")) {
    piece.classList.toggle("is-lit", claim !== null && (piece.getAttribute("data-claims") ?? "").split(" ").includes(String(claim)));
  }
}

/**
 * @param {HTMLElement} host that shows the paragraph
 * @param {{start: number, text: string}} paragraph
 * @returns {{start: number, end: number} | null} the words that are selected in it
 */
export function selected(host, paragraph) {
  const selection = window.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!host.contains(range.startContainer) || !host.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(host);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  return chosenSpan(paragraph, from, from + range.toString().length);
}
