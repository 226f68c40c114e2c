/* Tabs: one list is shown at a time; arrow keys go from one tab to the next, as readers of such pages expect. */

import { el, need } from "../shared/dom.js";
import { abbreviated, grouped } from "../shared/numbers.js";

/** From which number the tabs have no room for all of its digits. */
const LARGE = 10_000;

/** @type {Record<string, (index: number, count: number) => number>} */
const STEPS = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/**
 * Show a number beside a tab's name: a large one in few characters, whole to a pointer and to a screen reader.
 *
 * @param {HTMLElement} element
 * @param {number} number
 * @param {number} [all] of how many, if these are not all
 */
export function showNumber(element, number, all = number) {
  const words = (/** @type {(number: number) => string} */ write) => [number, all].slice(0, number === all ? 1 : 2).map(write).join(" of ");
  if (all < LARGE) {
    element.removeAttribute("title");
    element.textContent = words(grouped);
    return;
  }
  element.title = words(grouped);
  const short = words((one) => abbreviated(one, LARGE));
  element.replaceChildren(el("span", { "aria-hidden": "true" }, short), el("span", { class: "visually-hidden" }, words(grouped)));
}

/**
 * @param {HTMLElement} tablist
 * @param {(name: string) => void} onChoose
 */
export function tabs(tablist, onChoose) {
  const all = /** @type {HTMLElement[]} */ ([...tablist.querySelectorAll("[role=tab]")]);
  const name = (/** @type {HTMLElement} */ tab) => tab.dataset.list ?? "";

  tablist.addEventListener("click", ({ target }) => {
    const tab = target instanceof Element ? target.closest("[role=tab]") : null;
    if (tab instanceof HTMLElement) onChoose(name(tab));
  });
  tablist.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const index = all.findIndex((tab) => tab === document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    const next = all[step(index, all.length)];
    onChoose(name(next));
    next.focus();
  });

  return {
    /** @param {string} chosen the name of a list; of an unknown one the first is shown */
    show(chosen) {
      const shown = all.find((tab) => name(tab) === chosen) ?? all[0];
      for (const tab of all) {
        tab.setAttribute("aria-selected", String(tab === shown));
        tab.tabIndex = tab === shown ? 0 : -1;
        need(`#${tab.getAttribute("aria-controls")}`).hidden = tab !== shown;
      }
      return name(shown);
    },
  };
}
