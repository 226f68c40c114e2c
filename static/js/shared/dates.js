/* Dates that the server wrote, put as the reader's own language and country write them. */

import { readersLanguages, shownDate } from "./numbers.js";

/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { day: "numeric", month: "long", year: "numeric" };

/**
 * @param {string} iso a month, a day, or a time with its zone
 * @param {readonly string[]} languages
 * @returns {string} empty where it is neither
 */
export function localTime(iso, languages) {
  if (/^\d{4}-\d{2}$/.test(iso)) return shownDate(`${iso}-01`, { month: "long", year: "numeric" }, languages);
  if (!iso.includes("T")) return shownDate(iso, DAY, languages);
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? "" : new Intl.DateTimeFormat([...languages], { ...DAY, ...CLOCK }).format(when);
}

/** @param {ParentNode} within */
export function localDates(within) {
  for (const time of within.querySelectorAll("time[datetime]")) {
    const words = localTime(time.getAttribute("datetime") ?? "", readersLanguages());
    if (words) time.textContent = words;
  }
}

if (typeof document !== "undefined") {
  localDates(document);
  document.addEventListener("portion", (event) => localDates(/** @type {CustomEvent<ParentNode>} */ (event).detail));
}
