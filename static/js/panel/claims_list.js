/* The list of claims: every one that the filters leave in, also those that are nowhere on the map. */

import { getJson } from "../shared/api.js";
import { el, joined, link, need } from "../shared/dom.js";
import { shownDate } from "../shared/numbers.js";
import { verbatim } from "../shared/words.js";
import { scrolledList } from "./scrolled.js";

/** @typedef {import("../shared/types.js").ListedClaim} ListedClaim */
/** @typedef {import("../shared/types.js").ClaimPortion} ClaimPortion */
/** @typedef {import("../state/state.js").State} State */

/**
 * @param {State} state
 * @param {{onPlace: (id: string) => void, onPoint: (id: string | null) => void, onSpeaker: (change: import("../state/filters.js").Choice) => void}} events
 */
export function claimsList(state, { onPlace, onPoint, onSpeaker }) {
  const list = need("#claims-list");
  const order = /** @type {HTMLSelectElement} */ (need("#claims-order"));
  const scrolled = scrolledList(list, {
    async ask(after, signal) {
      const query = asked(state);
      const chosen = state.get().order;
      if (chosen) query.set("order", chosen);
      if (after) query.set("after", after);
      /** @type {ClaimPortion} */
      const { claims, after: next } = await getJson(`/api/claims?${query}`, signal);
      return { items: claims, after: next };
    },
    row,
    nothing: () => "No claim passes all of these filters. Take one of them away above.",
  });

  order.addEventListener("change", () => state.set({ order: order.value === "newest" ? null : order.value }, { replace: true }));
  list.addEventListener("click", (event) => {
    const id = placeAt(event);
    if (id) onPlace(id);
  });
  for (const type of ["mouseover", "focusin"]) list.addEventListener(type, (event) => onPoint(placeAt(event)));
  for (const type of ["mouseleave", "focusout"]) list.addEventListener(type, () => onPoint(null));

  /** @param {ListedClaim} claim */
  function row(claim) {
    return el(
      "li",
      { class: claim.attitude ? "claim-row is-attitude" : "claim-row" },
      el("p", { class: "claim-who" }, who(claim), claim.manner_words ? " " : null, claim.manner_words ? el("span", { class: "manner" }, claim.manner_words) : null, claim.status_words ? " " : null, claim.status_words ? el("span", { class: "reviewed" }, claim.status_words) : null),
      el("blockquote", { class: "claim-words", dir: "auto" }, ...quote(claim)),
      el("p", { class: "claim-meta" }, ...origin(claim)),
      el("p", { class: "claim-at" }, ...places(claim)),
      claim.tags?.length ? el("ul", { class: "remark-tags", "aria-label": "Tags" }, ...claim.tags.map((tag) => el("li", { class: "remark-tag", dir: "auto" }, tag))) : null,
      ...(claim.notes ?? []).map((note) => el("p", { class: "remark-note", dir: "auto" }, note)),
    );
  }

  /** @param {ListedClaim} claim */
  function who(claim) {
    const value = claim.speaker ?? "-";
    const kind = state.filters.kind("speaker");
    const change = kind.toggled(state.get().filters, value);
    const chosen = kind.has(state.get().filters, value);
    const title = chosen ? "Show claims of all speakers" : "Show only this speaker’s claims";
    const name = el("a", { href: state.link({ filters: change }), class: "claim-speaker", title }, claim.speaker ?? "Speaker not named");
    name.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onSpeaker(change);
    });
    return name;
  }

  let isOld = true;

  /** Show the order that is chosen, and ask for the claims if they may be others and the list is in sight. */
  function show() {
    const { list: open, order: chosen } = state.get();
    order.value = chosen ?? "newest";
    if (order.selectedIndex < 0) order.value = "newest";
    if (!isOld || open !== "claims") return;
    isOld = false;
    scrolled.refresh();
  }

  return {
    show,
    /** The claims may be others by now. */
    renew() {
      isOld = true;
      show();
    },
  };
}

/**
 * @param {State} state
 * @returns {URLSearchParams} which claims are shown, with the chosen article
 */
export function asked(state) {
  const query = state.query();
  const { article } = state.get();
  if (article) query.set("article", article);
  return query;
}

/**
 * @param {ListedClaim} claim
 * @returns {(Node | string)[]} its words, those that were looked for marked
 */
function quote({ fragments, lit, kind }) {
  const parts = lit ?? fragments.map((one) => [one]);
  const text = parts.map((some) => some.join("")).join(" … ");
  const opened = kind === "direct" && verbatim(text, kind) !== text.replace(/\s+/g, " ").trim();
  const nodes = parts.flatMap((some, index) => [
    ...(index ? [" … "] : []),
    ...some.map((part, at) => (at % 2 ? el("mark", {}, part) : part.replace(/\s+/g, " "))),
  ]);
  return opened ? ["“", ...nodes, "”"] : nodes;
}

/** @param {ListedClaim} claim */
function origin({ href, article: { title, publisher, date } }) {
  return joined([link(href, title, { class: "claim-article", dir: "auto" }), publisher && el("bdi", {}, publisher), shownDate(date) || "no date"]);
}

/**
 * @param {ListedClaim} claim
 * @returns {(Node | string)[]}
 */
function places({ places: held }) {
  const once = held.filter(({ id }, index) => held.findIndex((one) => one.id === id) === index);
  if (!once.length) return [el("span", { class: "claim-nowhere" }, "nowhere on the map")];
  return once.flatMap(({ id, name, ground }, index) => [
    ...(index ? [", "] : []),
    el("button", { type: "button", class: ground === "content" ? "claim-place" : "claim-place is-by-context", "data-place": id, title: "Show on the map" }, name),
  ]);
}

/**
 * @param {Event} event
 * @returns {string | null}
 */
function placeAt({ target }) {
  const button = target instanceof Element ? target.closest("button[data-place]") : null;
  return button instanceof HTMLElement ? button.dataset.place ?? null : null;
}
