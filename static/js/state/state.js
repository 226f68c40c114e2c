/* The one state of a page, kept in its address: map, lists and counts all follow it. */

import { changed, fromSearch, toSearch } from "./address.js";
import { filtersFrom } from "./filters.js";

/** @typedef {import("./address.js").Shown} Shown */
/** @typedef {import("./address.js").Part} Part */
/** @typedef {import("./filters.js").Filters} Filters */
/** @typedef {(now: Shown, before: Shown, changed: Set<Part>) => void} Listener */

/**
 * The parts of a window that a state needs.
 *
 * @typedef {object} Browser
 * @property {{pathname: string, search: string}} location
 * @property {Pick<History, "pushState" | "replaceState">} history
 * @property {(type: "popstate", listener: () => void) => void} addEventListener
 */

/** What the page shows; going back and forward changes it too, and whoever subscribed is told what changed. */
export class State {
  /** @type {Shown} */
  #now;
  /** @type {Listener[]} */
  #listeners = [];
  #browser;

  /**
   * @param {Filters} filters
   * @param {Browser} [browser]
   */
  constructor(filters, browser = window) {
    this.filters = filters;
    this.#browser = browser;
    this.#now = fromSearch(browser.location.search, filters);
    browser.addEventListener("popstate", () => this.#become(fromSearch(browser.location.search, filters)));
  }

  /** @returns {Shown} */
  get() {
    return this.#now;
  }

  /**
   * Change what is shown: a new entry of the browser's history, unless it is to replace the last.
   *
   * @param {Partial<Shown>} change filters that it does not name stay as they are
   * @param {{replace?: boolean}} [options]
   */
  set(change, { replace = false } = {}) {
    const now = this.#now;
    const next = { ...now, ...change, filters: { ...now.filters, ...change.filters } };
    if (!changed(now, next, this.filters).size) return;
    const { history, location } = this.#browser;
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + toSearch(next, this.filters));
    this.#become(next);
  }

  /**
   * @returns {URLSearchParams} which claims are shown, for the server's addresses; a new one each time
   */
  query() {
    return this.filters.query(this.#now.filters);
  }

  /**
   * @param {() => boolean} [isMoving] whether the reader is moving the map, of which the state does not know yet
   * @returns {() => boolean} whether the reader has chosen a place or moved the map since: that is what they want to see
   */
  watch(isMoving = () => false) {
    const before = this.#now;
    return () => isMoving() || Boolean((this.#now.place && this.#now.place !== before.place) || (this.#now.at && this.#now.at !== before.at));
  }

  /**
   * @param {Shown} before
   * @returns {boolean} whether other claims, another article or another place are shown now
   */
  isElsewhere(before) {
    const parts = changed(before, this.#now, this.filters);
    return parts.has("article") || parts.has("place") || parts.has("q") || parts.has("filters");
  }

  /**
   * @param {Partial<Shown>} change as for ``set``
   * @returns {string} the address of this page with it
   */
  link(change) {
    const next = { ...this.#now, ...change, filters: { ...this.#now.filters, ...change.filters } };
    return this.#browser.location.pathname + toSearch(next, this.filters);
  }

  /** @returns {boolean} whether claims that were said are left out */
  isNarrowed() {
    return this.filters.isNarrowed(this.#now.filters);
  }

  /** @param {Listener} listener */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /** @param {Shown} next */
  #become(next) {
    const before = this.#now;
    this.#now = next;
    const parts = changed(before, next, this.filters);
    for (const listener of this.#listeners) listener(next, before, parts);
  }
}

/** @returns {State} that of this page, with the filters that it embeds */
export function pageState() {
  return new State(filtersFrom(document.querySelector("#filters")?.textContent));
}
