/* What a page shows, to and from its address: the same address shows the same page in any browser. */

/** @typedef {import("./filters.js").Choice} Choice */
/** @typedef {import("./filters.js").Filters} Filters */

/** @typedef {{lat: number, lon: number, zoom: number}} Centre of the map, in degrees */

/**
 * What a page shows.
 *
 * @typedef {object} Shown
 * @property {string | null} article the one that is chosen
 * @property {string | null} place the one whose pop-up is open
 * @property {string | null} q the words that names of places are searched for
 * @property {string | null} list which list is open: "claims" or "articles"; null for that of places
 * @property {string | null} order of the claims; null for the newest first
 * @property {string | null} sort of the articles; null for the last added first
 * @property {string | null} unit of the time line; null for what suits its range
 * @property {Centre | null} at where the map was moved to; null where it fits what it shows
 * @property {Choice} filters which claims are shown
 */

/** @typedef {"article" | "place" | "q" | "list" | "order" | "sort" | "unit" | "at" | "filters"} Part */

const TEXTS = /** @type {const} */ (["article", "place", "q", "list", "order", "sort", "unit"]);
const PARTS = /** @type {const} */ ([...TEXTS, "at", "filters"]);
const DIGITS = 4;
const AT = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/;

/**
 * @param {string} search the address's part from "?" on
 * @param {Filters} filters
 * @returns {Shown}
 */
export function fromSearch(search, filters) {
  const query = new URLSearchParams(search);
  const [article, place, q, list, order, sort, unit] = TEXTS.map((name) => query.get(name) || null);
  return { article, place, q, list, order, sort, unit, at: centreOf(query.get("map")), filters: filters.read(query) };
}

/**
 * @param {Shown} shown
 * @param {Filters} filters
 * @returns {string} "?article=3&place=geonames:1169027&manner=denies"; empty where nothing is chosen
 */
export function toSearch(shown, filters) {
  const query = new URLSearchParams();
  for (const name of TEXTS) {
    const value = shown[name];
    if (value) query.set(name, value);
  }
  if (shown.at) query.set("map", centreText(shown.at));
  for (const [name, value] of filters.query(shown.filters)) query.append(name, value);
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * @param {Shown} one
 * @param {Shown} other
 * @param {Filters} filters
 * @returns {Set<Part>} the parts in which they differ
 */
export function changed(one, other, filters) {
  /** @param {Part} part @param {Shown} shown */
  const text = (part, shown) => {
    if (part === "filters") return String(filters.query(shown.filters));
    if (part === "at") return shown.at && centreText(shown.at);
    return shown[part] || null;
  };
  return new Set(PARTS.filter((part) => text(part, one) !== text(part, other)));
}

/**
 * @param {string | null} text "latitude,longitude,zoom"
 * @returns {Centre | null} null where it is not on the map
 */
function centreOf(text) {
  const found = AT.exec(text ?? "");
  if (!found) return null;
  const [lat, lon, zoom] = found.slice(1).map(Number);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 360 ? { lat, lon, zoom } : null;
}

/** @param {Centre} centre */
function centreText({ lat, lon, zoom }) {
  return [Number(lat.toFixed(DIGITS)), Number(lon.toFixed(DIGITS)), Number(zoom.toFixed(2))].join(",");
}
