/* The article's page as it is after a decision: its text and lists are exchanged, and the reader stays where they were. */

import { RequestFailed } from "../shared/api.js";
import { need } from "../shared/dom.js";

let turn = 0;
const PARTS = ["#article-title", "#article-decisions", "#text", "#record"];

/**
 * @param {HTMLElement} page
 * @param {string} address of the same page
 */
export async function refresh(page, address) {
  turn += 1;
  const mine = turn;
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: "text/html" } });
  } catch {
    throw new RequestFailed("The server is not responding. Start it again, then reload this page.");
  }
  if (!answer.ok) throw new RequestFailed("The page could not be brought up to date: reload it.", answer.status);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (mine !== turn) return; // something else was decided meanwhile
  const open = [...page.querySelectorAll("[data-claim]:has(.claim-why[open])")].map((item) => item.getAttribute("data-claim"));
  const { scrollX, scrollY } = window;
  const held = PARTS.some((part) => need(part, page).contains(document.activeElement)) ? document.activeElement : null;
  for (const part of PARTS) {
    const children = [...need(part, fresh).childNodes].map((child) => document.importNode(child, true));
    need(part, page).replaceChildren(...children);
  }
  page.dataset.readWith = need("#article", fresh).dataset.readWith ?? "";
  for (const claim of open) page.querySelector(`[data-claim="${claim}"] .claim-why`)?.setAttribute("open", "");
  if (held instanceof HTMLElement && !held.isConnected) (sameIn(page, held) ?? need("#text", page)).focus({ preventScroll: true });
  window.scrollTo(scrollX, scrollY);
}

/**
 * @param {HTMLElement} page
 * @param {HTMLElement} element that was on it
 * @returns {HTMLElement | null} what stands for the same on it now
 */
function sameIn(page, { dataset, id }) {
  if (id) return page.querySelector(`#${CSS.escape(id)}`);
  if (dataset.mention) return page.querySelector(`[data-mention="${dataset.mention}"]`);
  return dataset.why ? page.querySelector(`[data-why="${dataset.why}"]`) : null;
}
