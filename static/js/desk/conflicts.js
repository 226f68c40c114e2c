/* Conflicts: two decisions side by side, of which one is chosen. */

import { localTime } from "../shared/dates.js";
import { el, link, need } from "../shared/dom.js";
import { readersLanguages } from "../shared/numbers.js";
import { review, reviewer } from "../review/asking.js";
import { resultLine } from "../review/result.js";

/** @typedef {import("../review/types.js").Conflict} Conflict */
/** @typedef {import("../review/types.js").Decision} Decision */

const list = need("#conflicts");
const result = resultLine(need("#result"), { home: list, onChanged: () => void load() });
const whose = /** @type {HTMLInputElement} */ (need("#reviewer"));

/** @param {Conflict} conflict */
function row({ shown, all, article, before, words, after }) {
  const quote = words ? el("p", { class: "preview-words", dir: "auto" }, `…${flat(before).replace(/^\S* /, "")}`, el("mark", {}, flat(words)), `${flat(after).replace(/ \S*$/, "")}…`) : null;
  return el(
    "li",
    {},
    quote,
    article ? el("p", { class: "hint" }, link(shown.href ?? article.href, article.title, { dir: "auto" })) : null,
    el("div", { class: "conflict-sides" }, ...all.map((one) => side(one, one.uid === shown.uid ? "Shown now" : "Decided otherwise"))),
  );
}

/** @param {Decision} decision @param {string} heading */
function side({ uid, words, who, when, why, reach }, heading) {
  const button = el("button", { type: "button", class: "button", "aria-label": `Choose: ${words}, by ${who}` }, "Choose this");
  button.addEventListener("click", async () => {
    try {
      const answer = await review.keep(uid);
      result.done(answer);
      await load();
      list.focus({ preventScroll: true });
    } catch (error) {
      result.problem(error);
    }
  });
  return el(
    "section",
    { class: "conflict-side" },
    el("h2", {}, heading),
    el("p", { class: "decision-words" }, el("bdi", {}, words)),
    el("p", { class: "hint" }, el("bdi", {}, who), ", ", el("time", { datetime: when }, localTime(when, readersLanguages())), ` · for ${reach}`),
    why ? el("p", { class: "decision-why", dir: "auto" }, why) : null,
    button,
  );
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ");
}

async function load() {
  try {
    const { conflicts } = await review.conflicts();
    list.replaceChildren(...conflicts.map(row));
    need("#conflicts-none").hidden = conflicts.length > 0;
  } catch (error) {
    result.problem(error);
  }
}

whose.value = reviewer.get();
whose.addEventListener("change", () => reviewer.set(whose.value));
void load();
