/* The list of articles: searched, sorted, shown one at a time on the map; ticked ones are moved, tagged or deleted. */

import { getJson, postForm } from "../shared/api.js";
import { el, joined, link, need } from "../shared/dom.js";
import { counted, shownDate } from "../shared/numbers.js";
import { scrolledList } from "./scrolled.js";
import { Selection } from "./selection.js";
import { showNumber } from "./tabs.js";

/** @typedef {import("../shared/types.js").Article} Article */
/** @typedef {import("../shared/types.js").ArticlePortion} ArticlePortion */
/** @typedef {import("../shared/types.js").ManyDone} ManyDone */
/** @typedef {import("../state/state.js").State} State */

const PAUSE = 250;

/**
 * @param {State} state
 * @param {{onFilter: (id: string | null) => void, onDone: (done: ManyDone, gone: boolean) => void, onProblem: (error: unknown) => void}} events
 *   ``onDone`` is called when ticked articles were moved, tagged, or deleted, which ``gone`` says
 */
export function articlesList(state, { onFilter, onDone, onProblem }) {
  const list = need("#articles-list");
  const search = /** @type {HTMLInputElement} */ (need("#articles-search"));
  const sort = /** @type {HTMLSelectElement} */ (need("#articles-sort"));
  const every = /** @type {HTMLInputElement} */ (need("#pick-all"));
  const tools = need("#picked-tools");
  const move = /** @type {HTMLSelectElement} */ (need("#picked-to"));
  const tags = /** @type {HTMLInputElement} */ (need("#picked-tags"));
  const selection = new Selection();
  let found = 0;
  let timer = 0;
  /** @type {string | null} the title of the chosen article */
  let title = null;
  /** What is being done: pressed twice, it is done once. @type {Set<string>} */
  const doing = new Set();

  const scrolled = scrolledList(list, {
    async ask(after, signal) {
      const query = asked();
      const { sort: chosen } = state.get();
      if (chosen) query.set("order", chosen);
      if (after) query.set("after", after);
      /** @type {ArticlePortion} */
      const portion = await getJson(`/api/articles?${query}`, signal);
      found = portion.found;
      showNumber(need("#articles-count"), portion.listed);
      drawTools();
      return { items: portion.articles, after: portion.after };
    },
    row,
    nothing: () => (search.value.trim() ? `No title or publisher has “${search.value.trim()}”.` : "No article passes all of these filters."),
  });

  /** @returns {URLSearchParams} which articles are listed: all of the state, also beside one that is chosen */
  function asked() {
    const query = state.query();
    if (search.value.trim()) query.set("q", search.value.trim());
    return query;
  }

  search.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      selection.all(false);
      scrolled.refresh();
    }, PAUSE);
  });
  sort.addEventListener("change", () => state.set({ sort: sort.value === "added" ? null : sort.value }, { replace: true }));
  every.addEventListener("change", () => {
    selection.all(every.checked);
    redraw();
  });
  list.addEventListener("click", ({ target, shiftKey }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
    const order = scrolled.items().map(({ id }) => id);
    selection.tick(Number(target.value), target.checked, { range: shiftKey, order });
    if (shiftKey) redraw();
    else drawTools();
  });
  move.addEventListener("change", () => {
    const to = move.value;
    move.selectedIndex = 0;
    act("move", { to: to === "none" ? "" : to });
  });
  need("#picked-tag-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const sent = tags.value;
    act("tag", { tags: sent }).then((done) => done && tags.value === sent && (tags.value = ""));
  });
  need("#picked-delete").addEventListener("click", () => act("delete", {}));

  /**
   * @param {"move" | "tag" | "delete"} what
   * @param {Record<string, string>} values
   */
  async function act(what, values) {
    const named = selection.named();
    const asking = JSON.stringify([what, values, named]);
    if (doing.has(asking)) return false;
    doing.add(asking);
    const form = new FormData();
    for (const [name, value] of Object.entries({ do: what, state: String(asked()), q: search.value.trim(), ...values })) form.append(name, value);
    if (named.every) form.append("every", "yes");
    for (const id of named.ids) form.append("article", String(id));
    for (const id of named.but) form.append("but", String(id));
    try {
      /** @type {ManyDone} */
      const done = await postForm("/articles/many", form);
      selection.release(named);
      redraw(); // before the list is asked for anew: what is ticked now is meant
      onDone(done, what === "delete");
      return true;
    } catch (error) {
      onProblem(error);
      return false;
    } finally {
      doing.delete(asking);
    }
  }

  function drawTools() {
    const ticked = selection.count(found);
    every.checked = found > 0 && ticked === found;
    every.indeterminate = ticked > 0 && ticked < found;
    need("#picked-words").textContent = ticked ? `${counted(ticked, "article")} selected` : `Select all ${found.toLocaleString("en")}`;
    need("#pick-line").hidden = found === 0;
    tools.hidden = ticked === 0;
  }

  function redraw() {
    const held = document.activeElement?.closest("#articles-list [data-article]");
    const focused = held instanceof HTMLElement ? held.dataset.article : null;
    const onBox = document.activeElement instanceof HTMLInputElement;
    scrolled.redraw();
    drawTools();
    if (focused) focusRow(focused, onBox);
  }

  /**
   * @param {string} id
   * @param {boolean} [onBox]
   * @returns {boolean} whether the article has a row
   */
  function focusRow(id, onBox = false) {
    const element = list.querySelector(`[data-article="${id}"] ${onBox ? "input" : ".article-filter"}`);
    if (element instanceof HTMLElement) element.focus();
    return Boolean(element);
  }

  /** @param {Article} article */
  function row(article) {
    const pressed = String(article.id) === state.get().article;
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", value: article.id, "aria-label": `Select “${article.title}”` }));
    box.checked = selection.has(article.id);
    const filter = el(
      "button",
      { type: "button", class: "article-filter", "aria-pressed": String(pressed), title: pressed ? "Show all articles on the map" : "Show only this article on the map" },
      el("span", { class: "article-title", dir: "auto" }, article.title),
      el("span", { class: "article-meta" }, ...described(article)),
    );
    filter.addEventListener("click", () => onFilter(pressed ? null : String(article.id)));
    return el(
      "li",
      { class: pressed ? "article-row is-chosen" : "article-row", "data-article": String(article.id) },
      el("label", { class: "pick" }, box),
      filter,
      link(article.href, "Read", { class: "quiet", "aria-label": `Read “${article.title}”` }),
    );
  }

  return {
    refresh: scrolled.refresh,
    focusRow,
    /**
     * @param {string | null} article
     * @returns {Promise<boolean>} whether it is an article no more
     */
    async isGone(article) {
      if (!article) return false;
      return getJson(`/api/articles/${encodeURIComponent(article)}`).then(() => false, (error) => error.status === 404);
    },
    /** What is listed is something else: nothing is ticked any more. */
    untick: () => selection.all(false),
    /**
     * Show which article is chosen, in which order they are, and find out its title.
     *
     * @param {import("../state/address.js").Shown} shown
     * @returns {Promise<string | null>} the chosen article's title
     */
    async choose({ article, sort: chosen }) {
      sort.value = chosen ?? "added";
      if (sort.selectedIndex < 0) sort.value = "added";
      redraw();
      const held = scrolled.items().find(({ id }) => String(id) === article);
      title = held?.title ?? null;
      if (!article || held) return title;
      /** @type {Article | null} */
      const one = await getJson(`/api/articles/${encodeURIComponent(article)}`).catch(() => null);
      if (state.get().article === article) title = one?.title ?? null;
      return title;
    },
  };
}

/** @param {Article} article */
function described(article) {
  const counts = article.places || article.claims ? `${counted(article.places, "place")}, ${counted(article.claims, "claim")}` : "nothing could be mapped";
  const earlier = article.outdated ? "read by an earlier version" : null;
  return joined([article.publisher && el("bdi", {}, article.publisher), shownDate(article.date), counts, earlier]);
}
