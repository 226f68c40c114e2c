/* How much there is under the filters, in the panel's words; without any article it invites the reader to add one. */

import { need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

/**
 * @param {import("../shared/types.js").MapCounts} counts
 * @param {boolean} isNarrowed whether filters leave claims out
 */
export function showHeld({ articles, places, claims, attitudes }, isNarrowed) {
  need("#empty").hidden = articles > 0;
  for (const name of ["#search", "#lists"]) need(name).hidden = articles === 0;
  document.body.classList.toggle("is-without-articles", articles === 0);
  need("#totals").textContent = `${counted(places, "place")}, ${counted(claims, "claim")}`;
  need("#attitudes-count").textContent = attitudes.toLocaleString("en");
  need("#places-none").hidden = places > 0;
  need("#places-none").textContent = isNarrowed
    ? "No claim of this kind is about a place."
    : "No place could be mapped. The article’s page says why.";
}
