/* Numbers and dates as a reader sees them. */

const NUMBERS = new Intl.NumberFormat("en");
const DATES = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} "1 claim", "2 claims"
 */
export function counted(count, one, many = `${one}s`) {
  return `${NUMBERS.format(count)} ${count === 1 ? one : many}`;
}

/**
 * @param {string | null | undefined} iso such as 2026-02-04
 * @returns {string} such as 4 February 2026; empty where there is none
 */
export function shownDate(iso) {
  const [year, month, day] = (iso ?? "").split("-").map(Number);
  if (!year || !month || !day) return "";
  return DATES.format(new Date(Date.UTC(year, month - 1, day)));
}
