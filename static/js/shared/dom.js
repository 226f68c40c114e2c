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

/** How often the focus has gone to another element; and to which last. */
let moves = 0;
/** @type {EventTarget | null} */
let focused = null;
globalThis.document?.addEventListener("focusin", ({ target }) => {
  if (target !== focused) moves += 1;
  focused = target;
});

/**
 * For moving the focus once an answer has come: a reader who went elsewhere meanwhile stays there, one who came back too.
 *
 * @returns {() => boolean} whether the focus has stayed where it is now, or is lost
 */
export function keptFocus() {
  const from = document.activeElement;
  const before = moves;
  return () => {
    const now = document.activeElement;
    return now === null || now === document.body || (now === from && moves === before);
  };
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
