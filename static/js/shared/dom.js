/* Elements built from data: a string becomes text, never markup. */

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
 * @param {(Node | string | null | undefined | false)[]} parts those that are there come in one line
 * @param {string} [between]
 * @returns {(Node | string)[]}
 */
export function joined(parts, between = " · ") {
  const there = parts.flatMap((part) => (part ? [part] : []));
  return there.flatMap((part, index) => (index ? [between, part] : [part]));
}

/**
 * @param {string} words what is printed on the key
 * @returns {HTMLElement} the key as a button shows it; the button's name is its words alone
 */
export function keycap(words) {
  return el("kbd", { "aria-hidden": "true" }, words);
}

/**
 * For moving the focus once an answer has come: a reader who went elsewhere meanwhile stays there.
 *
 * @returns {() => boolean} whether the focus is where it is now, or lost
 */
export function keptFocus() {
  const from = document.activeElement;
  return () => [from, document.body, null].includes(document.activeElement);
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
