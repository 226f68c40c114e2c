/* Days, and bars of one unit of time each, beside each other at equal widths. Days are numbers since 1970; no elements. */

/** @typedef {"day" | "week" | "month" | "year"} Unit */
/** @typedef {{start: number, end: number, claims: number}} Bar from its first day to before its end */
/** @typedef {{from: string, to: string}} Range days such as 2026-02-04, both in it; empty where it is open */

const MS = 86_400_000;
/** @type {Unit[]} */
export const UNITS = ["day", "week", "month", "year"];
/** Bars that can be told apart and drawn at once. */
export const MOST = 1_500;
const MONDAY = 4; // 1 January 1970 was a Thursday

const IN_FULL = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const SHORT_MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** @param {string} iso */
export function toDay(iso) {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / MS);
}

/** @param {number} day */
export function toIso(day) {
  return new Date(day * MS).toISOString().slice(0, 10);
}

/**
 * @param {number} day
 * @param {Unit} unit
 * @returns {number} the day on which the unit begins that it lies in
 */
export function startOf(day, unit) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + MONDAY - 1) % 7) + 7) % 7);
  const date = new Date(day * MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), unit === "month" ? date.getUTCMonth() : 0, 1) / MS);
}

/**
 * @param {number} start of a unit
 * @param {Unit} unit
 * @returns {number} the start of the next
 */
export function nextOf(start, unit) {
  if (unit === "day") return start + 1;
  if (unit === "week") return start + 7;
  const date = new Date(start * MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return Math.round((unit === "month" ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1)) / MS);
}

/**
 * @param {{unit: string, points: {start: string, claims: number}[]}} timeline only times that have claims
 * @returns {Bar[]} every one from the first to the last
 */
export function bars({ unit, points }) {
  /** @type {Bar[]} */
  const found = [];
  const of = /** @type {Unit} */ (unit);
  for (const { start: iso, claims } of points) {
    const day = toDay(iso);
    let start = found.length ? found[found.length - 1].end : day;
    for (; start < day; start = nextOf(start, of)) found.push({ start, end: nextOf(start, of), claims: 0 });
    found.push({ start: day, end: nextOf(day, of), claims });
  }
  return found;
}

/**
 * @param {Bar[]} all
 * @returns {Unit[]} those by which the same time can be drawn
 */
export function unitsFor(all) {
  if (!all.length) return [...UNITS];
  const days = all[all.length - 1].end - all[0].start;
  const lengths = { day: 1, week: 7, month: 30, year: 365 };
  return UNITS.filter((unit) => days / lengths[unit] <= MOST);
}

/**
 * @param {Bar[]} all
 * @param {number} day
 * @returns {number} where the day begins, from 0 at the left to 1 at the right
 */
export function placeOf(all, day) {
  if (!all.length || day <= all[0].start) return 0;
  const index = all.findIndex(({ end }) => day < end);
  if (index < 0) return 1;
  const { start, end } = all[index];
  return (index + (day - start) / (end - start)) / all.length;
}

/**
 * @param {Bar[]} all
 * @param {number} place from 0 to 1
 * @returns {number} the bar that is there
 */
export function barAt(all, place) {
  return Math.max(0, Math.min(all.length - 1, Math.floor(place * all.length)));
}

/**
 * @param {Bar[]} all
 * @param {number} one
 * @param {number} other in whatever order
 * @returns {Range} from one bar to another, both in it; open where that is all
 */
export function rangeOf(all, one, other) {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  if (first <= 0 && last >= all.length - 1) return { from: "", to: "" };
  return { from: toIso(all[first].start), to: toIso(all[last].end - 1) };
}

/**
 * @param {Bar[]} all
 * @param {Range} range
 * @returns {[number, number]} the first and the last bar of which a day is in it
 */
export function barsIn(all, { from, to }) {
  const first = from ? barAt(all, placeOf(all, toDay(from))) : 0;
  const last = to ? barAt(all, placeOf(all, toDay(to))) : all.length - 1;
  return [Math.min(first, last), Math.max(first, last)];
}

/**
 * @param {Bar} bar
 * @param {Unit} unit
 * @returns {string} "March 2026"
 */
export function called({ start, end }, unit) {
  const date = new Date(start * MS);
  if (unit === "day") return IN_FULL.format(date);
  if (unit === "week") return IN_FULL.formatRange(date, new Date((end - 1) * MS));
  return unit === "month" ? MONTH.format(date) : String(date.getUTCFullYear());
}

/**
 * @param {Bar[]} all
 * @param {Unit} unit
 * @param {number} most how many words fit
 * @returns {{place: number, text: string}[]} words below the bars, at the left edge of the one that they name
 */
export function ticks(all, unit, most) {
  const years = all.map(({ start }) => new Date(start * MS).getUTCFullYear());
  const spansYears = all.length > 0 && years[years.length - 1] - years[0] >= 2;
  const isMark = (/** @type {number} */ index) => index > 0 && years[index] !== years[index - 1];
  const marks = spansYears || unit === "year" ? all.map((_bar, index) => index).filter((index) => index === 0 || isMark(index)) : all.map((_bar, index) => index);
  const step = Math.max(1, Math.ceil(marks.length / Math.max(1, most)));
  return marks
    .filter((_mark, index) => index % step === 0)
    .map((index) => {
      const date = new Date(all[index].start * MS);
      const text = spansYears || unit === "year" ? String(years[index]) : unit === "month" ? SHORT_MONTH.format(date) : SHORT_DAY.format(date);
      return { place: index / all.length, text };
    });
}
