/* "Show more": the next portion of a list is added below it, where without scripts it would be a page of its own. */

import { RequestFailed } from "./api.js";
import { el, keptFocus, need } from "./dom.js";

/** @param {string} address @returns {Promise<Document>} */
async function page(address) {
  let response;
  try {
    response = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    throw new RequestFailed("The server is not responding. Start it again, then try “Show more” again.");
  }
  if (!response.ok) throw new RequestFailed("The rest could not be shown. Reload the page to try again.", response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** @param {HTMLAnchorElement} link */
async function more(link) {
  const selector = link.dataset.more ?? "";
  const paragraph = /** @type {HTMLElement} */ (link.parentElement);
  paragraph.querySelector("[role=alert]")?.remove();
  link.setAttribute("aria-busy", "true");
  const isWaiting = keptFocus();
  try {
    const next = await page(link.href);
    const items = [...need(selector, next).children].map((item) => document.importNode(item, true));
    need(selector).append(...items);
    document.dispatchEvent(new CustomEvent("portion", { detail: need(selector) }));
    const further = next.querySelector(`a[data-more="${selector}"]`);
    if (further instanceof HTMLAnchorElement) link.href = further.href;
    else paragraph.remove();
    const first = items[0]?.querySelector("a, input");
    if (first instanceof HTMLElement && isWaiting()) first.focus({ preventScroll: true });
  } catch (error) {
    paragraph.append(el("span", { role: "alert", class: "hint" }, ` ${/** @type {Error} */ (error).message}`));
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest?.("a[data-more]");
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.getAttribute("aria-busy") !== "true") more(link);
});
