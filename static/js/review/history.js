/* The decisions about a mention, a claim or anything else: what, who, when and why. */

import { localTime } from "../shared/dates.js";
import { el, link } from "../shared/dom.js";
import { readersLanguages } from "../shared/numbers.js";
import { review } from "./asking.js";

/** @typedef {import("./types.js").Decision} Decision */

/**
 * @param {Decision} decision
 * @param {Node | null} [tools] buttons of its own
 */
export function decisionRow({ words, who, when, reach, why, undone, undone_by: undoer, article, href }, tools = null) {
  const time = el("time", { datetime: when }, localTime(when, readersLanguages()));
  const where = article ? [" · ", link(href ?? article.href, article.title, { dir: "auto" })] : [];
  return el(
    "li",
    { class: undone ? "is-undone" : "" },
    el("p", { class: "decision-words" }, el("bdi", {}, words), undone ? el("span", { class: "hint" }, undoer && undoer !== who ? ` (undone by ${undoer})` : " (undone)") : null),
    el("p", { class: "hint" }, el("bdi", {}, who || "Somebody"), ", ", time, ` · for ${reach}`, ...where),
    why ? el("p", { class: "decision-why", dir: "auto" }, why) : null,
    tools,
  );
}

/** The history of one mention, asked for when it is opened. */
export function mentionHistory() {
  const list = el("ol", { class: "decision-list" });
  const element = /** @type {HTMLDetailsElement} */ (el("details", { class: "review-history" }, el("summary", {}, "History"), list));
  /** @type {import("./types.js").At | null} */
  let shown = null;

  async function load() {
    if (!shown || !element.open) return;
    const { article, start, end } = shown;
    try {
      const { decisions } = await review.history({ article, start, end });
      if (shown.start !== start || shown.article !== article) return;
      const none = el("li", { class: "hint" }, "Nobody has decided anything about it yet.");
      list.replaceChildren(...(decisions.length ? decisions.map((one) => decisionRow({ ...one, article: null })) : [none]));
    } catch (error) {
      list.replaceChildren(el("li", { class: "why-error" }, error instanceof Error ? error.message : String(error)));
    }
  }

  element.addEventListener("toggle", load);
  return {
    element,
    /** @param {import("./types.js").At} at */
    show(at) {
      shown = at;
      list.replaceChildren();
      load();
    },
  };
}
