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
 * @returns {Promise<Document>}
 */
export async function getJson(url, signal) {
  const { status, body } = await request(url, { signal });
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
 * @property {(asked: Asked, claims?: URLSearchParams, signal?: AbortSignal) => Promise<import("./types.js").MapAnswer>} view
 *   what the map shows
 * @property {(asked: Asked, claims?: URLSearchParams) => Promise<import("./types.js").PlacePortion>} busiest a portion of
 *   the list beside the map
 * @property {(article: string) => Promise<import("./types.js").Mentions>} mentions every mention of an article, with the
 *   evidence
 */

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
    place: (id, article, claims, after) => getJson(path(id) + query(article, after ? added(claims, { after }) : claims)),
    view: (asked, claims, signal) => getJson(`/api/places${query(null, added(claims, asked))}`, signal),
    busiest: (asked, claims) => getJson(`/api/busiest${query(null, added(claims, asked))}`),
    outlines: (ids, zoom) => getJson(`/api/outlines${query(null, added(undefined, { ids: ids.join(","), zoom, v: version }))}`),
    outline: (id) => getJson(`${path(id)}/outline${kept}`),
    summary: (asked) => getJson(`/api/summary?${asked}`),
    claims: (asked) => getJson(`/api/claims?${asked}`),
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
