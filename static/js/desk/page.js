/* The desk: mention by mention the text, the candidates on a map, and the decision, by keys as by hand. */

import { review, reviewer } from "../review/asking.js";
import { claimControls } from "../review/claims/controls.js";
import { reviewControls } from "../review/controls.js";
import { actOf, GOES_ON, isTaken, keyOf, named, pressesOnce } from "../review/keys.js";
import { resultLine } from "../review/result.js";
import { ANY } from "../review/steps/settling.js";
import { isWriting, isWritingAboutIt } from "../review/steps/writing.js";
import { cut } from "../review/text.js";
import { el, keycap, need } from "../shared/dom.js";
import { fromSearch, toSearch } from "./address.js";
import { wordChoice } from "./choosing.js";
import { showHeading } from "./heading.js";
import { keyHelp } from "./help.js";
import { deskMap } from "./map.js";
import { progressBar } from "./progress.js";
import { atOf, isSame, placeOf, queueList, statusAfter } from "./queue.js";
import { lightClaim, selected, showText } from "./text.js";

/** @typedef {import("../review/types.js").Item} Item */
/** @typedef {import("../review/types.js").At} At */

const asked = fromSearch(window.location.search);
const stage = need("#item");
const text = need("#paragraph");
const words = wordChoice(text);
const help = keyHelp();
const showProgress = progressBar(asked.collection);
/** @type {Item | null} */
let item = null;
let turn = 0;
/** The mention that is shown, or is being asked for. @type {At | null} */
let aimed = null;
/** The next mention, which is asked for while the person looks at this one. @type {{at: At, item: Promise<Item>} | null} */
let ahead = null;

const map = deskMap();
const result = resultLine(need("#result"), {
  home: stage,
  running: need("#running"),
  async onChanged(at, isAwaited) {
    ahead = null;
    void showProgress();
    const shown = at && isAwaited ? show(at, { anew: true }) : showAgain();
    await Promise.all([shown, queue.renew().catch(() => null)]); // without it the rows stay as they were
  },
  onSettled: () => showProgress(),
});

const queue = queueList(need("#queue"), {
  asked: asked.article ? { article: asked.article, status: "all" } : { collection: asked.collection },
  oneArticle: asked.article !== null,
  onChoose: (chosen) => choose(placeOf(chosen)),
});

const controls = reviewControls(need("#controls"), {
  map,
  result,
  async onDecided({ decision }, wish, about) {
    ahead = null;
    showProgress();
    if (wish.what !== "marked") queue.decided(atOf(about), statusAfter(decision.what));
    if (!isSame(aimed, atOf(about))) return; // another was chosen meanwhile
    const mine = turn;
    stage.setAttribute("aria-busy", "true"); // until the next one is shown
    const shown = wish.what === "marked" ? showAgain() : onward();
    await shown.finally(() => mine === turn && stage.removeAttribute("aria-busy"));
  },
  onDone: toText,
  beside: ["previous", "next"].map(thumb),
});

const claims = claimControls(need("#claims"), {
  result,
  onDecided(about) {
    ahead = null;
    showProgress();
    if (isSame(aimed, atOf(about))) void showAgain();
  },
  onDone: toText,
  onShow: (claim) => lightClaim(text, claim?.position ?? null),
  pick: (what) => words.pick(item, what),
});

/** @param {string} act @returns {HTMLElement} its button in the bar of a phone */
function thumb(act) {
  const button = el("button", { type: "button", class: "button is-thumb", "data-act": act }, act === "next" ? "Next" : "Previous");
  button.addEventListener("click", () => perform(act));
  return button;
}

function toText() {
  stage.focus({ preventScroll: true });
}

async function mark() {
  if (!item) return;
  const { paragraph } = item;
  const span = await words.pick(item, { label: "Choose the words that name a place", at: null, take: "Mark as a place" });
  if (!span) return toText();
  controls.mark({ ...span, text: cut(paragraph.text, span.start - paragraph.start, span.end - paragraph.start) });
}

/** @param {At} at the mention that the person wants to see now */
function choose(at) {
  result.steps.choose();
  void show(at);
}

/** Show what is shown, or asked for, as it is after something was decided. */
async function showAgain() {
  if (aimed) await show(aimed, { anew: true });
}

/** @param {At} at from which the next and the one before are counted at once, not only when it is shown */
function aim(at) {
  aimed = at;
  queue.aim(at);
}

/**
 * @param {At} at
 * @param {{anew?: boolean, focus?: boolean}} [options] whether it is shown again after something was decided
 */
async function show(at, { anew = false, focus = true } = {}) {
  turn += 1;
  const mine = turn;
  aim(at);
  stage.setAttribute("aria-busy", "true");
  try {
    const found = await (!anew && ahead && isSame(ahead.at, at) ? ahead.item : review.item(at));
    if (mine !== turn) return;
    draw(found);
    queue.decided(atOf(found), found.mention.status);
    queue.show(atOf(found));
    history.replaceState(null, "", `/review${toSearch({ ...asked, at: atOf(found) })}`);
    if (focus && !isWriting()) toText();
    if (!anew) window.scrollTo({ top: 0 });
    void lookAhead();
  } catch (error) {
    if (mine !== turn) return;
    if (item) aim(atOf(item));
    result.problem(error);
  } finally {
    if (mine === turn) stage.removeAttribute("aria-busy");
  }
}

/** @param {Item} shown */
function draw(shown) {
  const isAnew = item !== null && isSame(atOf(item), atOf(shown));
  item = shown;
  need("#item-nothing").hidden = need("#queue-end").hidden = true;
  need("#item-shown").hidden = need("#decide").hidden = false;
  showHeading(shown);
  if (!isAnew) words.leave();
  if (!isAnew || !selected(text, shown.paragraph)) showText(text, shown);
  controls.show(shown);
  claims.show(shown);
}

async function lookAhead() {
  const next = await queue.next({ open: !asked.article }).catch(() => null);
  if (next) ahead = { at: placeOf(next), item: review.item(placeOf(next)) };
  ahead?.item.catch(() => (ahead = null)); // it is asked for again when it is its turn
}

/** Go on to the next that nobody has decided, unless one is chosen meanwhile; a decision may have settled those between. */
async function onward() {
  const mine = turn;
  for (;;) {
    const next = await queue.next({ open: true });
    if (mine !== turn) return;
    if (!next) return asked.article ? end("Every mention of this article is reviewed.") : end("Nothing more to review here.");
    const at = placeOf(next);
    const found = await review.item(at);
    queue.decided(at, found.mention.status);
    if (mine !== turn) return;
    if (found.mention.status !== "unverified") continue;
    if (isWritingAboutIt() || controls.isBegun()) return showAgain();
    ahead = { at, item: Promise.resolve(found) };
    return show(at);
  }
}

/** @param {string} message */
async function end(message) {
  const last = aimed;
  await showAgain();
  if (!isSame(last, aimed)) return; // another was chosen meanwhile
  need("#queue-end").textContent = message;
  need("#queue-end").hidden = false;
  window.scrollTo({ top: 0 });
}

/** @param {-1 | 1} step */
async function move(step) {
  const mine = turn;
  const to = step > 0 ? await queue.next() : queue.previous();
  if (mine !== turn) return;
  if (to) return choose(placeOf(to));
  result.say(step > 0 ? "This is the last one." : "This is the first one.");
}

async function verifyArticle() {
  if (!item || result.steps.isOpen(ANY)) return;
  const { id } = item.article;
  const step = result.steps.begin(ANY);
  try {
    const answer = await review.decide({ what: "article_verified", scope: "article", article: id, value: {}, who: reviewer.get() });
    result.done(answer);
    queue.verified(id);
    ahead = null;
    void showProgress();
    await showAgain();
  } catch (error) {
    result.problem(error);
  } finally {
    step.end();
  }
}

/** @type {Record<string, () => unknown>} */
const ACTS = {
  next: () => move(1),
  previous: () => move(-1),
  mark: () => controls.whenShown(mark),
  speaker: () => controls.whenShown(claims.speaker),
  undo: () => result.undo(),
  redo: () => result.redo(),
  help: () => help.open(),
};

/** @param {string} act @param {number} [number] */
function perform(act, number) {
  if (act in ACTS && !controls.isAsking()) void ACTS[act]();
  else controls.perform(act, number);
}

pressesOnce(document);
document.addEventListener("keydown", (event) => {
  const at = event.target instanceof HTMLElement ? event.target : document.body;
  const found = actOf(event);
  if (!found || event.isComposing || document.querySelector("dialog[open]")) return;
  const name = named(event);
  const spot = { tag: at.tagName, type: at.getAttribute("type") ?? undefined, editable: at.isContentEditable, inMap: Boolean(at.closest(".leaflet-container")) };
  if (isTaken(spot, name) || (!help.areOn() && !name.startsWith("Ctrl+"))) return;
  event.preventDefault();
  if (!event.repeat || GOES_ON.includes(found.act)) perform(found.act, found.number);
});

for (const button of document.querySelectorAll("[data-do]")) {
  const act = /** @type {HTMLElement} */ (button).dataset.do ?? "";
  button.append(" ", keycap(keyOf(act)));
  button.addEventListener("click", () => perform(act));
}
need("#verify-article").addEventListener("click", () => void verifyArticle());
text.addEventListener("click", (event) => {
  const name = event.target instanceof Element ? event.target.closest("[data-at]") : null;
  if (!(name instanceof HTMLElement) || !item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const [start, end] = (name.dataset.at ?? "").split("-").map(Number);
  choose({ article: item.article.id, start, end });
});
const whose = /** @type {HTMLInputElement} */ (need("#reviewer"));
whose.value = reviewer.get();
whose.addEventListener("change", () => reviewer.set(whose.value));

async function begin() {
  showProgress().catch(result.problem);
  void result.resume();
  if (asked.at && !asked.article) await show(asked.at, { focus: false });
  await queue.load();
  const { at, place } = asked;
  const first = at ? await queue.find((one) => isSame(placeOf(one), at)) : place ? await queue.find((one) => one.place?.id === place) : null;
  const start = first ?? (asked.at ? null : await queue.next({ open: true })) ?? (asked.article && !at ? await queue.next() : null);
  if (start && !item) return show(placeOf(start), { focus: false });
  if (item) queue.show(atOf(item));
  else if (at) await show(at, { focus: false });
  if (item) return;
  const none = asked.article ? "No name in this article was taken for a place. On the article’s page, select words to mark them." : "Nothing needs a person here: every mention is reviewed, or there are no articles yet.";
  need("#item-nothing").textContent = none;
}

begin().catch(result.problem);
