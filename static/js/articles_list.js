/* The list of articles: limit the map to one, open it, or delete it. */

import { getJson } from "./api.js";
import { counted, el, link, need, shownDate } from "./dom.js";

const SHOWN_AT_FIRST = 5;

/**
 * @param {{onFilter: (id: string | null) => void, onDelete: (article: any) => void, attitudes: () => boolean}} events
 *   ``attitudes`` says whether attitudes count as claims
 */
export function articlesList({ onFilter, onDelete, attitudes }) {
  const list = need("#articles-list");
  const count = need("#articles-count");
  const more = need("#articles-more");
  /** @type {any[]} */
  let articles = [];
  let all = false;
  /** @type {string | null} */
  let chosen = null;

  more.addEventListener("click", () => {
    all = !all;
    draw();
  });

  function draw() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("#articles-list [data-article]") ?? null)?.dataset.article;
    const short = !all && articles.length > SHOWN_AT_FIRST;
    const shown = short ? articles.filter((article, index) => index < SHOWN_AT_FIRST || String(article.id) === chosen) : articles;
    list.replaceChildren(...shown.map(row));
    count.textContent = String(articles.length);
    more.hidden = articles.length <= SHOWN_AT_FIRST;
    more.textContent = short ? `Show all ${articles.length}` : "Show fewer";
    if (focused) focusRow(focused);
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

  /** @param {any} article */
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
    /** Ask the server again. */
    async refresh() {
      ({ articles } = await getJson(attitudes() ? "/api/articles?attitudes=yes" : "/api/articles"));
      draw();
      return articles;
    },
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
    title: (id) => articles.find((article) => String(article.id) === id)?.title ?? null,
  };
}

/** @param {any} article */
function described(article) {
  const counts = article.places ? `${counted(article.places, "place")}, ${counted(article.claims, "claim")}` : "nothing could be mapped";
  const earlier = article.outdated ? "read by an earlier version" : null;
  return [article.publisher, shownDate(article.date), counts, earlier].filter(Boolean).join(" · ");
}
