/* The list beside the map: the same places, in the same order, for reading and for the keyboard; in portions. */

import { el, keptFocus, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { showNumber } from "./tabs.js";
import { countParts, isByContext, otherForms } from "../shared/words.js";

/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

const PORTION = 100;
/** Names with more letters may not be whole in their row. */
const LONG = 60;
const MORE = "Show more places";
/** @type {Record<string, string>} */
const SHORT = { site: "site", approximate: "about here", settlement: "town", district: "district", region: "region", country: "country", beyond: "wide area" };

/**
 * @param {{onSelect: (id: string) => void, onPoint: (id: string | null) => void, onQuery?: (query: string) => void}} events
 */
export function placesList({ onSelect, onPoint, onQuery }) {
  const list = need("#places-list");
  const heading = need("#places-count");
  const nothing = need("#places-nothing");
  const more = need("#places-more");
  const search = document.querySelector("#places-search");
  /** @type {PlaceFeature[]} places that are to be shown, of which the first have rows */
  let features = [];
  let drawn = 0;
  /** @type {(() => Promise<PlaceFeature[]>) | null} asks for the places after these, if there are more */
  let further = null;
  let turn = 0;
  let asked = 0;

  list.addEventListener("click", (event) => {
    const id = placeAt(event);
    if (id) onSelect(id);
  });
  for (const type of ["mouseover", "focusin"]) list.addEventListener(type, (event) => onPoint(placeAt(event)));
  for (const type of ["mouseleave", "focusout"]) list.addEventListener(type, () => onPoint(null));
  if (search instanceof HTMLInputElement) {
    search.addEventListener("input", () => onQuery?.(search.value.trim()));
  }

  /** @param {number} number how many places have rows */
  function drawTo(number) {
    list.append(...features.slice(drawn, number).map(row));
    drawn = Math.max(drawn, Math.min(number, features.length));
    more.hidden = drawn === features.length && !further;
  }

  more.addEventListener("click", async () => {
    if (more.getAttribute("aria-busy")) return;
    const before = drawn;
    const isWaiting = keptFocus();
    const mine = turn;
    if (drawn === features.length && further) await addFurther(further);
    if (mine !== turn) return; // the list is another by now
    const goesOn = isWaiting();
    drawTo(drawn + PORTION);
    const first = list.children[before]?.querySelector("button");
    if (first && goesOn) first.focus();
  });

  /** @param {() => Promise<PlaceFeature[]>} ask */
  async function addFurther(ask) {
    const mine = turn;
    asked = turn;
    more.setAttribute("aria-busy", "true");
    more.textContent = "Looking up more places…";
    try {
      const found = await ask();
      if (mine !== turn) return;
      features = [...features, ...found];
      more.textContent = MORE;
    } catch (error) {
      if (mine === turn) more.textContent = `${error instanceof Error ? error.message : error} Try again`;
    } finally {
      if (mine === turn) more.removeAttribute("aria-busy");
    }
  }

  return {
    /**
     * @param {PlaceFeature[]} next those on the map, or the first of them
     * @param {number} all how many there are without the text filter
     * @param {string | null} query
     * @param {(() => Promise<PlaceFeature[]>) | null} [rest] asks for those after these, time and again
     * @param {boolean} [partly] whether there are places that are not in view
     */
    show(next, all, query, rest = null, partly = false) {
      turn += 1;
      features = next;
      further = rest;
      drawn = 0;
      list.replaceChildren();
      more.textContent = MORE;
      more.removeAttribute("aria-busy");
      drawTo(PORTION);
      showNumber(heading, partly ? all : features.length, all);
      nothing.hidden = features.length > 0 || all === 0;
      nothing.textContent = query ? `None of ${counted(all, "place")} matches “${query}”.` : "There are no places here. Move the map, or zoom out.";
      if (search instanceof HTMLInputElement && document.activeElement !== search) search.value = query ?? "";
    },
    /** @param {string} id */
    feature: (id) => features.find((one) => one.id === id) ?? null,
    /** There are no places after those that were asked for last. */
    ended() {
      if (asked === turn) further = null;
    },
    /** @param {string | null} id */
    mark(id) {
      const index = features.findIndex((feature) => feature.id === id);
      if (index >= drawn) drawTo(index + 1);
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

/** @param {PlaceFeature} feature */
function row({ id, properties }) {
  const forms = otherForms(properties.name, properties.written);
  const shape = `swatch ${properties.is_area ? "swatch-area" : "swatch-point"} ${properties.claims ? "has-claims" : ""} ${isByContext(properties) ? "is-by-context" : ""}`;
  const kind = SHORT[properties.precision] ?? properties.precision;
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
        el("span", { class: "place-name", title: properties.name.length > LONG ? properties.name : null }, properties.name),
        el("span", { class: "place-path" }, [kind, properties.path].filter(Boolean).join(" · ")),
        forms.length ? el("span", { class: "place-path" }, `written as ${forms.map((form) => `“${form}”`).join(", ")}`) : null,
      ),
      el("span", { class: "place-counts" }, ...countParts(properties).map((part) => el("span", {}, part))),
    ),
  );
}
