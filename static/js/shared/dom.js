/* Elements built from data: a string becomes text, never markup. */

const NUMBERS = new Intl.NumberFormat("en");
const DATES = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] null and false omit one
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * A link to one of our pages; anything else is shown as text.
 *
 * @param {string | null | undefined} href
 * @param {string} text
 * @param {Record<string, string>} [attributes]
 * @returns {HTMLElement}
 */
export function link(href, text, attributes = {}) {
  if (!href || !/^(\/(?!\/)|#)/.test(href)) return el("span", attributes, text);
  return el("a", { ...attributes, href }, text);
}

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

/**
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function need(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}`);
  return found;
}
