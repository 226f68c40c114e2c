/* The queue of mentions beside the text: portions as one gets on, which is shown, and which are decided. */

import { el } from "../shared/dom.js";
import { review } from "../review/asking.js";
import { statusWords } from "../review/wishes.js";

/** @typedef {import("../review/types.js").QueueItem} QueueItem */
/** @typedef {import("../review/types.js").At} At */

const PORTION = 20;
const OPEN = "unverified";

/** @param {QueueItem} item @returns {At} */
export const placeOf = ({ article, start, end }) => ({ article: article.id, start, end });

/** @param {import("../review/types.js").Item} shown @returns {At} */
export function atOf({ article, mention }) {
  return { article: article.id, start: mention.start, end: mention.end };
}

/** @param {string} what @returns {string} the status of a mention after such a decision */
export function statusAfter(what) {
  return { place: "corrected", rejected: "rejected", not_identifiable: "not_identifiable" }[what] ?? "verified";
}

/** @param {At | null} one @param {At | null} other */
export function isSame(one, other) {
  return Boolean(one && other && one.article === other.article && one.start === other.start && one.end === other.end);
}

/**
 * @param {HTMLElement} host
 * @param {{asked: Record<string, string | number | null>, oneArticle: boolean, onChoose: (item: QueueItem) => void}} options
 */
export function queueList(host, { asked, oneArticle, onChoose }) {
  const list = el("ol", { class: "queue-list" });
  host.append(list);
  /** @typedef {{item: QueueItem, row: HTMLElement, tag: HTMLElement, why: HTMLElement}} Row */
  /** @type {Row[]} */
  let rows = [];
  /** @type {string | null} */
  let after = "";
  let at = -1;

  /** @param {QueueItem} item */
  function rowOf(item) {
    const tag = el("span", { class: "queue-status" });
    const why = el("span", { class: "queue-why" });
    const button = el("button", { type: "button", class: "queue-item" }, el("span", { class: "queue-name" }, el("bdi", {}, flat(item.text)), tag), why);
    const row = el("li", {}, button);
    button.addEventListener("click", () => onChoose(item));
    list.append(row);
    const made = { item, row, tag, why };
    mark(made, item.status);
    return made;
  }

  /** Without moving the page, whose text is what is read. @param {HTMLElement} row */
  function bringIntoView(row) {
    const at = row.getBoundingClientRect();
    const box = host.getBoundingClientRect();
    const strip = list.getBoundingClientRect();
    host.scrollTop += Math.min(0, at.top - box.top) + Math.max(0, at.bottom - box.bottom);
    list.scrollLeft += Math.min(0, at.left - strip.left) + Math.max(0, at.right - strip.right);
  }

  /** @param {Row} row @param {string} status */
  function mark(row, status) {
    row.item.status = status;
    row.why.replaceChildren(...waiting(row.item, oneArticle));
    row.row.classList.toggle("is-decided", status !== OPEN);
    row.tag.textContent = status === OPEN ? "" : statusWords(status);
  }

  /** @param {At} wanted */
  const rowAt = (wanted) => rows.find(({ item }) => isSame(placeOf(item), wanted));

  /** @param {At} next what comes before and after is counted from there */
  function aim(next) {
    at = rows.findIndex(({ item }) => isSame(placeOf(item), next));
  }

  /** @type {Promise<boolean> | null} */
  let loading = null;

  /** Ask for what comes next, once for all who wait for it. @returns {Promise<boolean>} whether there was anything */
  function load() {
    loading ??= ask().finally(() => (loading = null));
    return loading;
  }

  async function ask() {
    const had = rows.length;
    while (after !== null && rows.length === had) {
      const portion = await review.queue({ ...asked, limit: PORTION, after: after || null });
      after = portion.after;
      const fresh = portion.items.filter((item) => !rowAt(placeOf(item)));
      rows.push(...fresh.map(rowOf));
    }
    return rows.length > had;
  }

  /** @returns {QueueItem | null} before the one that is shown */
  function firstOpen() {
    return rows.slice(0, Math.max(at, 0)).find(({ item }) => item.status === OPEN)?.item ?? null;
  }

  return {
    load,
    /** @returns {boolean} whether nothing at all is in it */
    isEmpty: () => rows.length === 0,
    /** @param {(item: QueueItem) => boolean} is @returns {Promise<QueueItem | null>} the first such, further portions included */
    async find(is) {
      for (let from = 0; ; ) {
        const found = rows.slice(from).find(({ item }) => is(item));
        if (found) return found.item;
        from = rows.length;
        if (!(await load())) return null;
      }
    },
    aim,
    /** @param {At} shown the mention that is shown now */
    show(shown) {
      aim(shown);
      for (const [index, { row }] of rows.entries()) {
        row.classList.toggle("is-shown", index === at);
        row.firstElementChild?.setAttribute("aria-current", String(index === at));
      }
      if (rows[at]) bringIntoView(rows[at].row);
    },
    /** @param {At} decided @param {string} status */
    decided(decided, status) {
      const row = rowAt(decided);
      if (row) mark(row, status);
    },
    /** @param {number} article all of which was verified */
    verified(article) {
      for (const row of rows) if (row.item.article.id === article && row.item.status === OPEN) mark(row, "verified");
    },
    /** Mark the rows as the server has them now. */
    async renew() {
      const { items } = await review.queue({ ...asked, limit: Math.max(PORTION, rows.length) });
      for (const item of items) {
        const row = rowAt(placeOf(item));
        if (row) mark(row, item.status);
      }
    },
    /**
     * @param {{open?: boolean}} [options] whether those that are decided are skipped, and those before that were left open come
     *   at the end
     * @returns {Promise<QueueItem | null>}
     */
    async next({ open = false } = {}) {
      for (let index = at + 1; ; index += 1) {
        if (index >= rows.length && !(await load())) return open ? firstOpen() : null;
        if (index < rows.length && (!open || rows[index].item.status === OPEN)) return rows[index].item;
      }
    },
    /** @returns {QueueItem | null} */
    previous: () => rows[at - 1]?.item ?? null,
  };
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ");
}

/**
 * Where a name was placed and why it waits; once it is decided, only of which article it is.
 *
 * @param {QueueItem} item
 * @param {boolean} oneArticle
 * @returns {(Node | string)[]}
 */
function waiting({ article, place, reasons, status, text }, oneArticle) {
  const differs = place && place.name.toLowerCase() !== flat(text).toLowerCase();
  const where = differs ? ["→ ", el("bdi", {}, place.name)] : null;
  const why = status === OPEN ? [where, reasons.slice(0, 1)] : [];
  const parts = [...why, oneArticle ? null : [el("bdi", {}, article.title)]].filter((part) => part?.length);
  return parts.flatMap((part, index) => (index ? [" · ", ...(part ?? [])] : part ?? []));
}
