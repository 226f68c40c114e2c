/* A long list that is asked for in portions as the reader scrolls; portions far out of sight keep their room, not their rows. */

import { el } from "../shared/dom.js";

const AHEAD = "900px";
const KEPT = "1500px";

/**
 * @template Item
 * @typedef {{items: Item[], after: string | null}} Portion
 */

/**
 * @template Item
 * @param {HTMLElement} list
 * @param {object} options
 * @param {(after: string | null, signal: AbortSignal) => Promise<Portion<Item>>} options.ask
 * @param {(item: Item) => HTMLElement} options.row a list item
 * @param {() => string} options.nothing what is said of an empty list
 * @param {(count: number) => void} [options.onRows] rows were drawn
 */
export function scrolledList(list, { ask, row, nothing, onRows = () => {} }) {
  /** @type {AbortController | null} */
  let asking = null;
  /** @type {string | null} */
  let after = null;
  /** @type {Map<Element, Item[]>} */
  let portions = new Map();
  const end = el("p", { class: "list-end hint", role: "status", tabindex: "-1" });
  list.after(end);

  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) if (target instanceof HTMLElement) hold(target, isIntersecting);
    },
    { rootMargin: KEPT },
  );
  const reach = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && further(), { rootMargin: AHEAD });

  /** @param {HTMLElement} portion @param {boolean} near */
  function hold(portion, near) {
    const items = portions.get(portion);
    if (!items) return;
    if (near && !portion.childElementCount) {
      portion.replaceChildren(...items.map(row));
      portion.style.height = "";
      onRows(items.length);
    } else if (!near && portion.childElementCount && !portion.contains(document.activeElement) && portion.offsetHeight) {
      portion.style.height = `${portion.offsetHeight}px`;
      portion.replaceChildren();
    }
  }

  /** @param {Item[]} items */
  function append(items) {
    if (!items.length) return;
    const portion = el("ul", { class: "portion" }, ...items.map(row));
    portions.set(portion, items);
    list.append(portion);
    sight.observe(portion);
    onRows(items.length);
  }

  async function further() {
    if (!after || asking) return;
    const mine = new AbortController();
    asking = mine;
    end.textContent = "Loading more…";
    try {
      const portion = await ask(after, mine.signal);
      if (asking !== mine) return;
      asking = null;
      after = portion.after;
      append(portion.items);
      end.textContent = "";
      watch();
    } catch (error) {
      if (asking !== mine) return;
      asking = null;
      fail(error, further);
    }
  }

  /** Look again whether the end is near: an observer only tells of changes. */
  function watch() {
    reach.unobserve(end);
    if (after) reach.observe(end);
  }

  /** @param {unknown} error @param {() => void} again */
  function fail(error, again) {
    const button = el("button", { type: "button", class: "quiet" }, "Try again");
    button.addEventListener("click", again);
    end.replaceChildren(`${error instanceof Error ? error.message : error} `, button);
  }

  /** @returns {string | null} what finds the first of the same kind as what has the focus in the list */
  function focusedKind() {
    const held = list.contains(document.activeElement) ? document.activeElement : null;
    return held && (held.classList.length ? `.${held.classList[0]}` : held.localName);
  }

  /** Ask for the first portion; the rows of before stay until it is there. */
  async function refresh() {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    list.setAttribute("aria-busy", "true");
    try {
      const portion = await ask(null, mine.signal);
      if (asking !== mine) return;
      asking = null;
      sight.disconnect();
      portions = new Map();
      const kind = focusedKind();
      list.replaceChildren();
      after = portion.after;
      append(portion.items);
      end.textContent = portion.items.length ? "" : nothing();
      if (kind) /** @type {HTMLElement} */ (list.querySelector(kind) ?? end).focus({ preventScroll: true });
      watch();
    } catch (error) {
      if (asking !== mine) return;
      asking = null;
      fail(error, refresh);
    }
    list.removeAttribute("aria-busy");
  }

  return {
    refresh,
    /** @returns {Item[]} those that were asked for so far */
    items: () => [...portions.values()].flat(),
    /** Draw the rows again that are in sight, of items that changed elsewhere. */
    redraw() {
      for (const [portion, items] of portions) if (portion.childElementCount) portion.replaceChildren(...items.map(row));
    },
  };
}
