/* The pop-up of a place with many claims: counts that narrow them, a search and an order, and claims in portions. */

import { el, keptFocus } from "../shared/dom.js";
import { counted, grouped, shownDate } from "../shared/numbers.js";
import { claimPart } from "./popup.js";
import { timeBars } from "./times.js";

/** @typedef {import("../shared/types.js").Facet} Facet */
/** @typedef {import("../shared/types.js").FacetValue} FacetValue */
/** @typedef {import("../shared/types.js").ListedClaim} ListedClaim */
/** @typedef {import("../shared/types.js").Summary} Summary */

/**
 * What a busy place's pop-up asks the server.
 *
 * @typedef {object} Asks
 * @property {(query: URLSearchParams) => Promise<Summary>} summary
 * @property {(query: URLSearchParams) => Promise<import("../shared/types.js").ClaimPortion>} claims
 */

const PORTION = "10";
const PAUSE = 250;
const VALUES = 5;
/** @type {Record<string, string>} by what the claims are counted, and the heading over it */
const COUNTED = { speaker: "Who", manner: "How" };
const ORDERS = { newest: "Newest first", oldest: "Oldest first", confident: "Surest first", speaker: "By speaker" };

/**
 * @param {{id: string, name: string, about: number, acting: number}} place with the numbers of claims about it and of
 *   those in which it only acts
 * @param {URLSearchParams} filters of the page: the pop-up shows nothing that they leave out
 * @param {Asks} asks
 * @returns {Promise<HTMLElement>} with the counts and the first portion
 */
export async function busyBody(place, filters, asks) {
  /** What the reader chose in the pop-up itself. */
  const chosen = { role: place.about ? "about" : "actor", speaker: "", manner: "", words: "", order: "newest" };
  /** @type {string | null} */
  let after = null;
  let turn = 0;
  let waiting = 0;

  const counts = el("div", { class: "popup-counts" });
  const list = el("ul", { class: "claims" });
  const status = el("p", { class: "popup-status", role: "status" });
  const more = el("button", { type: "button", class: "button popup-further" }, "Show more claims");
  const body = el("div", { class: "popup-body is-busy" }, roles(), counts, form(), status, list, more);

  /** @param {Record<string, string>} [beside] */
  function query(beside = {}) {
    const asked = new URLSearchParams(filters);
    asked.set("at", place.id);
    if (!filters.has("role")) asked.set("role", chosen.role);
    for (const name of /** @type {const} */ (["speaker", "manner"])) if (chosen[name]) asked.set(name, chosen[name]);
    if (chosen.words) asked.set("words", [filters.get("words"), chosen.words].filter(Boolean).join(" "));
    for (const [name, value] of Object.entries(beside)) asked.set(name, value);
    return asked;
  }

  async function load() {
    turn += 1;
    const mine = turn;
    const asked = query({ size: PORTION, order: chosen.order });
    const [summary, portion] = await Promise.all([asks.summary(query()), asks.claims(asked)]);
    if (mine !== turn) return;
    showCounts(summary);
    list.replaceChildren(...portion.claims.map((claim) => listed(claim, place.id)));
    ended(portion.after);
    status.textContent = statusWords(portion.total);
  }

  /** @param {number} total */
  function statusWords(total) {
    const narrowed = chosen.speaker || chosen.manner || chosen.words;
    if (!total) return "No claim here matches.";
    return narrowed ? `${counted(total, "claim")} of ${grouped(chosen.role === "about" ? place.about : place.acting)}` : "";
  }

  /** @param {string | null} cursor */
  function ended(cursor) {
    after = cursor;
    more.hidden = cursor === null;
    more.textContent = "Show more claims";
  }

  /** @param {Summary} summary */
  function showCounts(summary) {
    const held = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.value : undefined;
    const bars = timeBars(summary.timeline);
    counts.replaceChildren(el("p", { class: "popup-sum" }, sumWords(summary, bars === null)));
    if (bars) counts.append(bars);
    for (const facet of summary.facets) if (facet.name in COUNTED) counts.append(values(facet));
    if (held) [...counts.querySelectorAll("button")].find(({ dataset }) => dataset.value === held)?.focus();
  }

  /** @param {Facet} facet */
  function values(facet) {
    const name = /** @type {"speaker" | "manner"} */ (facet.name);
    // What is chosen here narrows the page's own choice, and never widens it.
    const own = filters.getAll(name);
    const allowed = own.length ? facet.values.filter(({ value }) => own.includes(value)) : facet.values;
    const shown = allowed.slice(0, VALUES);
    const buttons = shown.map((value) => {
      const button = el(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(chosen[name] === value.value), "data-value": `${name} ${value.value}` },
        el("bdi", {}, value.label),
        " ",
        el("span", { class: "count" }, grouped(value.claims)),
      );
      button.addEventListener("click", () => narrow({ [name]: chosen[name] === value.value ? "" : value.value }));
      return el("li", {}, button);
    });
    const rest = own.length ? 0 : facet.further + facet.values.length - shown.length;
    if (rest > 0) buttons.push(el("li", { class: "popup-rest" }, `and ${grouped(rest)} more`));
    return el("div", { class: "popup-values" }, el("h3", {}, COUNTED[name]), el("ul", { "aria-label": facet.label }, ...buttons));
  }

  /** @param {Partial<typeof chosen>} change */
  async function narrow(change) {
    Object.assign(chosen, change);
    body.setAttribute("aria-busy", "true");
    try {
      await load();
    } catch (error) {
      status.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      body.removeAttribute("aria-busy");
    }
  }

  /** Two buttons, where the place is what some claims are about and acts in others. */
  function roles() {
    if (!place.about || !place.acting || filters.has("role")) return null;
    const of = { about: `About it ${grouped(place.about)}`, actor: `It acts ${grouped(place.acting)}` };
    const buttons = Object.entries(of).map(([role, words]) => {
      const button = el("button", { type: "button", class: "chip", "aria-pressed": String(role === chosen.role) }, words);
      button.addEventListener("click", () => {
        for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
        narrow({ role, speaker: "", manner: "" });
      });
      return button;
    });
    return el("div", { class: "popup-roles", role: "group", "aria-label": "Which claims" }, ...buttons);
  }

  function form() {
    const search = /** @type {HTMLInputElement} */ (
      el("input", { type: "search", placeholder: "Search these claims", "aria-label": `Search the claims at ${place.name}`, autocomplete: "off", dir: "auto" })
    );
    const order = /** @type {HTMLSelectElement} */ (
      el("select", { "aria-label": "Order of the claims" }, ...Object.entries(ORDERS).map(([value, words]) => el("option", { value }, words)))
    );
    search.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => narrow({ words: search.value.trim() }), PAUSE);
    });
    order.addEventListener("change", () => narrow({ order: order.value }));
    const made = el("form", { class: "popup-search", role: "search" }, search, order);
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      window.clearTimeout(waiting);
      narrow({ words: search.value.trim() });
    });
    return made;
  }

  more.addEventListener("click", async () => {
    if (more.getAttribute("aria-busy") || after === null) return;
    const mine = turn;
    more.setAttribute("aria-busy", "true");
    more.textContent = "Looking up more claims…";
    const isWaiting = keptFocus();
    try {
      const portion = await asks.claims(query({ size: PORTION, order: chosen.order, after }));
      if (mine !== turn) return;
      const items = portion.claims.map((claim) => listed(claim, place.id));
      list.append(...items);
      ended(portion.after);
      items[0]?.setAttribute("tabindex", "-1");
      if (isWaiting()) items[0]?.focus({ preventScroll: true });
    } catch (error) {
      more.textContent = `${error instanceof Error ? error.message : error} Try again`;
    } finally {
      more.removeAttribute("aria-busy");
    }
  });

  await load();
  return body;
}

/**
 * @param {Summary} summary
 * @param {boolean} dated whether to say from when to when; bars say so themselves
 */
function sumWords({ claims, articles, first, last }, dated) {
  /** @type {Intl.DateTimeFormatOptions} */
  const style = { day: "numeric", month: "short", year: "numeric" };
  const [from, to] = [shownDate(first, style), shownDate(last, style)];
  const when = !from || !dated ? "" : from === to ? `, ${from}` : `, ${from} to ${to}`;
  return `${counted(claims, "claim")} in ${counted(articles, "article")}${when}`;
}

/**
 * @param {ListedClaim} claim
 * @param {string} placeId
 */
function listed(claim, placeId) {
  const place = claim.places.find(({ id }) => id === placeId);
  const item = claimPart({ ...claim, nested: false, reported_by: null, ground: place?.ground_words || null, sure: place?.sure ?? "" }, placeId);
  item.prepend(el("p", { class: "claim-speaker" }, el("bdi", {}, claim.speaker || "Speaker not named")));
  return item;
}
