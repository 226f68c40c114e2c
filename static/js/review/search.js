/* Searching another place in the gazetteer: what is found is numbered and chosen like a candidate. */

import { el, keycap, link } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { review } from "./asking.js";

/** @typedef {import("./types.js").ReviewedPlace & {kind?: string, where?: string}} Found */

const PAUSE = 150;
const FEWEST = 2;
let made = 0;

/**
 * @param {{onChoose: (place: Found) => void, onFound: (places: Found[]) => void, onLeave: () => void}} events
 */
export function placeSearch({ onChoose, onFound, onLeave }) {
  made += 1;
  const id = `place-search-${made}`;
  const input = /** @type {HTMLInputElement} */ (el("input", { id, type: "search", autocomplete: "off", dir: "auto" }));
  const list = el("ol", { class: "candidate-list", "aria-label": "Places found" });
  const words = el("p", { class: "hint", role: "status" });
  const own = link("/gazetteer/own", "Add a place of your own", { class: "review-own" });
  const leave = el("button", { type: "button", class: "quiet" }, "Close the search ", keycap("Esc"));
  const element = el("div", { class: "review-search", role: "search" }, el("label", { for: id }, "Search the gazetteer"), input, words, list, own, leave);
  element.hidden = true;
  /** @type {Found[]} */
  let found = [];
  let waiting = 0;
  let asked = 0;

  /** @param {Found} place @param {number} index */
  function option(place, index) {
    const aside = [place.kind, place.where].filter(Boolean).join(" · ");
    const button = el("button", { type: "button", class: "candidate" }, keycap(String(index + 1)), el("span", { class: "candidate-name" }, el("bdi", {}, place.name)), el("span", { class: "candidate-path" }, aside));
    button.addEventListener("click", () => onChoose({ ...place, path: place.where }));
    return el("li", {}, button);
  }

  /** @param {Found[]} places @param {string} message */
  function show(places, message) {
    found = places;
    list.replaceChildren(...places.map(option));
    words.textContent = message;
    onFound(places.map((place) => ({ ...place, path: place.where })));
  }

  async function look() {
    asked += 1;
    const mine = asked;
    const query = input.value.trim();
    if (query.length < FEWEST) return show([], "");
    try {
      const { results, similar } = await review.places(query);
      if (mine !== asked || element.hidden) return;
      const how = similar ? "similar name" : "place";
      show(results, results.length ? `${counted(results.length, how)} found` : `Nothing is called “${query}”. Try a shorter name, or choose a point on the map.`);
    } catch (error) {
      if (mine === asked) show([], error instanceof Error ? error.message : String(error));
    }
  }

  function close() {
    window.clearTimeout(waiting);
    asked += 1;
    element.hidden = true;
    found = [];
    list.replaceChildren();
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.isComposing) return;
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      onLeave();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const to = event.key === "ArrowDown" ? at + 1 : at - 1;
      event.preventDefault();
      (to < 0 ? input : buttons[Math.min(to, buttons.length - 1)])?.focus();
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      window.clearTimeout(waiting);
      // What is listed is of what is typed: a change empties the list.
      if (found.length) buttons[0].focus();
      else look().then(() => document.activeElement === input && list.querySelector("button")?.focus());
    }
  }

  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    asked += 1;
    show([], ""); // what was found before must not be chosen in place of what is typed now
    waiting = window.setTimeout(look, PAUSE);
  });
  element.addEventListener("keydown", pressed);
  leave.addEventListener("click", () => {
    close();
    onLeave();
  });

  return {
    element,
    isOpen: () => !element.hidden,
    found: () => found,
    /** @param {string} query */
    open(query) {
      element.hidden = false;
      input.value = query;
      input.focus();
      input.select();
      look();
    },
    close,
  };
}
