/* Values of filters that only the articles know, such as publishers and tags, with the number of claims of each. */

import { el } from "../shared/dom.js";
import { claimQuery } from "../state/state.js";

const MOST = 12;

/**
 * Fill the filters without values of their own, and the counts of the others, while their part of the panel is open.
 *
 * @param {HTMLDetailsElement[]} boxes
 */
export function facetBoxes(boxes) {
  /** @type {import("../state/state.js").Filter | null} */
  let now = null;
  let asked = "";
  for (const box of boxes) box.addEventListener("toggle", ask);

  async function ask() {
    const facets = boxes.filter(({ open }) => open).flatMap((box) => [...box.querySelectorAll("[data-facet]")]);
    if (!now || !facets.length) return;
    const query = claimQuery(now);
    if (now.article) query.set("article", now.article);
    for (const facet of facets) query.append("facet", /** @type {HTMLElement} */ (facet).dataset.facet ?? "");
    query.set("most", String(MOST));
    if (asked === String(query)) return;
    asked = String(query);
    const answer = await fetch(`/api/facets?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    // The filters work without their counts; a later answer is on its way.
    if (!answer?.ok || asked !== String(query)) return;
    const found = (await answer.json()).facets;
    for (const facet of facets) fill(/** @type {HTMLElement} */ (facet), found, now);
  }

  return {
    /** @param {import("../state/state.js").Filter} choice */
    show(choice) {
      now = choice;
      ask();
    },
  };
}

/**
 * @param {HTMLElement} facet
 * @param {{name: string, values: {value: string, label: string, claims: number}[]}[]} found
 * @param {import("../state/state.js").Filter} choice
 */
function fill(facet, found, choice) {
  const name = facet.dataset.facet ?? "";
  const chosen = /** @type {string[]} */ (choice[name] ?? []);
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
