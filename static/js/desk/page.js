/* The desk: mention by mention the text, the candidates on a map, and the decision, by keys as by hand. */

import { addBasemap } from "../map/basemap/basemap.js";
import { shellMap } from "../map/leaflet.js";
import { review, reviewer } from "../review/asking.js";
import { claimControls } from "../review/claims/controls.js";
import { reviewControls } from "../review/controls.js";
import { actOf, isTaken, keyOf, named } from "../review/keys.js";
import { pickWords } from "../review/picker.js";
import { resultLine } from "../review/result.js";
import { cut } from "../review/text.js";
import { statusWords } from "../review/wishes.js";
import { el, joined, keycap, link, need } from "../shared/dom.js";
import { shownDate } from "../shared/numbers.js";
import { fromSearch, toSearch } from "./address.js";
import { keyHelp } from "./help.js";
import { progressBar } from "./progress.js";
import { atOf, isSame, placeOf, queueList, statusAfter } from "./queue.js";
import { lightClaim, selected, showText } from "./text.js";

/** @typedef {import("../review/types.js").Item} Item */
/** @typedef {import("../review/types.js").At} At */

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const NEARLY = 6;

const asked = fromSearch(window.location.search);
const stage = need("#item");
const text = need("#paragraph");
const help = keyHelp();
const showProgress = progressBar(asked.collection);
/** @type {Item | null} */
let item = null;
let turn = 0;
/** The mention that is shown, or is being asked for. @type {At | null} */
let aimed = null;
/** The next mention, which is asked for while the person looks at this one. @type {{at: At, item: Promise<Item>} | null} */
let ahead = null;

const { map } = shellMap();
map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
map.getContainer().setAttribute("role", "region");
map.getContainer().setAttribute("aria-label", "Map of the candidates");
addBasemap(map, { url: "/static/basemap/" })
  .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
  .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));

const result = resultLine(need("#result"), {
  home: stage,
  running: need("#running"),
  onChanged(at) {
    ahead = null;
    showProgress();
    if (at) void show(at, { anew: true });
    else if (item) void show(atOf(item), { anew: true });
  },
  onSettled: () => showProgress(),
});

const queue = queueList(need("#queue"), {
  asked: asked.article ? { article: asked.article, status: "all" } : { collection: asked.collection },
  oneArticle: asked.article !== null,
  onChoose: (chosen) => void show(placeOf(chosen)),
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
    const shown = wish.what === "marked" ? show(atOf(about), { anew: true }) : onward();
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
    if (isSame(aimed, atOf(about))) void show(atOf(about), { anew: true });
  },
  onDone: toText,
  onShow: (claim) => lightClaim(text, claim?.position ?? null),
  pick,
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

/** @param {{label: string, at: {start: number, end: number} | null, take: string}} what */
async function pick(what) {
  if (!item) return null;
  const already = what.at ? null : selected(text, item.paragraph);
  if (already) return already;
  const host = need("#picker");
  text.hidden = true;
  host.hidden = false;
  const span = await pickWords(host, item.paragraph, what);
  host.hidden = true;
  text.hidden = false;
  return span;
}

async function mark() {
  if (!item) return;
  const { paragraph } = item;
  const span = await pick({ label: "Choose the words that name a place", at: null, take: "Mark as a place" });
  if (!span) return toText();
  controls.mark({ ...span, text: cut(paragraph.text, span.start - paragraph.start, span.end - paragraph.start) });
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
    item = found;
    draw(found);
    queue.show(atOf(found));
    history.replaceState(null, "", `/review${toSearch({ ...asked, at: atOf(found) })}`);
    if (focus) toText();
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
  const { article, mention } = shown;
  need("#item-nothing").hidden = true;
  need("#item-shown").hidden = need("#decide").hidden = false;
  need("#item-heading").replaceChildren(el("bdi", {}, mention.text.replace(/\s+/g, " ")));
  const where = mention.place ? [mention.place.name, mention.place.path].filter(Boolean).join(", ") : mention.unmapped || "not placed";
  const sure = mention.place ? `, ${Math.round(mention.confidence * 100)}%` : "";
  need("#item-now").replaceChildren(el("span", { class: `status-tag is-${mention.status}` }, statusWords(mention.status)), ` ${where}${sure}`);
  const publisher = article.publisher && el("bdi", {}, article.publisher);
  need("#item-article").replaceChildren(...joined([link(article.href, article.title, { dir: "auto" }), publisher, shownDate(article.date)]));
  need("#item-why").replaceChildren(...[...(mention.why_here ?? []), ...mention.contrast, ...mention.why].slice(0, NEARLY).map((why) => el("li", {}, sentence(why))));
  need("#item-others").textContent = shown.others > 0 ? `${shown.others} more of this name in this article.` : "";
  showText(text, shown);
  text.hidden = false;
  need("#picker").hidden = true;
  controls.show(shown);
  claims.show(shown);
}

/** @param {string} words */
function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
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
    ahead = { at, item: Promise.resolve(found) };
    return show(at);
  }
}

/** @param {string} words */
function end(words) {
  if (item) void show(atOf(item), { anew: true });
  need("#queue-end").textContent = words;
  need("#queue-end").hidden = false;
  window.scrollTo({ top: 0 });
}

/** @param {-1 | 1} step */
async function move(step) {
  const mine = turn;
  const to = step > 0 ? await queue.next() : queue.previous();
  if (mine !== turn) return;
  if (to) return show(placeOf(to));
  result.say(step > 0 ? "This is the last one." : "This is the first one.");
}

async function verifyArticle() {
  if (!item) return;
  try {
    const answer = await review.decide({ what: "article_verified", scope: "article", article: item.article.id, value: {}, who: reviewer.get() });
    result.done(answer);
    window.setTimeout(() => item && void show(atOf(item), { anew: true }));
    await showProgress();
  } catch (error) {
    result.problem(error);
  }
}

/** @type {Record<string, () => unknown>} */
const ACTS = {
  next: () => move(1),
  previous: () => move(-1),
  mark,
  speaker: () => claims.speaker(),
  undo: () => result.undo(),
  redo: () => result.redo(),
  help: () => help.open(),
};

/** @param {string} act @param {number} [number] */
function perform(act, number) {
  if (act in ACTS && !controls.isBusy()) void ACTS[act]();
  else controls.perform(act, number);
}

document.addEventListener("keydown", (event) => {
  const at = event.target instanceof HTMLElement ? event.target : document.body;
  const found = actOf(event);
  if (!found || event.isComposing || document.querySelector("dialog[open]")) return;
  const name = named(event);
  const spot = { tag: at.tagName, type: at.getAttribute("type") ?? undefined, editable: at.isContentEditable, inMap: Boolean(at.closest(".leaflet-container")) };
  if (isTaken(spot, name) || (!help.areOn() && !name.startsWith("Ctrl+"))) return;
  event.preventDefault();
  perform(found.act, found.number);
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
  void show({ article: item.article.id, start, end });
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
