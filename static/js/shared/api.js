/* Requests to the server, and messages for what can go wrong with them. */

const GONE = "The server is not responding. Start it again with “mention-mapper serve”, then reload this page.";

/** An answer that carries an error, or no answer at all; its message can be shown as it is. */
export class RequestFailed extends Error {
  /**
   * @param {string} message
   * @param {number} status 0 if no answer came
   */
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/** How long other requests wait for those that the reader is waiting for, in milliseconds. */
const PATIENCE = 500;
/** @type {Set<Promise<unknown>>} the requests under way that come first */
const urgent = new Set();

/** Let requests that the reader waits for go first: a server that answers all at once is late with each. */
async function turn() {
  await Promise.resolve(); // they may be made in the same breath, a line further down
  const began = performance.now();
  while (urgent.size && performance.now() - began < PATIENCE) {
    const left = PATIENCE - (performance.now() - began);
    await Promise.race([...urgent, new Promise((resolve) => setTimeout(resolve, left))]);
  }
}

/**
 * @param {string} url
 * @param {RequestInit} [init]
 * @returns {Promise<{status: number, body: unknown}>}
 */
async function request(url, init = {}) {
  let response;
  try {
    response = await fetch(url, { ...init, headers: { Accept: "application/json", ...init.headers } });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestFailed(GONE);
  }
  const body = await response.json().catch(() => null);
  return { status: response.status, body };
}

/**
 * @template Document what the address answers with, as ``types.js`` describes it
 * @param {string} url
 * @param {AbortSignal} [signal] gives the request up; what is thrown then is an AbortError
 * @param {{first?: boolean}} [options] whether the reader waits for it, so that others come after it
 * @returns {Promise<Document>}
 */
export async function getJson(url, signal, { first = false } = {}) {
  if (!first) await turn();
  const asking = request(url, { signal });
  if (first) {
    const settled = asking.catch(() => null);
    urgent.add(settled);
    settled.then(() => urgent.delete(settled));
  }
  const { status, body } = await asking;
  if (status >= 400 || body === null) throw new RequestFailed(errorText(status, body), status);
  return /** @type {Document} */ (body);
}

/**
 * Send a form; an answer with results is returned even if every one of them failed.
 *
 * @template Document
 * @param {string} url
 * @param {FormData} form
 * @returns {Promise<Document>}
 */
export async function postForm(url, form) {
  const { status, body } = await request(url, { method: "POST", body: form });
  const hasResults = typeof body === "object" && body !== null && "results" in body && Boolean(body.results);
  if (!hasResults && (status >= 400 || body === null)) throw new RequestFailed(errorText(status, body), status);
  return /** @type {Document} */ (body);
}

/**
 * Send an object as JSON.
 *
 * @template Document
 * @param {string} url
 * @param {object} content
 * @returns {Promise<Document>}
 */
export async function postJson(url, content) {
  const headers = { "Content-Type": "application/json" };
  const { status, body } = await request(url, { method: "POST", body: JSON.stringify(content), headers });
  if (status >= 400 || body === null) throw new RequestFailed(errorText(status, body), status);
  return /** @type {Document} */ (body);
}

/**
 * @param {number} status
 * @param {unknown} body
 * @returns {string}
 */
function errorText(status, body) {
  if (typeof body === "object" && body && "error" in body && typeof body.error === "string" && body.error) return body.error;
  if (status === 413) return "This is larger than the server accepts.";
  if (status === 503) return "The server is not ready yet. Try again in a moment.";
  return `The server answered with an error (${status}). Its log has the details.`;
}

/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {import("./types.js").Outline} Outline */

/**
 * Where a map's data comes from.
 *
 * @typedef {object} Source
 * @property {(article: string | null, claims?: URLSearchParams) => Promise<import("./types.js").Places>} places
 * @property {(id: string, article: string | null, claims?: URLSearchParams, after?: string) =>
 *   Promise<import("./types.js").PopupPortion>} place what a pop-up shows, from the cursor ``after`` on
 * @property {(id: string) => Promise<Outline | null>} outline
 * @property {(query: URLSearchParams) => Promise<import("./types.js").Summary>} [summary] counts of the claims that a query asks for
 * @property {(query: URLSearchParams) => Promise<import("./types.js").ClaimPortion>} [claims] a portion of those claims
 * @property {(ids: string[], zoom?: number) => Promise<{features: Outline[]}>} [outlines] several, as good as a zoom needs; those
 *   that have none are left out
 */

/**
 * What only a server can answer.
 *
 * @typedef {object} Further
 * @property {(article: string | null, asked: Asked, claims?: URLSearchParams) => Promise<import("./types.js").Places>} whole
 *   every place if they are few, else what the map shows
 * @property {(asked: Asked, claims?: URLSearchParams, signal?: AbortSignal) => Promise<import("./types.js").MapAnswer>} view
 *   what the map shows
 * @property {(asked: Asked, claims?: URLSearchParams) => Promise<import("./types.js").PlacePortion>} busiest a portion of
 *   the list beside the map
 * @property {(article: string) => Promise<import("./types.js").Mentions>} mentions every mention of an article, with the
 *   evidence
 */

const FIRST = { first: true };

/** @returns {Source & Further} */
export function serverSource() {
  const version = document.querySelector("[data-gazetteer]")?.getAttribute("data-gazetteer");
  const kept = version ? `?v=${encodeURIComponent(version)}` : "";
  const query = (/** @type {string | null} */ article, claims = new URLSearchParams()) => {
    const asked = new URLSearchParams(claims);
    if (article) asked.set("article", article);
    return asked.size ? `?${asked}` : "";
  };
  const path = (/** @type {string} */ id) => `/api/places/${encodeURIComponent(id)}`;
  return {
    places: (article, claims) => getJson(`/api/places${query(article, claims)}`),
    place: (id, article, claims, after) => getJson(path(id) + query(article, after ? added(claims, { after }) : claims), undefined, FIRST),
    whole: (article, asked, claims) => getJson(`/api/places${query(article, added(claims, { ...asked, whole: "yes" }))}`, undefined, FIRST),
    view: (asked, claims, signal) => getJson(`/api/places${query(null, added(claims, asked))}`, signal, FIRST),
    busiest: (asked, claims) => getJson(`/api/busiest${query(null, added(claims, asked))}`),
    outlines: (ids, zoom) => getJson(`/api/outlines${query(null, added(undefined, { ids: ids.join(","), zoom, v: version }))}`),
    outline: (id) => getJson(`${path(id)}/outline${kept}`),
    summary: (asked) => getJson(`/api/summary?${asked}`, undefined, FIRST),
    claims: (asked) => getJson(`/api/claims?${asked}`, undefined, FIRST),
    mentions: (article) => getJson(`/api/articles/${encodeURIComponent(article)}/mentions`),
  };
}

/**
 * @param {URLSearchParams | undefined} claims
 * @param {Record<string, string | number | null | undefined>} asked further parameters; those without a value are left out
 * @returns {URLSearchParams}
 */
function added(claims, asked) {
  const query = new URLSearchParams(claims);
  for (const [name, value] of Object.entries(asked)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  return query;
}
