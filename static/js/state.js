/* What the page shows, kept in its address: the one filter that map, list and counts all follow. */

/**
 * @typedef {{article: string | null, place: string | null, q: string | null}} Filter
 * @typedef {keyof Filter} Key
 */

/** @type {Key[]} */
const KEYS = ["article", "place", "q"];

/** @returns {Filter} */
function fromAddress() {
  const query = new URLSearchParams(window.location.search);
  return { article: query.get("article"), place: query.get("place"), q: query.get("q") };
}

/**
 * @param {Filter} filter
 * @returns {string}
 */
function toAddress(filter) {
  const query = new URLSearchParams();
  for (const key of KEYS) {
    const value = filter[key];
    if (value) query.set(key, value);
  }
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
      if (KEYS.every((key) => (next[key] || null) === (filter[key] || null))) return;
      history[replace ? "replaceState" : "pushState"](null, "", toAddress(next));
      become(next);
    },
    subscribe: (listener) => listeners.push(listener),
  };
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
