/* The map's filters of claims, as the program declares them: boxes, words and dates; a speaker comes by a link. */

import { facetBoxes } from "./facets.js";
import { need } from "../shared/dom.js";

const PAUSE = 500;
const WRITTEN = ["text", "search"];

/** @typedef {import("../state/filters.js").Choice} Choice */
/** @typedef {import("../state/filters.js").Filters} Filters */
/** @typedef {import("../state/address.js").Shown} Shown */

/**
 * @param {Filters} filters
 * @param {{onChoose: (change: Choice) => void}} events
 */
export function mannerFilter(filters, { onChoose }) {
  const boxes = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.claim-filter")]);
  const inputs = () => boxes.flatMap((box) => [...box.querySelectorAll("input")]);
  const facets = facetBoxes(boxes, filters);
  let waiting = 0;
  /** @param {Event} event */
  const choose = ({ target }) => {
    window.clearTimeout(waiting);
    if (target instanceof HTMLInputElement) onChoose({ [target.name]: valuesOf(target.name, inputs()) });
  };
  for (const box of boxes) {
    box.addEventListener("change", choose);
    // Words are looked for as they are typed, after a pause.
    box.addEventListener("input", (event) => {
      window.clearTimeout(waiting);
      if (event.target instanceof HTMLInputElement && WRITTEN.includes(event.target.type)) {
        waiting = window.setTimeout(choose, PAUSE, event);
      }
    });
  }
  need("#claims-all").addEventListener("click", () => {
    onChoose(filters.everyClaim);
    need("summary", boxes[0]).focus();
  });

  /**
   * @param {string} name
   * @param {string} value
   */
  function called(name, value) {
    const input = inputs().find((one) => one.name === name && one.type === "checkbox" && one.value === value);
    return input?.closest("label")?.querySelector("[data-label]")?.textContent?.trim() ?? value;
  }

  return {
    /** @param {Shown} shown */
    show(shown) {
      const choice = shown.filters;
      facets.show(shown);
      for (const input of inputs()) showIn(input, choice[input.name] ?? []);
      need("#claims-shown").hidden = !filters.isNarrowed(choice);
      need("#claims-shown-words").textContent = `Only claims: ${filters.described(choice, called)}.`;
      for (const box of boxes) {
        const names = [...box.querySelectorAll("input")].map(({ name }) => name);
        for (const facet of box.querySelectorAll("[data-facet]")) names.push(/** @type {HTMLElement} */ (facet).dataset.facet ?? "");
        if (names.some((name) => choice[name]?.length)) box.open = true;
      }
      for (const link of document.querySelectorAll("a[data-export]")) addChoice(/** @type {HTMLAnchorElement} */ (link), filters.query(choice), shown.article);
    },
  };
}

/**
 * @param {string} name
 * @param {HTMLInputElement[]} inputs
 * @returns {string[]} the values that a filter has now
 */
function valuesOf(name, inputs) {
  const own = inputs.filter((input) => input.name === name);
  const chosen = own.filter((input) => input.type !== "checkbox" || input.checked).map(({ value }) => value.trim());
  return chosen.filter(Boolean);
}

/**
 * @param {HTMLInputElement} input
 * @param {string[]} values
 */
function showIn(input, values) {
  if (input.type === "checkbox") input.checked = values.includes(input.value);
  // What is being typed is left alone, or a space at its end would vanish.
  else if (input !== document.activeElement || !values.length) input.value = values.at(-1) ?? "";
}

/**
 * Make a link to an export lead to the claims that are shown.
 *
 * @param {HTMLAnchorElement} link
 * @param {URLSearchParams} query
 * @param {string | null} article
 */
function addChoice(link, query, article) {
  const address = new URL(link.href);
  if (article) query.set("article", article);
  address.search = query.toString();
  link.href = address.href;
}
