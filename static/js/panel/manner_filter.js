/* The map's filters of claims, as the program declares them: boxes, words and dates; a speaker comes by a link. */

import { facetBoxes } from "./facets.js";
import { need } from "../shared/dom.js";
import { EVERY_CLAIM, claimQuery, described, isNarrowed } from "../state/state.js";

const PAUSE = 500;
const WRITTEN = ["text", "search"];

/**
 * @typedef {import("../state/state.js").Choice} Choice
 * @param {{onChoose: (change: Partial<Choice>) => void}} events
 */
export function mannerFilter({ onChoose }) {
  const boxes = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.claim-filter")]);
  const inputs = () => boxes.flatMap((box) => [...box.querySelectorAll("input")]);
  const facets = facetBoxes(boxes);
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
    onChoose({ ...EVERY_CLAIM });
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
    /** @param {import("../state/state.js").Filter} choice */
    show(choice) {
      facets.show(choice);
      for (const input of inputs()) showIn(input, choice[input.name] ?? []);
      need("#claims-shown").hidden = !isNarrowed(choice);
      need("#claims-shown-words").textContent = `Only claims: ${described(choice, called)}.`;
      for (const box of boxes) {
        const names = [...box.querySelectorAll("input")].map(({ name }) => name);
        for (const facet of box.querySelectorAll("[data-facet]")) names.push(/** @type {HTMLElement} */ (facet).dataset.facet ?? "");
        if (names.some((name) => choice[name]?.length)) box.open = true;
      }
      for (const link of document.querySelectorAll("a[data-export]")) addChoice(/** @type {HTMLAnchorElement} */ (link), choice);
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
 * @param {import("../state/state.js").Filter} choice
 */
function addChoice(link, choice) {
  const address = new URL(link.href);
  const query = claimQuery(choice);
  if (choice.article) query.set("article", choice.article);
  address.search = query.toString();
  link.href = address.href;
}
