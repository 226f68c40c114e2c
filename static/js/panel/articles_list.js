/* The list of articles, in portions: limit the map to one, open it, or delete it. */

import { getJson } from "../shared/api.js";
import { el, link, need } from "../shared/dom.js";
import { counted, shownDate } from "../shared/numbers.js";

/** @typedef {import("../shared/types.js").Article} Article */
/** @typedef {import("../shared/types.js").ArticlePortion} ArticlePortion */

const SHOWN_AT_FIRST = 5;
const SEARCHED_FROM = 20;
const PAUSE = 250;

/**
 * @param {{onFilter: (id: string | null) => void, onDelete: (article: Article) => void, attitudes: () => boolean, collections: () => string[], chosen: () => string | null,
 *   onProblem: (error: unknown) => void}} events
 *   ``attitudes`` says whether attitudes count as claims, ``chosen`` which article the map is limited to,
 *   ``collections`` to which collections the map and the list are
 */
export function articlesList({ onFilter, onDelete, attitudes, collections, chosen: wanted, onProblem }) {
  const list = need("#articles-list");
  const count = need("#articles-count");
  const more = need("#articles-more");
  const search = /** @type {HTMLInputElement} */ (need("#articles-search"));
  /** @type {Article[]} the last added first, as far as they were asked for */
  let articles = [];
  /** @type {Article | null} the chosen article, if it is not among them */
  let apart = null;
  /** @type {string | null} the cursor for those that follow */
  let after = null;
  let total = 0;
  let listed = 0;
  let all = false;
  let turn = 0;
  let timer = 0;
  /** @type {string | null} */
  let chosen = null;

  more.addEventListener("click", () => {
    if (all && after) addFurther().catch(onProblem);
    else {
      all = !all;
      draw();
    }
  });
  search.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => refresh().catch(onProblem), PAUSE);
  });

  /**
   * @param {string | null} from
   * @returns {Promise<ArticlePortion>} a portion
   */
  function ask(from) {
    const query = new URLSearchParams();
    if (attitudes()) query.set("attitudes", "yes");
    for (const one of collections()) query.append("collection", one);
    if (from) query.set("after", from);
    if (search.value.trim()) query.set("q", search.value.trim());
    return getJson(query.size ? `/api/articles?${query}` : "/api/articles");
  }

  /** Ask the server again; the answer is how many articles there are. */
  async function refresh() {
    turn += 1;
    const mine = turn;
    const portion = await ask(null);
    const id = wanted();
    const missing = id !== null && !portion.articles.some((one) => String(one.id) === id);
    /** @type {Article | null} */
    const found = missing ? await getJson(`/api/articles/${encodeURIComponent(id)}${attitudes() ? "?attitudes=yes" : ""}`).catch(() => null) : null;
    if (mine !== turn) return total;
    ({ articles, after, total, listed } = portion);
    apart = found;
    draw();
    return total;
  }

  async function addFurther() {
    const mine = turn;
    const before = list.children.length;
    const portion = await ask(after);
    if (mine !== turn) return;
    articles = [...articles, ...portion.articles];
    ({ after } = portion);
    draw();
    const first = list.children[before]?.querySelector("button");
    if (first instanceof HTMLElement) first.focus();
  }

  function draw() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("#articles-list [data-article]") ?? null)?.dataset.article;
    const searched = search.value.trim() !== "";
    const short = !all && !searched && articles.length > SHOWN_AT_FIRST;
    const shown = short ? articles.filter((article, index) => index < SHOWN_AT_FIRST || String(article.id) === chosen) : articles;
    const pinned = apart && String(apart.id) === chosen && !shown.includes(apart) ? [apart] : [];
    list.replaceChildren(...[...pinned, ...shown].map(row));
    if (searched && !shown.length) list.append(el("li", { class: "hint" }, `No title or publisher has “${search.value.trim()}”.`));
    count.textContent = listed.toLocaleString("en");
    need("#articles-find").hidden = listed <= SEARCHED_FROM;
    more.hidden = searched ? !after : articles.length <= SHOWN_AT_FIRST;
    more.textContent = moreWords(short, searched);
    if (searched) all = true;
    if (focused) focusRow(focused);
  }

  /**
   * @param {boolean} short
   * @param {boolean} searched
   */
  function moreWords(short, searched) {
    if (after && !short) return "Show more articles";
    if (short) return after ? "Show more articles" : `Show all ${articles.length}`;
    return searched ? "" : "Show fewer";
  }

  /**
   * @param {string} id
   * @returns {boolean} whether the article has a row
   */
  function focusRow(id) {
    const button = list.querySelector(`[data-article="${id}"] .article-filter`);
    if (button instanceof HTMLElement) button.focus();
    return Boolean(button);
  }

  /** @param {Article} article */
  function row(article) {
    const pressed = String(article.id) === chosen;
    const filter = el(
      "button",
      { type: "button", class: "article-filter", "aria-pressed": String(pressed), title: pressed ? "Show all articles on the map" : "Show only this article on the map" },
      el("span", { class: "article-title" }, article.title),
      el("span", { class: "article-meta" }, described(article)),
    );
    filter.addEventListener("click", () => onFilter(pressed ? null : String(article.id)));
    const remove = el("button", { type: "button", class: "quiet danger", "aria-label": `Delete “${article.title}”` }, "Delete");
    remove.addEventListener("click", () => onDelete(article));
    const open = link(article.href, "Read", { class: "button quiet", "aria-label": `Read “${article.title}”` });
    return el("li", { class: pressed ? "article-row is-chosen" : "article-row", "data-article": String(article.id) }, filter, el("div", { class: "article-actions" }, open, remove));
  }

  return {
    refresh,
    /** @param {string | null} id */
    choose(id) {
      chosen = id;
      draw();
    },
    focusRow,
    /**
     * @param {string | number} id
     * @returns {string | null} the article in the row below
     */
    after(id) {
      const next = articles[articles.findIndex((article) => article.id === id) + 1];
      return next ? String(next.id) : null;
    },
    /** @param {string | null} id */
    title: (id) => [...articles, apart].find((article) => article && String(article.id) === id)?.title ?? null,
  };
}

/** @param {Article} article */
function described(article) {
  const counts = article.places ? `${counted(article.places, "place")}, ${counted(article.claims, "claim")}` : "nothing could be mapped";
  const earlier = article.outdated ? "read by an earlier version" : null;
  return [article.publisher, shownDate(article.date), counts, earlier].filter(Boolean).join(" · ");
}
