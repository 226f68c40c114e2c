/* The filters beside the map: facets with counts, each value a link to the page with it or without it, and fields. */

import { getJson } from "../shared/api.js";
import { el, need } from "../shared/dom.js";
import { asked } from "./claims_list.js";

/** @typedef {import("../shared/types.js").Facet} Facet */
/** @typedef {import("../shared/types.js").FacetsAnswer} FacetsAnswer */
/** @typedef {import("../state/filters.js").Choice} Choice */
/** @typedef {import("../state/state.js").State} State */

const PAUSE = 500;
const WRITTEN = ["text", "search"];
const FEW = 8;
const MANY = 200;

/**
 * @param {State} state
 * @param {{onChoose: (change: Choice) => void, onAnswer: (answer: FacetsAnswer) => void, onProblem: (error: unknown) => void}} events
 */
export function filtersPanel(state, { onChoose, onAnswer, onProblem }) {
  const panel = /** @type {HTMLDetailsElement} */ (need("#claim-filter"));
  const groups = /** @type {HTMLDetailsElement[]} */ ([...panel.querySelectorAll("details.facet-group")]);
  const inputs = () => [...panel.querySelectorAll("input")];
  /** Facets of which many values are wanted. @type {Set<string>} */
  const long = new Set();
  let waiting = 0;
  let last = "";
  /** @type {AbortController | null} */
  let asking = null;

  for (const box of [panel, ...groups]) box.addEventListener("toggle", ask);
  panel.addEventListener("change", choose);
  // Words are looked for as they are typed, after a pause.
  panel.addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    if (event.target instanceof HTMLInputElement && WRITTEN.includes(event.target.type)) waiting = window.setTimeout(choose, PAUSE, event);
  });
  panel.addEventListener("click", (event) => {
    const value = event.target instanceof Element ? event.target.closest("a.facet-value") : null;
    if (!(value instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { facet = "", value: chosen = "" } = value.dataset;
    onChoose(state.filters.kind(facet).toggled(state.get().filters, chosen));
  });

  /** @param {Event} event */
  function choose({ target }) {
    window.clearTimeout(waiting);
    if (target instanceof HTMLInputElement) onChoose({ [target.name]: valuesOf(target.name, inputs()) });
  }

  /** @returns {HTMLElement[]} the facets that are in sight */
  function open() {
    if (!panel.open) return [];
    return groups.filter((group) => group.open).flatMap((group) => /** @type {HTMLElement[]} */ ([...group.querySelectorAll("[data-facet]")]).filter(({ tagName }) => tagName === "UL"));
  }

  /** Ask for the number of claims and articles, what the chosen values are called, and the facets that are in sight. */
  async function ask() {
    const facets = open();
    const query = asked(state);
    for (const facet of facets) query.append("facet", facet.dataset.facet ?? "");
    if (!facets.length) query.append("facet", "none");
    query.set("most", String(facets.some(({ dataset }) => long.has(dataset.facet ?? "")) ? MANY : FEW));
    if (last === String(query)) return;
    last = String(query);
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      /** @type {FacetsAnswer} */
      const answer = await getJson(`/api/facets?${query}`, signal);
      if (signal.aborted) return;
      for (const facet of facets) fill(facet, answer.facets);
      onAnswer(answer);
    } catch (error) {
      if (signal.aborted) return;
      last = "";
      onProblem(error);
    }
  }

  /**
   * @param {HTMLElement} list
   * @param {Facet[]} found
   */
  function fill(list, found) {
    const name = list.dataset.facet ?? "";
    const facet = found.find((one) => one.name === name);
    const focused = document.activeElement instanceof HTMLElement && list.contains(document.activeElement) ? document.activeElement.dataset.value : undefined;
    const values = (facet?.values ?? []).slice(0, long.has(name) ? MANY : Infinity);
    list.replaceChildren(...values.map((one) => el("li", {}, valueLink(name, one))));
    if (facet?.further) list.append(el("li", {}, long.has(name) ? el("span", { class: "hint" }, `and ${facet.further.toLocaleString("en")} more: find them with the search above`) : moreButton(name)));
    if (!values.length) list.append(el("li", { class: "hint" }, "none"));
    if (focused !== undefined) /** @type {HTMLElement | undefined} */ ([...list.querySelectorAll("a")].find(({ dataset }) => dataset.value === focused))?.focus();
  }

  /**
   * @param {string} name
   * @param {import("../shared/types.js").FacetValue} found
   */
  function valueLink(name, { value, label, claims }) {
    const { filters } = state.get();
    const kind = state.filters.kind(name);
    const has = kind.has(filters, value);
    return el(
      "a",
      { href: state.link({ filters: kind.toggled(filters, value) }), class: "facet-value", "data-facet": name, "data-value": value, "aria-current": has ? "true" : null },
      el("span", { "data-label": true, dir: "auto" }, label),
      " ",
      el("span", { class: "count" }, claims.toLocaleString("en")),
    );
  }

  /**
   * @param {string} name
   */
  function moreButton(name) {
    const button = el("button", { type: "button", class: "quiet" }, "Show more");
    button.addEventListener("click", () => {
      long.add(name);
      /** @type {HTMLElement | null} */ (button.closest("ul")?.querySelector("a") ?? null)?.focus();
      ask();
    });
    return button;
  }

  /** Show what is chosen, and ask for the counts. */
  function show() {
      const { filters: choice } = state.get();
      for (const input of inputs()) showIn(input, choice[input.name] ?? []);
      for (const group of groups) {
        const names = [...group.querySelectorAll("[data-facet], input")].map((one) => (one instanceof HTMLInputElement ? one.name : /** @type {HTMLElement} */ (one).dataset.facet ?? ""));
        const chosen = new Set(names.filter((name) => choice[name]?.length));
        if (chosen.size) group.open = true;
        group.classList.toggle("has-chosen", chosen.size > 0);
      }
      return ask();
  }

  return {
    show,
    /** The articles changed: ask again although the question is the same. */
    renew() {
      last = "";
      return show();
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
