/* Why a mention is where it is, or why it is not on the map, and deciding about it: a panel beside the words that were chosen. */

import { el, link } from "../../shared/dom.js";
import { review } from "../asking.js";
import { reviewControls } from "../controls.js";
import { actOf, isTaken, named, pressesOnce } from "../keys.js";
import { resultLine } from "../result.js";
import { isWriting } from "../steps/writing.js";
import { statusWords } from "../wishes.js";
import { placedBeside } from "./position.js";
import { flat, reasonsFor } from "./reasons.js";

/** @typedef {import("../../shared/types.js").Mention} Mention */
/** @typedef {import("../../shared/types.js").Mentions} Mentions */
/** @typedef {import("../../shared/types.js").MentionPlace} MentionPlace */
/** @typedef {import("../types.js").At} At */

const ASKS = "a, button";
const STOPS = "a[href], button, input, select, summary";
/** What inside the panel, or beside it, the Escape key closes first. */
const INNER = ".review-search:not([hidden]), .review-preview";

/**
 * @param {HTMLElement} panel
 * @param {object} options
 * @param {L.Map} options.map on which candidates are shown and points are chosen
 * @param {(article: number) => Promise<Mentions>} options.load asks for an article's mentions
 * @param {(place: string) => void} options.onShow gets the place to be shown on the map
 * @param {(article: number) => Promise<void>} options.onChanged shows on the page what a decision changed
 * @param {(article: number, at: {start: number, index: number}) => HTMLElement | null} [options.openerOf] the words as they are on
 *   the page now
 * @param {string} [options.stays] what else may be pressed while the panel stays open
 * @param {boolean} [options.beside] whether it is placed beside what opened it, rather than by the page's style
 */
export function whyPanel(panel, { map, load, onShow, onChanged, openerOf = () => null, stays = "", beside = true }) {
  /** @type {HTMLElement | null} */
  let opener = null;
  /** @type {At | null} */
  let shown = null;
  /** Which of the article's mentions it is; below 0 if it is none. */
  let which = -1;
  /** @type {ReturnType<typeof reviewControls> | null} */
  let controls = null;
  let turn = 0;
  let changes = 0;
  const heading = el("h2", { id: "why-heading" });
  const closeButton = el("button", { type: "button", class: "icon-button why-close", "aria-label": "Close" }, "×");
  const content = el("div", { class: "why-content" });
  const line = el("div", { class: "why-result" });
  const deciding = el("div", { class: "review-controls" });
  const running = el("div", { class: "running-jobs", hidden: true });
  const result = resultLine(line, { home: panel, running, onChanged: (at) => again(at), onSettled: () => void settled() });
  panel.append(heading, closeButton, line, running, content, deciding);
  closeButton.addEventListener("click", () => close());
  pressesOnce(panel);

  /** @param {boolean} [back] whether the focus goes back to what opened the panel */
  function close(back = true) {
    if (!opener) return;
    // A decision may just have exchanged the words with the rest of the page.
    const from = opener.isConnected || !shown ? opener : openerOf(shown.article, { start: shown.start, index: which }) ?? opener;
    opener = null;
    shown = null;
    turn += 1;
    panel.hidden = true;
    result.steps.choose();
    controls?.close();
    if (from.matches(ASKS)) from.setAttribute("aria-expanded", "false");
    if (back) /** @type {HTMLElement} */ (from.closest(`${ASKS}, [tabindex]`) ?? from).focus({ preventScroll: true });
  }

  /** @param {string} title @param {...(Node | null)} parts */
  function fill(title, ...parts) {
    heading.textContent = title;
    content.replaceChildren(...parts.filter((part) => part !== null));
    place();
  }

  function place() {
    if (opener && beside) placedBeside(panel, opener);
  }

  /** @param {Mention} mention */
  function explain(mention) {
    const { place: at, unmapped, status } = mention;
    const onMap = at && unmapped === null;
    const tag = status && status !== "unverified" ? el("p", {}, el("span", { class: `status-tag is-${status}` }, statusWords(status))) : null;
    fill(onMap ? "Why here?" : "Why not on the map?", ...reasonsFor(mention), tag, actions(onMap ? at : null));
  }

  /** @param {MentionPlace | null} at */
  function actions(at) {
    if (!at) return null;
    const button = el("button", { type: "button", class: "button" }, "Show on the map");
    button.addEventListener("click", () => {
      close(false);
      onShow(at.id);
    });
    return el("div", { class: "why-actions" }, button, at.href ? link(at.href, "About this place") : null);
  }

  /**
   * Put the controls for deciding under the reasons.
   *
   * @param {At} at
   * @param {{missed?: boolean, focus?: boolean}} options whether nobody took the words for a place; whether the focus goes to the panel
   */
  async function decide(at, { missed = false, focus = false }) {
    const mine = turn;
    controls ??= reviewControls(deciding, {
      map,
      result,
      fit: false,
      onDecided: () => again(null),
      onDone: () => panel.focus({ preventScroll: true }),
    });
    const item = await review.item(at);
    if (mine !== turn) return;
    const moves = focus && !isWriting();
    deciding.hidden = false;
    controls.show(item);
    if (missed && !controls.isBegun()) controls.mark({ ...at, text: flat(item.mention.text) });
    if (moves) panel.focus({ preventScroll: true });
    place();
  }

  /** @param {At} at */
  function isShown(at) {
    return shown !== null && shown.article === at.article && shown.start === at.start;
  }

  /** Show the mention as it is after a decision, and the page too. @param {At | null} at another mention that was decided about */
  async function again(at) {
    const now = shown;
    if (!now) return;
    changes += 1;
    const mine = changes;
    try {
      await onChanged(now.article);
      if (at && at.article !== now.article) await onChanged(at.article);
      if (mine !== changes || !isShown(now)) return; // what was decided last is shown last
      await show({ ...now }, { focus: true });
      if (!isWriting()) panel.scrollTop = 0; // what was done is said at the top
      findFocus();
    } catch (error) {
      result.problem(error);
    }
  }

  /** A focus that was lost goes to the panel. */
  function findFocus() {
    if (document.activeElement === document.body) panel.focus({ preventScroll: true });
  }

  /** What followed from a decision is shown too, unless the person is in the middle of something. */
  async function settled() {
    const now = shown;
    const mine = changes;
    if (!now) return;
    if (result.steps.isAny()) return result.steps.later(settled, { isForNext: false });
    try {
      await unselected();
      if (mine !== changes || !isShown(now)) return;
      await onChanged(now.article);
      if (mine !== changes || !isShown(now) || isWriting() || controls?.isBegun()) return;
      await show({ ...now });
      findFocus();
    } catch (error) {
      result.problem(error);
    }
  }

  /** @param {At} at @param {{focus?: boolean}} [options] whether the focus goes to the panel */
  async function show(at, { focus = false } = {}) {
    turn += 1;
    const mine = turn;
    shown = at;
    const { mentions } = await load(at.article);
    if (mine !== turn) return;
    const index = mentions.findIndex(({ start }) => start === at.start);
    which = index;
    const words = openerOf(at.article, { start: at.start, index });
    // What opened the panel may have been exchanged with the rest of the page, or was no mention then.
    if (words && opener && (!opener.isConnected || (words.matches(ASKS) && !opener.matches(ASKS)))) {
      if (words.matches(ASKS)) words.setAttribute("aria-expanded", "true");
      opener = words;
    }
    if (index < 0) {
      fill("Not marked as a place", el("p", { class: "why-none" }, "These words are not taken for a place."));
      await decide(at, { missed: true, focus }).catch(result.problem);
      return;
    }
    explain(mentions[index]);
    // Why it is there can be read even if nothing can be decided.
    await decide({ ...at, end: mentions[index].end }, { focus }).catch(result.problem);
  }

  /** @param {() => Promise<void>} ask */
  async function tried(ask) {
    const from = opener;
    try {
      await ask();
    } catch (error) {
      if (opener === from && from) fill("Why here?", el("p", { class: "why-error", role: "alert" }, error instanceof Error ? error.message : String(error)));
    }
  }

  /** @param {HTMLElement} from */
  function open(from) {
    close(false);
    opener = from;
    if (from.matches(ASKS)) from.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    deciding.hidden = true;
    result.say("");
    fill("Why here?", el("p", { class: "why-none" }, "Looking it up…"));
    panel.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key does something here */
  function act(event) {
    const at = /** @type {HTMLElement} */ (event.target);
    const found = actOf(event);
    if (!found || isTaken({ tag: at.tagName, type: at.getAttribute("type") ?? undefined }, named(event))) return false;
    if (event.repeat) event.preventDefault();
    else if (found.act === "undo" || found.act === "redo") {
      result[found.act]();
      event.preventDefault();
    } else if (controls?.perform(found.act, found.number)) event.preventDefault();
    return true;
  }

  // What had the focus may just have been replaced by what a decision changed.
  document.addEventListener("keydown", (event) => {
    if (!panel.hidden && event.target === document.body) act(event);
  });
  panel.addEventListener("keydown", (event) => {
    if (act(event) || event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll(STOPS)].filter((stop) => /** @type {HTMLElement} */ (stop).offsetParent !== null && !stop.matches(":disabled"));
    const index = document.activeElement === panel ? -1 : stops.indexOf(/** @type {Element} */ (document.activeElement));
    const leaves = event.shiftKey ? index <= 0 : index === stops.length - 1;
    if (!leaves) return;
    event.preventDefault();
    close();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !opener || document.activeElement?.closest(INNER) || document.querySelector(".is-pointing")) return;
      event.stopPropagation();
      close();
    },
    true,
  );
  document.addEventListener("pointerdown", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    // What was pressed may have left the page by then.
    if (opener && at?.isConnected && !at.closest([".why, [data-mention], [data-why]", stays].filter(Boolean).join(", "))) close(false);
  });
  window.addEventListener("resize", place);

  return {
    /**
     * @param {number} article
     * @param {(mentions: Mention[]) => Mention | undefined} which
     * @param {HTMLElement} from what was chosen; the focus goes back there
     */
    async open(article, which, from) {
      open(from);
      await tried(async () => {
        const mine = turn;
        const found = which((await load(article)).mentions);
        if (mine !== turn) return;
        if (found) await show({ article, start: found.start, end: found.end });
        else throw new Error("The article no longer mentions it: reload the page.");
      });
    },
    /** @param {At} at words that are not taken for a place @param {HTMLElement} from */
    async mark(at, from) {
      open(from);
      await tried(() => show(at));
    },
    close,
    isOpen: () => opener !== null,
  };
}

/** Once no words of the page are selected: the selection would go with what is exchanged. @returns {Promise<void>} */
function unselected() {
  return new Promise((resolve) => {
    function look() {
      if (window.getSelection()?.isCollapsed === false) return;
      document.removeEventListener("selectionchange", look);
      resolve();
    }
    document.addEventListener("selectionchange", look);
    look();
  });
}
