/* What is chosen, in words: each part can be taken away, and one button takes all of them away. */

import { el, need } from "../shared/dom.js";
import { shownDate } from "../shared/numbers.js";

/** @typedef {import("../shared/types.js").CalledValues} CalledValues */
/** @typedef {import("../state/address.js").Shown} Shown */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{name: string, text: string, change: Partial<Shown>}} Part */

const PROGRAM = "Mention Mapper";

/**
 * @param {State} state
 * @param {{onRemove: (change: Partial<Shown>) => void}} events
 */
export function chosenLine(state, { onRemove }) {
  const line = need("#claims-shown");
  const list = need("#claims-shown-words");
  /** @type {CalledValues} */
  let called = {};
  /** @type {string | null} */
  let title = null;

  need("#claims-all").addEventListener("click", () => {
    onRemove({ article: null, place: null, filters: state.filters.none });
    need("#words").focus();
  });

  /** @param {string} name @param {string} value */
  function nameOf(name, value) {
    return called[name]?.[value] ?? (state.filters.kind(name).shape === "date" ? shownDate(value) || value : value);
  }

  /** @returns {Part[]} */
  function parts() {
    const { article, filters } = state.get();
    const chips = state.filters.chips(filters, nameOf);
    /** @type {Part[]} */
    const all = chips.map(({ name, text, without }) => ({ name, text, change: { filters: without } }));
    return article ? [{ name: "article", text: `in “${title ?? "one article"}”`, change: { article: null, place: null } }, ...all] : all;
  }

  /**
   * @param {Part} part
   * @param {number} index
   * @param {Part[]} all
   */
  function item(part, index, all) {
    const chip = el("a", { href: state.link(part.change), class: "chip", title: `Take this away: ${part.text}` }, el("span", { dir: "auto" }, part.text), el("span", { class: "chip-cross", "aria-hidden": "true" }, "×"), el("span", { class: "visually-hidden" }, ", take away"));
    chip.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onRemove(part.change);
      const next = list.querySelectorAll("a")[Math.min(index, list.childElementCount - 1)];
      (next instanceof HTMLElement ? next : need("#words")).focus();
    });
    const or = index > 0 && all[index - 1].name === part.name;
    return el("li", {}, or ? el("span", { class: "chip-or" }, "or ") : null, chip);
  }

  function show() {
    const all = parts();
    const focused = [...list.querySelectorAll("a")].findIndex((one) => one === document.activeElement);
    line.hidden = !all.length;
    document.title = [all.map(({ text }) => text).join(", "), PROGRAM].filter(Boolean).join(" · ");
    list.replaceChildren(...all.map(item));
    if (focused >= 0) /** @type {HTMLElement | undefined} */ ([...list.querySelectorAll("a")][focused])?.focus();
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-export]"))) addChoice(link);
  }

  /** @param {HTMLAnchorElement} link to an export, which is to lead to the claims that are shown */
  function addChoice(link) {
    const address = new URL(link.href);
    const query = state.query();
    const { article } = state.get();
    if (article) query.set("article", article);
    address.search = query.toString();
    link.href = address.href;
  }

  return {
    show,
    /** @param {CalledValues} values what the chosen values are called */
    name(values) {
      called = values;
      show();
    },
    /** @param {string | null} words the chosen article's title */
    entitle(words) {
      title = words;
      show();
    },
  };
}
