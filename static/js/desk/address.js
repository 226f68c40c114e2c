/* What the desk shows, to and from its address: a collection's queue, or one article, and the mention in it. */

/**
 * @typedef {object} Shown
 * @property {string | null} collection
 * @property {string | null} article whose mentions are gone through; null for the queue
 * @property {string | null} place at whose first mention the article begins
 * @property {{article: number, start: number, end: number} | null} at the mention that is shown
 */

const AT = /^(\d+)-(\d+)$/;

/** @param {string} search @returns {Shown} */
export function fromSearch(search) {
  const query = new URLSearchParams(search);
  const article = number(query.get("article"));
  const [, start, end] = AT.exec(query.get("at") ?? `${query.get("start")}-${query.get("end")}`) ?? [];
  const of = article ?? number(query.get("in"));
  return {
    collection: number(query.get("collection")),
    article,
    place: query.get("place") || null,
    at: of && end ? { article: Number(of), start: Number(start), end: Number(end) } : null,
  };
}

/** @param {Shown} shown @returns {string} */
export function toSearch({ collection, article, at }) {
  const query = new URLSearchParams();
  if (collection) query.set("collection", collection);
  if (article) query.set("article", article);
  // In the queue the next mention may be in another article.
  if (at && !article) query.set("in", String(at.article));
  if (at) query.set("at", `${at.start}-${at.end}`);
  return query.size ? `?${query}` : "";
}

/** @param {string | null} written */
function number(written) {
  return written && /^\d{1,18}$/.test(written) ? written : null;
}
