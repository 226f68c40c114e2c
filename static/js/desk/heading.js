/* What is said of the mention that is shown: its name, where it is and why, its article. */

import { statusWords } from "../review/wishes.js";
import { el, joined, link, need } from "../shared/dom.js";
import { shownDate } from "../shared/numbers.js";

const NEARLY = 6;

/** @param {import("../review/types.js").Item} shown */
export function showHeading({ article, mention, others }) {
  need("#item-heading").replaceChildren(el("bdi", {}, mention.text.replace(/\s+/g, " ")));
  const where = mention.place ? [mention.place.name, mention.place.path].filter(Boolean).join(", ") : mention.unmapped || "not placed";
  const sure = mention.place ? `, ${Math.round(mention.confidence * 100)}%` : "";
  need("#item-now").replaceChildren(el("span", { class: `status-tag is-${mention.status}` }, statusWords(mention.status)), ` ${where}${sure}`);
  const publisher = article.publisher && el("bdi", {}, article.publisher);
  need("#item-article").replaceChildren(...joined([link(article.href, article.title, { dir: "auto" }), publisher, shownDate(article.date)]));
  need("#item-why").replaceChildren(...[...(mention.why_here ?? []), ...mention.contrast, ...mention.why].slice(0, NEARLY).map((why) => el("li", {}, sentence(why))));
  need("#item-others").textContent = others > 0 ? `${others} more of this name in this article.` : "";
}

/** @param {string} words */
function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
