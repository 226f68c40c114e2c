/* What is shown of a place that was chosen: a few claims as they stand, or of many the counts and the newest. */

import { el, link } from "../shared/dom.js";
import { filtersFrom } from "../state/filters.js";
import { busyBody } from "./busy.js";
import { popupBody } from "./popup.js";

/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */
/** @typedef {import("../shared/api.js").Source} Source */

/** A pop-up with more claims begins with counts. */
const FEW = 8;
const WIDENING = ["attitudes", "copies"];
/** @type {Record<string, string>} what a value is called that an address has as a number */
const NUMBERED = { collection: "the chosen collection", tag: "the chosen tag" };

/**
 * @param {Source} source
 * @param {PlaceFeature} feature
 * @param {string | null} article
 * @param {URLSearchParams} filters
 * @returns {Promise<HTMLElement>} once its claims are there
 */
export async function placeContent(source, feature, article, filters) {
  const parts = [narrowedLine(filters), ownPage(source, feature.id, filters)];
  const body = await claimsOf(source, feature, article, filters);
  body.prepend(...parts.filter((part) => part !== null));
  return body;
}

/**
 * @param {Source} source
 * @param {PlaceFeature} feature
 * @param {string | null} article
 * @param {URLSearchParams} filters
 */
async function claimsOf({ summary, claims, place }, { id, properties }, article, filters) {
  if (summary && claims && properties.claims + properties.acting > FEW) {
    const asked = new URLSearchParams(filters);
    if (article) asked.set("article", article);
    const numbers = { id, name: properties.name, about: properties.claims, acting: properties.acting };
    return busyBody(numbers, asked, { summary, claims });
  }
  const portion = (/** @type {string} */ after = "") => place(id, article, filters, after);
  return popupBody(await portion(), portion, id);
}

/** @param {URLSearchParams} filters */
function narrowedLine(filters) {
  if (![...filters.keys()].some((name) => !WIDENING.includes(name))) return null;
  const known = filtersFrom(document.querySelector("#filters")?.textContent);
  const words = known.described(known.read(filters), (name, value) => NUMBERED[name] ?? value);
  return el("p", { class: "popup-narrowed" }, words ? `Only claims: ${words}` : "Only claims that the filters leave in");
}

/**
 * @param {Source} source
 * @param {string} id
 * @param {URLSearchParams} filters
 */
function ownPage(source, id, filters) {
  if (!source.claims) return null; // a map that is opened from a disk has one page only
  const query = filters.toString();
  const href = `/place/${encodeURIComponent(id)}${query && `?${query}`}`;
  return el("p", { class: "popup-page" }, link(href, "All about this place"));
}
