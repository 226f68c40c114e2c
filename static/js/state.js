/* What the page shows, kept in its address: the one filter that map, list and counts all follow. */

/**
 * @typedef {{article: string | null, place: string | null, q: string | null, speaker: string | null,
 *   manner: string[], kind: string[], named: boolean, attitudes: boolean}} Filter
 * @typedef {keyof Filter} Key
 * @typedef {Pick<Filter, "speaker" | "manner" | "kind" | "named" | "attitudes">} Choice which claims are shown
 */

/** In an address, stands for a speaker who is not named. */
export const UNNAMED = "-";

/** In an address, stands for only the places that a claim itself names. */
const NAMED = "yes";

/** In an address, stands for attitudes and intentions beside what was said. */
const ATTITUDES = "yes";

/** What shows every claim, with or without attitudes. */
export const EVERY_CLAIM = Object.freeze({ speaker: null, manner: [], kind: [], named: false });

/** @type {Key[]} */
const KEYS = ["article", "place", "q", "speaker", "manner", "kind", "named", "attitudes"];

/** The parameters of an address that say which claims are shown. */
export const CLAIM_KEYS = Object.freeze([...Object.keys(EVERY_CLAIM), "attitudes"]);

/** @returns {Filter} */
function fromAddress() {
  const query = new URLSearchParams(window.location.search);
  return {
    article: query.get("article"),
    place: query.get("place"),
    q: query.get("q"),
    speaker: query.get("speaker") === UNNAMED ? "" : query.get("speaker") || null,
    manner: query.getAll("manner"),
    kind: query.getAll("kind"),
    named: query.get("named") === NAMED,
    attitudes: query.get("attitudes") === ATTITUDES,
  };
}

/**
 * Which claims are shown, as the server's addresses expect it.
 *
 * @param {Choice} choice
 * @returns {URLSearchParams}
 */
export function claimQuery({ speaker, manner, kind, named, attitudes }) {
  const query = new URLSearchParams();
  if (speaker !== null) query.set("speaker", speaker || UNNAMED);
  for (const one of manner) query.append("manner", one);
  for (const one of kind) query.append("kind", one);
  if (named) query.set("named", NAMED);
  if (attitudes) query.set("attitudes", ATTITUDES);
  return query;
}

/**
 * @param {Choice} choice
 * @returns {boolean} whether it leaves out claims that were said
 */
export function isNarrowed(choice) {
  return claimQuery({ ...choice, attitudes: false }).size > 0;
}

/**
 * @param {Filter} filter
 * @returns {string}
 */
function toAddress(filter) {
  const query = new URLSearchParams();
  for (const key of /** @type {const} */ (["article", "place", "q"])) {
    const value = filter[key];
    if (value) query.set(key, value);
  }
  for (const [key, value] of claimQuery(filter)) query.append(key, value);
  const text = query.toString().replaceAll("%3A", ":");
  return window.location.pathname + (text ? `?${text}` : "");
}

/**
 * The filter in the page's address; going back and forward changes it too.
 *
 * @returns {{get: () => Filter, set: (change: Partial<Filter>, options?: {replace?: boolean}) => void,
 *            subscribe: (listener: (filter: Filter, before: Filter) => void) => void}}
 */
export function addressState() {
  let filter = fromAddress();
  /** @type {((filter: Filter, before: Filter) => void)[]} */
  const listeners = [];

  /** @param {Filter} next */
  function become(next) {
    const before = filter;
    filter = next;
    for (const listener of listeners) listener(filter, before);
  }

  window.addEventListener("popstate", () => become(fromAddress()));
  return {
    get: () => filter,
    set(change, { replace = false } = {}) {
      const next = { ...filter, ...change };
      if (KEYS.every((key) => same(next[key], filter[key]))) return;
      history[replace ? "replaceState" : "pushState"](null, "", toAddress(next));
      become(next);
    },
    subscribe: (listener) => listeners.push(listener),
  };
}

/**
 * @param {string | string[] | boolean | null} one
 * @param {string | string[] | boolean | null} other
 */
function same(one, other) {
  return one === other || String(one ?? "\0") === String(other ?? "\0");
}

/**
 * @param {any[]} features
 * @param {string | null} query
 * @returns {any[]} those whose name, path or written forms hold every word of the query
 */
export function matching(features, query) {
  const words = folded(query ?? "").split(/\s+/).filter(Boolean);
  if (!words.length) return features;
  return features.filter(({ properties }) => {
    const text = folded([properties.name, properties.path, ...properties.written].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** @param {string} text */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
