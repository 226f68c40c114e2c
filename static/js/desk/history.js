/* The history of all decisions: filtered, in portions, each undone or redone; exported, and imported from a file. */

import { el, keptFocus, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { review, reviewer } from "../review/asking.js";
import { decisionRow } from "../review/history.js";
import { resultLine } from "../review/result.js";
import { decidedWords } from "../review/wishes.js";

/** @typedef {import("../review/types.js").Decision} Decision */

const PAUSE = 200;

const form = /** @type {HTMLFormElement} */ (need("#history-filter"));
const list = need("#decisions");
const more = need("#history-more");
const whose = /** @type {HTMLInputElement} */ (need("#reviewer"));
const result = resultLine(need("#result"), { home: list, onChanged: () => load(), onSettled: () => void loadAgain() });
/** @type {string | null} */
let after = null;
let turn = 0;
let waiting = 0;
/** How many rows the first portion has. */
let shownFirst = 0;

function filters() {
  const given = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value);
  return /** @type {Record<string, string>} */ (Object.fromEntries(given));
}

/** What the address asks for, put into the form: a link to the page shows the same in another browser. */
function fromAddress() {
  for (const [name, value] of new URLSearchParams(window.location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement && name === "who") listPeople([value]);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = value;
  }
}

function toAddress() {
  const query = new URLSearchParams(filters());
  history.replaceState(null, "", `${window.location.pathname}${query.size ? `?${query}` : ""}`);
}

/** @param {Decision} decision */
function row(decision) {
  const which = decision.undone ? "redo" : "undo";
  const label = decision.undone ? "Redo" : "Undo";
  const button = el("button", { type: "button", class: "button is-small", "aria-label": `${label}: ${decision.words}` }, label);
  button.addEventListener("click", async () => {
    const isWaiting = keptFocus();
    try {
      const answer = await review[which](decision.uid);
      result.done(answer, `${label === "Undo" ? "Undone" : "Redone"}: ${decidedWords(answer)}`);
      await load();
      if (isWaiting()) list.focus({ preventScroll: true });
    } catch (error) {
      result.problem(error);
    }
  });
  return decisionRow(decision, button);
}

/** @param {{further?: boolean}} [options] */
async function load({ further = false } = {}) {
  turn += 1;
  const mine = turn;
  toAddress();
  const isWaiting = keptFocus();
  try {
    const portion = await review.history({ ...filters(), after: further ? after : null });
    if (mine !== turn) return;
    const rows = portion.decisions.map(row);
    listPeople(portion.whos ?? []);
    if (further) list.append(...rows);
    else {
      list.replaceChildren(...rows);
      shownFirst = rows.length;
    }
    after = portion.after;
    more.hidden = after === null;
    need("#history-none").hidden = list.children.length > 0;
    if (further && isWaiting()) /** @type {HTMLElement | null} */ (rows[0]?.querySelector("a, button"))?.focus();
  } catch (error) {
    if (mine === turn) result.problem(error);
  }
}

/** What followed in the background is shown too, unless somebody has asked for further portions or goes through the rows. */
async function loadAgain() {
  if (list.children.length <= shownFirst && !list.querySelector(":focus")) await load();
}

/** @param {string[]} names of those who decided anything */
function listPeople(names) {
  const select = /** @type {HTMLSelectElement} */ (need("#history-who"));
  const known = [...select.options].map(({ value }) => value);
  for (const name of names) if (!known.includes(name)) select.append(el("option", { value: name }, name));
}

/** @param {import("../review/types.js").Imported} got */
function importedWords({ added, known, waiting: later, conflicts }) {
  const parts = [`${counted(added, "decision")} added`, known ? `${known} known already` : "", later ? `${later} wait for their article` : "", conflicts ? counted(conflicts, "conflict") : ""];
  return `${parts.filter(Boolean).join(", ")}.`;
}

form.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => void load(), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void load();
});
more.addEventListener("click", () => void load({ further: true }));
const bring = /** @type {HTMLFormElement} */ (need("#import-form"));
bring.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = new FormData(bring);
  sent.append("who", reviewer.get());
  try {
    result.say("Importing…");
    result.say(importedWords(await review.bring(sent)));
    bring.reset();
    await load();
  } catch (error) {
    result.problem(error);
  }
});
void result.resume();
fromAddress();
whose.value = reviewer.get();
whose.addEventListener("change", () => reviewer.set(whose.value));
void load();
