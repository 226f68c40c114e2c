/* What reviewing asks the server, and in whose name. */

import { getJson, postForm, postJson } from "../shared/api.js";

/** @typedef {import("./types.js").At} At */

const NAME = "mention-mapper-reviewer";

/** Whose decisions these are: the name that this browser remembers. */
export const reviewer = {
  /** @returns {string} empty if the server is to say */
  get() {
    try {
      return localStorage.getItem(NAME) ?? "";
    } catch {
      return ""; // a browser may allow no storage
    }
  },
  /** @param {string} name */
  set(name) {
    try {
      if (name.trim()) localStorage.setItem(NAME, name.trim());
      else localStorage.removeItem(NAME);
    } catch {
      // The server's own name for the account then stands.
    }
  },
};

/** @param {Record<string, string | number | null | undefined>} asked those without a value are left out */
function query(asked) {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(asked)) {
    if (value !== null && value !== undefined && value !== "") found.set(name, String(value));
  }
  return found.size ? `?${found}` : "";
}

/** What the server answers about reviewing. */
export const review = {
  /** @param {At} at @returns {Promise<import("./types.js").Item>} */
  item: ({ article, start, end }) => getJson(`/api/review/item${query({ article, start, end })}`),
  /** @param {Record<string, string | number | null>} asked @returns {Promise<import("./types.js").QueuePortion>} */
  queue: (asked) => getJson(`/api/review/queue${query(asked)}`),
  /** @param {string | null} collection @returns {Promise<import("./types.js").Progress>} */
  progress: (collection) => getJson(`/api/review/progress${query({ collection })}`),
  /** @param {Record<string, string | number | null>} asked @returns {Promise<import("./types.js").Alike>} */
  alike: (asked) => getJson(`/api/decisions/alike${query(asked)}`),
  /** @param {Record<string, string | number | null>} asked @returns {Promise<import("./types.js").DecisionPortion>} */
  history: (asked) => getJson(`/api/decisions${query(asked)}`),
  /** @param {object} body @returns {Promise<import("./types.js").Decided>} */
  decide: (body) => postJson("/api/decisions", body),
  /** @param {string} [uid] of another decision than my last @returns {Promise<import("./types.js").Decided>} */
  undo: (uid) => postJson("/api/decisions/undo", { who: reviewer.get(), ...(uid ? { uid } : {}) }),
  /** @param {string} [uid] @returns {Promise<import("./types.js").Decided>} */
  redo: (uid) => postJson("/api/decisions/redo", { who: reviewer.get(), ...(uid ? { uid } : {}) }),
  /** @returns {Promise<{conflicts: import("./types.js").Conflict[]}>} */
  conflicts: () => getJson("/api/conflicts"),
  /** @param {string} uid of what is to be shown @returns {Promise<import("./types.js").Decided>} */
  keep: (uid) => postJson("/api/conflicts", { keep: uid, who: reviewer.get() }),
  /** @param {FormData} form with the file @returns {Promise<import("./types.js").Imported>} */
  bring: (form) => postForm("/api/decisions/import", form),
  /** @param {string} q @returns {Promise<{results: (import("./types.js").ReviewedPlace & {kind: string, where: string})[], similar: boolean}>} */
  places: (q) => getJson(`/api/gazetteer/search${query({ q, limit: 9 })}`),
  /** @param {string} id @returns {Promise<import("../shared/types.js").Outline>} */
  outline: (id) => getJson(`/api/places/${encodeURIComponent(id)}/outline`),
  /** @param {string} q @returns {Promise<import("../shared/types.js").SpeakersFound>} */
  speakers: (q) => getJson(`/api/speakers${query({ q, limit: 6 })}`),
  /** @returns {Promise<{jobs: import("./types.js").Spreading[]}>} what decisions are still being shown on further articles */
  running: () => getJson("/api/decisions/running"),
  /** @param {number} id @returns {Promise<import("../shared/types.js").Job>} */
  job: (id) => getJson(`/api/jobs/${id}?limit=1`),
};
