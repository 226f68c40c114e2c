/* Choosing words of a paragraph: by keyboard word by word, by mouse or finger from the first to the last. */

import { el, keycap } from "../shared/dom.js";
import { cut, touched, wordsOf } from "./text.js";

/** @typedef {{start: number, end: number}} Span */

let made = 0;

/**
 * @param {HTMLElement} host gets the paragraph as words to choose from
 * @param {{start: number, text: string}} paragraph
 * @param {{label: string, at: Span | null, take: string}} options ``at`` are the words chosen at first, ``take`` is on the button
 * @returns {Promise<Span | null>} null if the person leaves without choosing
 */
export function pickWords(host, paragraph, { label, at, take }) {
  made += 1;
  const name = `word-${made}-`;
  const words = wordsOf(paragraph);
  const places = words.flatMap(({ isWord }, index) => (isWord ? [index] : []));
  let [first, last] = at ? touched(words, at) : [-1, -1];
  if (first < 0) first = last = places[0] ?? -1;
  /** Where the choice began, and where it has got to. */
  let [from, to] = [first, last];
  /** Whether the next word that is pressed is the last of a choice rather than the first of another. */
  let isBegun = false;

  return new Promise((resolve) => {
    const elements = words.map(({ text, isWord }, index) => (isWord ? el("span", { id: name + index, role: "option", class: "word", "aria-selected": "false" }, text) : text));
    const box = el("div", { class: "word-box", role: "listbox", "aria-multiselectable": "true", tabindex: "0", "aria-label": label, dir: "auto" }, ...elements);
    const said = el("p", { class: "picker-said", role: "status" });
    const takeButton = el("button", { type: "button", class: "button is-strong" }, `${take} `, keycap("Enter"));
    const leaveButton = el("button", { type: "button", class: "button" }, "Cancel ", keycap("Esc"));
    const help = el("p", { class: "hint" }, "Choose the first and then the last word, or move with the arrow keys and extend with Shift.");
    const tools = el("div", { class: "picker-tools" }, el("p", { class: "picker-label" }, label), said, el("div", { class: "picker-buttons" }, takeButton, leaveButton), help);

    function span() {
      const [low, high] = from < to ? [from, to] : [to, from];
      return { start: words[low].start, end: words[high].end };
    }

    function show() {
      const { start, end } = span();
      for (const [index, element] of elements.entries()) {
        if (typeof element === "string") continue;
        element.setAttribute("aria-selected", String(words[index].start >= start && words[index].end <= end));
      }
      box.setAttribute("aria-activedescendant", name + to);
      said.textContent = `“${cut(paragraph.text, start - paragraph.start, end - paragraph.start)}”`;
    }

    /** @param {Span | null} answer */
    function done(answer) {
      host.replaceChildren();
      resolve(answer);
    }

    /** @param {number} step @param {boolean} extends_ */
    function move(step, extends_) {
      const next = places[Math.max(0, Math.min(places.length - 1, places.indexOf(to) + step))];
      to = next;
      if (!extends_) from = next;
      isBegun = false;
      show();
    }

    box.addEventListener("keydown", (event) => {
      const steps = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8, Home: -words.length, End: words.length });
      if (event.key in steps) move(steps[event.key], event.shiftKey);
      else if (event.key === "Enter" || event.key === " ") done(span());
      else if (event.key === "Escape") done(null);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    tools.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      done(null);
    });
    box.addEventListener("click", ({ target, shiftKey }) => {
      const index = elements.indexOf(/** @type {HTMLElement} */ (target));
      if (index < 0) return;
      const isLast = isBegun || shiftKey;
      if (!isLast) from = index;
      to = index;
      isBegun = !isLast;
      show();
    });
    takeButton.addEventListener("click", () => done(span()));
    leaveButton.addEventListener("click", () => done(null));
    if (to < 0) return done(null);
    host.replaceChildren(tools, box);
    show();
    box.focus({ preventScroll: true });
    host.scrollIntoView({ block: "nearest" });
  });
}
