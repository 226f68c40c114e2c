/* Deciding about the claims of a mention: right, none, other words, another speaker, about somewhere else, or missed. */

import { el, keycap } from "../../shared/dom.js";
import { review, reviewer } from "../asking.js";
import { cut } from "../text.js";
import { bodyOf, statusWords } from "../wishes.js";
import { aboutForm } from "./about_form.js";
import { missedForm } from "./missed_form.js";
import { speakerForm } from "./speaker_form.js";
import { extentOf, hasSpeaker, hasWords, isAbout, isMissedClaim, isNoClaim, isRightClaim } from "./wishes.js";

/** @typedef {import("../types.js").Item} Item */
/** @typedef {import("../types.js").ReviewedClaim} ReviewedClaim */
/** @typedef {import("../types.js").Wish} Wish */
/** @typedef {import("../types.js").Scope} Scope */
/** @typedef {{start: number, end: number}} Span */

const OPEN_FORM = ".claim-form-holder > *";

/**
 * @param {HTMLElement} host
 * @param {{result: import("../result.js").Result, onDecided: (about: Item) => void, onDone: () => void, onShow: (claim: ReviewedClaim | null) => void,
 *   pick: (what: {label: string, at: Span | null, take: string}) => Promise<Span | null>}} options ``onShow`` gets the claim whose words
 *   are to be lit, ``pick`` lets the person choose words of the paragraph
 */
export function claimControls(host, { result, onDecided, onDone, onShow, pick }) {
  /** @type {Item | null} */
  let item = null;
  let busy = false;

  /** Whether what is shown is older than what is known. */
  let isOld = false;

  /** @param {...Wish} wishes that are undone together */
  const decide = (...wishes) => decideFor("claim", wishes);

  /** @param {Scope} scope @param {Wish[]} wishes @param {HTMLElement | null} [form] that is done with once they are kept */
  async function decideFor(scope, wishes, form = null) {
    if (busy || !item) return;
    busy = true;
    const about = item;
    try {
      const how = { scope, who: reviewer.get(), over: undefined };
      const answer = await review.decide({ steps: wishes.map((wish) => bodyOf(about, wish, how)), who: how.who });
      result.done(answer);
      form?.remove();
    } catch (error) {
      result.problem(error);
      return;
    } finally {
      busy = false;
    }
    onDecided(about);
  }

  /** @param {ReviewedClaim} claim */
  function row(claim) {
    const holder = el("div", { class: "claim-form-holder" });
    const status = claim.status === "unverified" ? null : el("span", { class: `status-tag is-${claim.status}` }, statusWords(claim.status));
    const speaker = claim.speaker?.name || "Speaker not named";

    function leave() {
      holder.replaceChildren();
      left();
    }

    /** @param {{element: HTMLElement, focus: () => void}} form */
    function open(form) {
      for (const other of host.querySelectorAll(".claim-form-holder")) other.replaceChildren();
      holder.replaceChildren(form.element);
      form.focus();
    }

    const form = () => /** @type {HTMLElement | null} */ (holder.firstElementChild);

    async function words() {
      const span = await pick({ label: "Choose the words of the claim", at: extentOf(claim), take: "These are its words" });
      onDone();
      if (span) await decide(hasWords(claim, span));
    }

    const tools = {
      "Right as it is": () => decide(isRightClaim(claim)),
      Speaker: () => open(speakerForm({ speaker: claim.speaker, onTake: (chosen, scope) => void decideFor(scope, [hasSpeaker(claim, chosen)], form()), onLeave: leave })),
      "About…": () => open(aboutForm({ claim, names: item?.paragraph.names ?? [], onSave: (changes) => void decideFor("claim", changes.map((one) => isAbout(claim, one, one.role)), form()), onLeave: leave })),
      "Other words": words,
      "Not a claim": () => decide(isNoClaim(claim)),
    };
    const buttons = Object.entries(tools).map(([label, act]) => {
      const button = el("button", { type: "button", class: "button is-small", "aria-label": `${label}: ${speaker}`, "data-tool": label }, label, label === "Speaker" ? keycap("s") : null);
      button.addEventListener("click", () => void act());
      return button;
    });
    const about = claim.places.filter(({ role }) => role === "about").map(({ text, name }) => name ?? text);
    const element = el(
      "li",
      { class: "review-claim" },
      el("blockquote", { dir: "auto" }, claim.quote),
      el("p", { class: "hint" }, el("bdi", {}, speaker), claim.manner && claim.manner !== "neutral" ? ` · ${claim.manner}` : "", about.length ? " · about " : " · about no place", ...about.flatMap((name, index) => [index ? ", " : "", el("bdi", {}, name)]), " ", status),
      el("div", { class: "claim-tools", role: "group", "aria-label": `Claim of ${speaker}` }, ...buttons),
      holder,
    );
    for (const type of ["mouseenter", "focusin"]) element.addEventListener(type, () => onShow(claim));
    for (const type of ["mouseleave", "focusout"]) element.addEventListener(type, () => onShow(null));
    return element;
  }

  async function missed() {
    if (!item) return;
    const { paragraph } = item;
    const span = await pick({ label: "Choose the words that were said", at: null, take: "These were said" });
    if (!span) return onDone();
    const words = cut(paragraph.text, span.start - paragraph.start, span.end - paragraph.start);
    const holder = el("div", { class: "claim-form-holder" });
    const form = missedForm({
      words,
      names: paragraph.names,
      inside: span,
      onTake: (speaker, about) => void decideFor("claim", [isMissedClaim(span, speaker, about)], holder),
      onLeave() {
        holder.remove();
        left();
      },
    });
    holder.append(form.element);
    host.append(holder);
    form.focus();
    holder.scrollIntoView({ block: "nearest" });
  }

  /** A form was left without a decision. */
  function left() {
    if (isOld && item) draw(item);
    isOld = false;
    onDone();
  }

  /** @param {Item} shown */
  function draw(shown) {
    const add = el("button", { type: "button", class: "button is-small" }, "Mark a claim that was missed");
    add.addEventListener("click", () => void missed());
    const list = el("ol", { class: "review-claims" }, ...shown.claims.map(row));
    const none = el("p", { class: "hint" }, "No claim in this paragraph involves this name.");
    host.replaceChildren(el("h2", {}, "Claims"), shown.claims.length ? list : none, add);
  }

  return {
    /** @param {Item} shown if it is shown already, a form that is open stays, and the list until it is left */
    show(shown) {
      const isAnew = item !== null && item.article.id === shown.article.id && item.mention.start === shown.mention.start;
      item = shown;
      isOld = isAnew && host.querySelector(OPEN_FORM) !== null;
      if (!isOld) draw(shown);
    },
    /** Ask for the speaker of the first claim. */
    speaker() {
      const first = /** @type {HTMLElement | null} */ (host.querySelector('[data-tool="Speaker"]'));
      if (first) first.click();
      else result.say("No claim here: mark one that was missed.");
    },
  };
}
