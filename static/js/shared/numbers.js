/* Numbers and dates as a reader sees them: dates in the way of the reader's own language and country. */

const NUMBERS = new Intl.NumberFormat("en");
const THOUSAND = 1000;
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { day: "numeric", month: "long", year: "numeric" };

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} "1 claim", "2 claims"
 */
export function counted(count, one, many = `${one}s`) {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/**
 * @param {number} count
 * @returns {string} "1,234"
 */
export function grouped(count) {
  return NUMBERS.format(count);
}

/**
 * A number where there is room for a few characters only.
 *
 * @param {number} count
 * @param {number} [least] from which it is abbreviated
 * @returns {string} "999", "1.2k", "12k", "1.2M"
 */
export function abbreviated(count, least = THOUSAND) {
  if (count < least) return grouped(count);
  const [unit, letter] = count < 999_500 ? [THOUSAND, "k"] : [THOUSAND * THOUSAND, "M"];
  const number = count / unit;
  return `${number.toFixed(number < 9.95 ? 1 : 0)}${letter}`;
}

/**
 * @param {number} lat
 * @param {number} lon between -180 and 180
 * @param {number} digits
 * @returns {string} "33.15° N, 73.75° E"
 */
export function degrees(lat, lon, digits) {
  const side = (/** @type {number} */ value, /** @type {string} */ plus, /** @type {string} */ minus) => `${Math.abs(value).toFixed(digits)}° ${value < 0 ? minus : plus}`;
  return `${side(lat, "N", "S")}, ${side(lon, "E", "W")}`;
}

/**
 * @param {string | null | undefined} iso such as 2026-02-04
 * @param {Intl.DateTimeFormatOptions} [style]
 * @param {readonly string[]} [languages] the reader's, the preferred first
 * @returns {string} such as 4 February 2026; empty where there is none
 */
export function shownDate(iso, style = DAY, languages = readersLanguages()) {
  const [year, month, day] = (iso ?? "").slice(0, 10).split("-").map(Number);
  if (!year || !month || !day) return "";
  return new Intl.DateTimeFormat([...languages], { ...style, timeZone: "UTC" }).format(new Date(Date.UTC(year, month - 1, day)));
}

/** @returns {readonly string[]} */
export function readersLanguages() {
  // Node has a navigator too, whose language says nothing about a reader.
  return typeof document === "undefined" ? ["en-GB"] : navigator.languages;
}
