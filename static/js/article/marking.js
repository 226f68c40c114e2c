/* Selecting words of the article that nobody took for a place: a button beside them marks them. */

import { chosenSpan, lengthOf } from "../review/text.js";

const GAP = 6;
/** Characters of a name, as `webapp/store/decisions/asked.py` has it. */
const LONGEST = 200;
const MARK = "Mark as a place";
const WITHIN = "To mark a place, select within one paragraph";

/**
 * @param {HTMLElement} column
 * @param {HTMLElement} button
 * @param {(span: {start: number, end: number}, paragraph: HTMLElement) => void} onMark
 */
export function marking(column, button, onMark) {
  /** @type {{start: number, end: number} | null} */
  let span = null;
  /** @type {HTMLElement | null} */
  let paragraph = null;

  /** @returns {Range | null} what is selected in the text, short enough for a name */
  function selection() {
    const found = window.getSelection();
    if (!found?.rangeCount || found.isCollapsed) return null;
    const range = found.getRangeAt(0).cloneRange();
    const [first, last] = [range.startContainer, range.endContainer].map((node) => paragraphOf(node));
    // A paragraph that is pressed three times is selected up to the beginning of the next.
    if (first && last !== first && range.endOffset === 0) range.setEnd(first, first.childNodes.length);
    const isIn = first && paragraphOf(range.endContainer) && column.contains(first) && column.contains(range.endContainer);
    return isIn && lengthOf(range.toString().trim()) <= LONGEST ? range : null;
  }

  function show() {
    const range = selection();
    const isOne = Boolean(range) && paragraphOf(range?.startContainer ?? column) === paragraphOf(range?.endContainer ?? column);
    span = range && isOne ? spanOf(range) : null;
    paragraph = range && paragraphOf(range.startContainer);
    button.textContent = isOne ? MARK : WITHIN;
    button.toggleAttribute("disabled", !span);
    button.hidden = !range || (isOne && !span);
    if (!range || button.hidden) return;
    const words = range.getBoundingClientRect();
    const box = column.getBoundingClientRect();
    button.style.setProperty("--mark-top", `${words.bottom - box.top + GAP}px`);
    button.style.setProperty("--mark-left", `${Math.max(GAP, Math.min(words.left - box.left, box.width - button.offsetWidth - GAP))}px`);
  }

  document.addEventListener("selectionchange", show);
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the words stay selected
  button.addEventListener("click", () => {
    if (!span || !paragraph) return;
    button.hidden = true;
    onMark(span, paragraph);
  });
}

/** @param {Node} node @returns {HTMLElement | null} */
function paragraphOf(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return /** @type {HTMLElement | null} */ (element?.closest("[data-start]") ?? null);
}

/** @param {Range} range within a paragraph */
function spanOf(range) {
  const paragraph = /** @type {HTMLElement} */ (paragraphOf(range.startContainer));
  const before = range.cloneRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  return chosenSpan({ start: Number(paragraph.dataset.start), text: paragraph.textContent ?? "" }, from, from + range.toString().length);
}
