/* Values of filters that only the articles know, such as publishers and tags, with the number of claims of each. */

import { el } from "../shared/dom.js";
import { getJson } from "../shared/api.js";

/** @typedef {import("../shared/types.js").Facet} Facet */
/** @typedef {import("../state/filters.js").Filters} Filters */
/** @typedef {import("../state/address.js").Shown} Shown */

const MOST = 12;

/**
 * Fill the filters without values of their own, and the counts of the others, while their part of the panel is open.
 *
 * @param {HTMLDetailsElement[]} boxes
 * @param {Filters} filters
 */
export function facetBoxes(boxes, filters) {
  /** @type {Shown | null} */
  let now = null;
  let asked = "";
  for (const box of boxes) box.addEventListener("toggle", ask);

  async function ask() {
    const facets = boxes.filter(({ open }) => open).flatMap((box) => /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-facet]")]));
    if (!now || !facets.length) return;
    const query = filters.query(now.filters);
    if (now.article) query.set("article", now.article);
    for (const facet of facets) query.append("facet", facet.dataset.facet ?? "");
    query.set("most", String(MOST));
    if (asked === String(query)) return;
    asked = String(query);
    /** @type {{facets: Facet[]} | null} */
    const answer = await getJson(`/api/facets?${query}`).catch(() => null);
    // The filters work without their counts; a later answer is on its way.
    if (!answer || asked !== String(query)) return;
    for (const facet of facets) fill(facet, answer.facets, now.filters[facet.dataset.facet ?? ""] ?? []);
  }

  return {
    /** @param {Shown} shown */
    show(shown) {
      now = shown;
      ask();
    },
  };
}

/**
 * @param {HTMLElement} facet
 * @param {Facet[]} found
 * @param {string[]} chosen
 */
function fill(facet, found, chosen) {
  const name = facet.dataset.facet ?? "";
  const values = found.find((one) => one.name === name)?.values ?? [];
  const missing = chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, label: value, claims: 0 }));
  const focused = document.activeElement instanceof HTMLInputElement && facet.contains(document.activeElement) ? document.activeElement.value : null;
  facet.replaceChildren(
    ...[...values, ...missing].map(({ value, label, claims }) => {
      const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", name, value }));
      input.checked = chosen.includes(value);
      return el("label", {}, input, el("span", {}, el("span", { "data-label": true }, label), " ", el("span", { class: "count" }, String(claims))));
    }),
  );
  const fieldset = facet.closest("fieldset");
  if (fieldset) fieldset.hidden = facet.childElementCount === 0;
  if (focused !== null) [...facet.querySelectorAll("input")].find(({ value }) => value === focused)?.focus();
}
