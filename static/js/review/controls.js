/* Deciding about one mention: candidates, search, a point, not a place, how far it applies; on the desk and in *Why?*. */

import { el, keycap } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { review, reviewer } from "./asking.js";
import { candidateList, MOST } from "./candidates.js";
import { areaMode } from "./map/drawing.js";
import { mentionHistory } from "./history.js";
import { keyOf, shortcutOf } from "./keys.js";
import { candidateMarkers, pointMode } from "./map/markers.js";
import { polygonOf } from "./map/outline.js";
import { preview } from "./preview.js";
import { isWide, nextScope, scopesOf } from "./scopes.js";
import { placeSearch } from "./search.js";
import { bodyOf, isMissed, isNoPlace, isPlace, isRight, isUnidentifiable, placeWords, pointWords, wishWords } from "./wishes.js";

/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Wish} Wish */
/** @typedef {import("./types.js").Scope} Scope */
/** @typedef {import("./types.js").Decided} Decided */
/** @typedef {import("./types.js").GivenPlace} GivenPlace */
/** @typedef {import("./map/outline.js").Corner} Corner */

/** @type {Record<string, string>} */
const BUTTONS = {
  accept: "Right as it is",
  rejected: "Not a place",
  unidentifiable: "Not identifiable",
  search: "Search",
  point: "Point on map",
  area: "Area on map",
};

/**
 * @param {HTMLElement} host
 * @param {{map: L.Map | null, result: import("./result.js").Result, onDecided: (answer: Decided, wish: Wish, about: Item) => Promise<void>,
 *   onDone: () => void, fit?: boolean, beside?: HTMLElement[]}} options ``onDecided`` after a decision about an item was kept, until what follows is shown; ``onDone`` when the focus is to go back to
 *   the mention; ``fit`` is whether the map goes to the candidates; ``beside`` are further buttons
 */
export function reviewControls(host, { map, result, onDecided, onDone, fit = true, beside = [] }) {
  /** @type {Item | null} */
  let item = null;
  /** The words that are being marked as a place, if any. @type {{start: number, end: number, text: string} | null} */
  let missed = null;
  /** @type {{leave: () => void} | null} */
  let pointing = null;

  const { steps } = result;
  const scope = /** @type {HTMLSelectElement} */ (el("select", { "aria-keyshortcuts": "e" }));
  const note = /** @type {HTMLInputElement} */ (el("input", { type: "text", maxlength: 500, dir: "auto", placeholder: "Why (optional)", "aria-label": "Why: a note kept with the decision" }));
  const marking = el("p", { class: "review-marking", role: "status", hidden: true });
  const candidates = el("div", { class: "review-candidates" });
  const bar = el("div", { class: "review-decide", role: "group", "aria-label": "Decide" }, ...Object.keys(BUTTONS).map(button), ...beside);
  const alike = el("div", { class: "review-alike", hidden: true });
  const history = mentionHistory();
  const markers = map && candidateMarkers(map, { onChoose: (index) => choose(index) });
  const search = placeSearch({
    onChoose: (place) => settle(place),
    onFound: (found) => markers?.show(found.slice(0, MOST), { fit: fit && found.length > 0 }),
    onLeave: left,
  });
  const how = el("div", { class: "review-how" }, el("label", { class: "review-scope" }, el("span", {}, "Applies to ", keycap("e")), scope), note);
  host.replaceChildren(marking, alike, search.element, candidates, how, bar, history.element);

  /** @param {string} act */
  function button(act) {
    const made = el("button", { type: "button", class: "button", "data-act": act, "aria-keyshortcuts": shortcutOf(act) }, el("span", {}, BUTTONS[act]), " ", keycap(keyOf(act)));
    if (!map && (act === "point" || act === "area")) made.hidden = true;
    made.addEventListener("click", () => void perform(act));
    return made;
  }

  /** What is decided about: the mention, or words that were missed. @returns {Item} */
  function subject() {
    const now = /** @type {Item} */ (item);
    if (!missed) return now;
    return { ...now, mention: { ...now.mention, ...missed, place: null, decisions: [] } };
  }

  function showCandidates() {
    const shown = missed || !item ? [] : candidatesOf(item);
    candidates.replaceChildren(...(shown.length ? [candidateList(shown, { onChoose: (one) => settle(one), onPoint: (index) => markers?.highlight(index) })] : []));
    const more = shown.length - MOST;
    if (more > 0) candidates.append(el("p", { class: "hint candidate-more" }, `${counted(more, "less likely place")} of this name ${more === 1 ? "is" : "are"} not listed: search to choose one.`));
    if (!shown.length && !missed) candidates.append(el("p", { class: "hint" }, "No candidate: search a place, or choose a point on the map."));
    markers?.show(shown.slice(0, MOST), { fit });
  }

  /** @param {number} index of a numbered place, of the search if that is open */
  function choose(index) {
    const found = search.isOpen() ? search.found() : [];
    const chosen = found[index] ?? (found.length || missed || !item ? undefined : candidatesOf(item)[index]);
    if (chosen) settle(chosen);
    else result.say(`There is no number ${index + 1}.`);
  }

  /** @param {GivenPlace & {path?: string}} place */
  function settle(place) {
    if (!item) return;
    const wish = missed ? isMissed(missed, place) : isPlace(item, place);
    void decide(wish, placeWords(place));
  }

  /** @param {Wish} wish @param {string} [name] of the place @returns {Promise<boolean>} whether it was kept */
  async function decide(wish, name) {
    if (!item || steps.isOpen(wordsOf(item)) || !alike.hidden) return false;
    const shown = item;
    const about = subject();
    const reach = /** @type {Scope} */ (scope.value);
    if (isWide(reach) && !(await isWanted(about, wish, reach, name))) {
      if (isShown(shown)) onDone();
      return false;
    }
    const step = steps.begin(wordsOf(shown));
    const why = note.value;
    try {
      const answer = await review.decide(bodyOf(about, wish, { scope: reach, who: reviewer.get(), why: why.trim(), over: about.mention.decisions }));
      result.done(name ? { ...answer, words: `${about.mention.text.replace(/\s+/g, " ")} → ${name}` } : answer);
      if (isShown(shown)) close(why); // else something may be begun already
      void onDecided(answer, wish, shown).catch(result.problem).finally(step.end);
      return true;
    } catch (error) {
      result.problem(error);
      step.end(false);
      return false;
    }
  }

  /** Show which others it reaches, and ask. @param {Item} about @param {Wish} wish @param {Scope} reach @param {string} [name] */
  function isWanted(about, wish, reach, name) {
    const { start, end } = about.mention;
    const ask = review.alike({ article: about.article.id, start, end, scope: reach, what: wish.what });
    result.say("");
    return preview(alike, { wish: wishWords(about, wish, name), reach: scope.selectedOptions[0]?.textContent ?? "", ask });
  }

  /** @param {Item | null} one @returns {boolean} whether its mention is shown, which may have been asked for again */
  const isShown = (one) => Boolean(item && one && wordsOf(item) === wordsOf(one));

  /** Do what is for the mention shown next, if a decision about this one is not over. @param {() => unknown} does */
  function whenShown(does) {
    if (item && steps.isOpen(wordsOf(item))) steps.later(does);
    else void does();
  }

  function point() {
    if (!map || pointing) return;
    result.say("Press where it is on the map; or move the map with the arrow keys and press Enter for its middle. Esc leaves.");
    pointing = pointMode(map, {
      onPoint({ lat, lon }) {
        pointing = null;
        void decide(isThere({ lat, lon }), pointWords(lat, lon));
      },
      onLeave: givenUp,
    });
  }

  /** @param {Corner[]} [corners] those of an area that could not be kept */
  function area(corners = []) {
    if (!map || pointing) return;
    pointing = areaMode(map, {
      corners,
      say: result.say,
      async onArea(drawn) {
        pointing = null;
        const about = item;
        const isKept = await decide(isThere({ area: polygonOf(drawn) }), `an area with ${drawn.length} corners`);
        if (!isKept && isShown(about)) area(drawn);
      },
      onLeave: givenUp,
    });
  }

  function givenUp() {
    pointing = null;
    result.say("");
    onDone();
  }

  /** @param {GivenPlace} there what was shown on the map @returns {Wish} */
  function isThere(there) {
    const place = { name: subject().mention.text.replace(/\s+/g, " "), ...there };
    return missed ? isMissed(missed, place) : isPlace(subject(), place);
  }

  /** @type {Record<string, () => void>} */
  const BEGINS = {
    search: () => search.open(subject().mention.text.replace(/\s+/g, " ")),
    point,
    area: () => area(),
    scope() {
      scope.value = nextScope(scopesOf(subject()), /** @type {Scope} */ (scope.value));
      result.say(`Applies to ${scope.selectedOptions[0].textContent}.`);
    },
  };

  /** Leave what was begun. @param {string} [why] the note, if one that is written since then is to stay */
  function close(why = note.value) {
    /** @type {HTMLElement | null} */ (alike.querySelector(".preview-leave"))?.click();
    pointing?.leave();
    pointing = null;
    search.close();
    missed = null;
    marking.hidden = true;
    if (note.value === why) note.value = "";
    scope.selectedIndex = 0;
  }

  /** @returns {boolean} whether the person has begun something that an answer must not take away */
  function isBegun() {
    return Boolean(search.isOpen() || pointing || missed || note.value || !alike.hidden || scope.selectedIndex > 0);
  }

  /** The search was closed without a choice. */
  function left() {
    missed = null;
    marking.hidden = true;
    showCandidates();
    onDone();
  }

  /**
   * @param {string} act
   * @param {number} [number]
   * @returns {boolean} whether it was one of these
   */
  function perform(act, number = 0) {
    if (!item) return false;
    const go = alike.hidden ? null : /** @type {HTMLElement | null} */ (alike.querySelector(".preview-go"));
    if (go) {
      if (act === "accept") go.click();
      return true;
    }
    if (act === "accept" && !item.mention.place) result.say("It has no place yet: choose a candidate, or search one.");
    else if (act === "accept") void decide(isRight(item));
    else if (act === "candidate") choose(number - 1);
    else if (act === "rejected") void decide(isNoPlace(item));
    else if (act === "unidentifiable") void decide(missed ? isMissed(missed, null) : isUnidentifiable(item));
    else if (act in BEGINS) whenShown(BEGINS[act]);
    else return false;
    return true;
  }

  function showScopes() {
    scope.replaceChildren(...scopesOf(subject()).map(({ value, words }) => el("option", { value }, words)));
  }

  return {
    perform,
    whenShown,
    /** @param {Item} shown if it is shown already, what was begun stays */
    show(shown) {
      const stays = isShown(shown) && isBegun();
      item = shown;
      if (!stays) {
        close();
        showScopes();
      }
      if (!search.isOpen() && !missed && !pointing) showCandidates();
      /** @type {HTMLElement} */ (bar.querySelector("[data-act=accept]")).hidden = !shown.mention.place;
      history.show({ article: shown.article.id, start: shown.mention.start, end: shown.mention.end });
    },
    /** @param {{start: number, end: number, text: string}} words that were missed: their place is asked for */
    mark(words) {
      missed = words;
      marking.textContent = `“${words.text}” is a place: which? Choose one that is found, or “Not identifiable”.`;
      marking.hidden = false;
      showScopes();
      showCandidates();
      search.open(words.text);
    },
    close() {
      close();
      item = null;
      markers?.clear();
    },
    isBegun,
    /** @returns {boolean} whether it is asked whether a decision is to reach other mentions too */
    isAsking: () => !alike.hidden,
  };
}

/** @param {Item} item @returns {string} which words it is about */
const wordsOf = ({ article, mention }) => `${article.id}:${mention.start}-${mention.end}`;

/** @param {Item} item @returns {import("./types.js").Candidate[]} the first is the place that it has, if that is none of them */
function candidatesOf({ candidates, mention: { place, confidence } }) {
  if (!place || candidates.some(({ chosen }) => chosen)) return candidates;
  return [{ ...place, score: confidence, evidence: [], chosen: true }, ...candidates];
}
