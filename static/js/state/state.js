/* What the page shows, kept in its address: the one filter that map, list and counts all follow. */

/**
 * A filter on claims as the program declares it.
 *
 * @typedef {{name: string, label: string, shape: string, several: boolean, widens: boolean, words: string, dash: string,
 *   values: {value: string, label: string}[]}} Declared
 * @typedef {Record<string, string[]>} Choice by a filter's name, its values as an address has them: which claims are shown
 * @typedef {{article: string | null, place: string | null, q: string | null, [name: string]: any}} Filter
 */

/** In an address, stands for none: a speaker who is not named. */
export const UNNAMED = "-";

/** Every filter on claims but that of the article, which a page keeps apart. */
export const FILTERS = declared();

/** What shows every claim, with or without attitudes and copies. */
export const EVERY_CLAIM = Object.freeze(Object.fromEntries(FILTERS.filter(({ widens }) => !widens).map(({ name }) => [name, /** @type {string[]} */ ([])])));

/** The parameters of an address that say which claims are shown. */
export const CLAIM_KEYS = Object.freeze(FILTERS.map(({ name }) => name));

const PAGE_KEYS = /** @type {const} */ (["article", "place", "q"]);

/** @returns {Declared[]} those that the page embeds; none on a page that is opened from a disk */
function declared() {
  const data = document.querySelector("#filters")?.textContent;
  /** @type {Declared[]} */
  const all = data ? JSON.parse(data) : [];
  return all.filter(({ name }) => name !== "article");
}

/** @returns {Filter} */
function fromAddress() {
  const query = new URLSearchParams(window.location.search);
  const claims = CLAIM_KEYS.map((name) => [name, query.getAll(name).filter(Boolean)]);
  return { article: query.get("article"), place: query.get("place"), q: query.get("q"), ...Object.fromEntries(claims) };
}

/**
 * Which claims are shown, as the server's addresses expect it.
 *
 * @param {Choice | Filter} choice
 * @returns {URLSearchParams}
 */
export function claimQuery(choice) {
  const query = new URLSearchParams();
  for (const name of CLAIM_KEYS) for (const value of choice[name] ?? []) query.append(name, value);
  return query;
}

/**
 * @param {Choice | Filter} choice
 * @returns {boolean} whether it leaves out claims that were said
 */
export function isNarrowed(choice) {
  return Object.keys(EVERY_CLAIM).some((name) => choice[name]?.length > 0);
}

/**
 * @param {Choice | Filter} choice
 * @param {(name: string, value: string) => string} called what a value is called, where the declaration does not say
 * @returns {string} "by Ada Okoro; quoted or paraphrased; allegations or denials; naming their place themselves"
 */
export function described(choice, called) {
  return FILTERS.filter(({ name, widens }) => !widens && choice[name]?.length)
    .map(({ name, words, dash, values }) => {
      const named = choice[name].map((/** @type {string} */ value) => {
        if (value === UNNAMED && dash) return dash;
        return values.find((one) => one.value === value)?.label ?? called(name, value);
      });
      return words.replace("{}", named.join(" or "));
    })
    .join("; ");
}

/**
 * @param {Filter} filter
 * @returns {string}
 */
function toAddress(filter) {
  const query = new URLSearchParams();
  for (const key of PAGE_KEYS) {
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
      if ([...PAGE_KEYS, ...CLAIM_KEYS].every((key) => same(next[key], filter[key]))) return;
      history[replace ? "replaceState" : "pushState"](null, "", toAddress(next));
      become(next);
    },
    subscribe: (listener) => listeners.push(listener),
  };
}

/**
 * @param {string | string[] | null} one
 * @param {string | string[] | null} other
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
