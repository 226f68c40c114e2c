/* The list beside the map: the same places, in the same order, for reading and for the keyboard. */

import { counted, el, need } from "./dom.js";
import { countParts, isByContext, otherForms } from "./words.js";

const SHORT = { site: "site", approximate: "about here", settlement: "town", district: "district", region: "region", country: "country", beyond: "wide area" };

/**
 * @param {{onSelect: (id: string) => void, onPoint: (id: string | null) => void, onQuery?: (query: string) => void}} events
 */
export function placesList({ onSelect, onPoint, onQuery }) {
  const list = need("#places-list");
  const heading = need("#places-count");
  const nothing = need("#places-nothing");
  const search = document.querySelector("#places-search");

  list.addEventListener("click", (event) => {
    const id = placeAt(event);
    if (id) onSelect(id);
  });
  for (const type of ["mouseover", "focusin"]) list.addEventListener(type, (event) => onPoint(placeAt(event)));
  for (const type of ["mouseleave", "focusout"]) list.addEventListener(type, () => onPoint(null));
  if (search instanceof HTMLInputElement) {
    search.addEventListener("input", () => onQuery?.(search.value.trim()));
  }

  return {
    /**
     * @param {any[]} features those on the map
     * @param {number} all how many there are without the text filter
     * @param {string | null} query
     */
    show(features, all, query) {
      list.replaceChildren(...features.map(row));
      heading.textContent = features.length === all ? String(all) : `${features.length} of ${all}`;
      nothing.hidden = features.length > 0 || all === 0;
      nothing.textContent = `None of ${counted(all, "place")} matches “${query ?? ""}”.`;
      if (search instanceof HTMLInputElement && document.activeElement !== search) search.value = query ?? "";
    },
    /** @param {string | null} id */
    mark(id) {
      for (const button of list.querySelectorAll("button")) {
        const chosen = button.dataset.place === id;
        button.setAttribute("aria-pressed", String(chosen));
        if (chosen && id) button.scrollIntoView({ block: "nearest" });
      }
    },
    /** @param {string | null} id */
    highlight(id) {
      for (const button of list.querySelectorAll("button")) button.classList.toggle("is-highlighted", button.dataset.place === id);
    },
  };
}

/**
 * @param {Event} event
 * @returns {string | null}
 */
function placeAt(event) {
  const button = event.target instanceof Element ? event.target.closest("button[data-place]") : null;
  return button instanceof HTMLElement ? button.dataset.place ?? null : null;
}

/** @param {any} feature */
function row({ id, properties }) {
  const forms = otherForms(properties.name, properties.written);
  const shape = `swatch ${properties.is_area ? "swatch-area" : "swatch-point"} ${properties.claims ? "has-claims" : ""} ${isByContext(properties) ? "is-by-context" : ""}`;
  const kind = SHORT[/** @type {keyof typeof SHORT} */ (properties.precision)] ?? properties.precision;
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "place-row", "data-place": id, "aria-pressed": "false" },
      el("span", { class: shape, "aria-hidden": "true" }),
      el(
        "span",
        { class: "place-text" },
        el("span", { class: "place-name" }, properties.name),
        el("span", { class: "place-path" }, [kind, properties.path].filter(Boolean).join(" · ")),
        forms.length ? el("span", { class: "place-path" }, `written as ${forms.map((form) => `“${form}”`).join(", ")}`) : null,
      ),
      el("span", { class: "place-counts" }, ...countParts(properties).map((part) => el("span", {}, part))),
    ),
  );
}
