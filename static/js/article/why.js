/* Why a mention is where it is, or why it is not on the map: a panel beside the words that were chosen. */

import { el, link } from "../shared/dom.js";
import { exactness } from "../shared/words.js";

/** @typedef {import("../shared/types.js").Mention} Mention */
/** @typedef {import("../shared/types.js").MentionPlace} MentionPlace */

const GAP = 8;
const LEAST_HEIGHT = 220;
const NOT_KEPT = "Not kept: the article was read by an earlier version of the program.";
/** @type {Record<string, string>} */
const KINDS = {
  toponym: "The name of a place",
  demonym: "A word for the people of a place, or for what belongs to them",
  embedded: "A place inside another name",
};
/** @type {Record<string, string>} */
const SENSES = { government: "stands for its government", people: "stands for its people" };

/**
 * @param {HTMLElement} panel
 * @param {{load: () => Promise<import("../shared/types.js").Mentions>, onShow: (place: string) => void}} events
 *   ``load`` asks for the article's mentions, ``onShow`` gets the place to be shown on the map
 */
export function whyPanel(panel, { load, onShow }) {
  /** @type {HTMLElement | null} */
  let opener = null;
  /** @type {Promise<import("../shared/types.js").Mentions> | null} */
  let asked = null;

  function mentions() {
    asked ??= load().catch((error) => {
      asked = null;
      throw error;
    });
    return asked;
  }

  /** @param {boolean} [back] whether the focus goes back to what opened the panel */
  function close(back = true) {
    if (!opener) return;
    const from = opener;
    opener = null;
    panel.hidden = true;
    from.setAttribute("aria-expanded", "false");
    panel.replaceChildren();
    if (back) from.focus({ preventScroll: true });
  }

  /** @param {string} heading @param {...(Node | null)} parts */
  function fill(heading, ...parts) {
    const closeButton = el("button", { type: "button", class: "icon-button why-close", "aria-label": "Close" }, "×");
    closeButton.addEventListener("click", () => close());
    panel.replaceChildren(el("h2", { id: "why-heading" }, heading), closeButton);
    panel.append(...parts.filter((part) => part !== null));
  }

  /** @param {Mention} mention */
  function show(mention) {
    const { place, unmapped } = mention;
    const onMap = place && unmapped === null;
    fill(onMap ? "Why here?" : "Why not on the map?", ...body(mention), actions(onMap ? place : null));
    position();
  }

  /** @param {MentionPlace | null} place */
  function actions(place) {
    if (!place) return null;
    const button = el("button", { type: "button", class: "button" }, "Show on the map");
    button.addEventListener("click", () => {
      close(false);
      onShow(place.id);
    });
    return el("div", { class: "why-actions" }, button, place.href ? link(place.href, "About this place") : null);
  }

  function position() {
    if (!opener) return;
    const words = opener.getClientRects()[0] ?? opener.getBoundingClientRect();
    const column = /** @type {HTMLElement} */ (panel.offsetParent ?? panel.parentElement);
    const box = column.getBoundingClientRect();
    const below = window.innerHeight - words.bottom - 2 * GAP;
    const above = words.top - 52 - 2 * GAP;
    const under = below >= Math.min(panel.scrollHeight, LEAST_HEIGHT) || below >= above;
    const room = Math.max(LEAST_HEIGHT, under ? below : above);
    const left = Math.min(words.left - box.left, box.width - panel.offsetWidth - 32);
    const style = {
      "--why-top": under ? `${words.bottom - box.top + GAP}px` : "auto",
      "--why-bottom": under ? "auto" : `${box.bottom - words.top + GAP}px`,
      "--why-left": `${Math.max(GAP, left)}px`,
      "--why-room": `${room}px`,
    };
    for (const [name, value] of Object.entries(style)) panel.style.setProperty(name, value);
    if (words.bottom > panel.getBoundingClientRect().top && getComputedStyle(panel).position === "fixed") {
      opener.scrollIntoView({ block: "start" });
    }
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...panel.querySelectorAll("a[href], button")];
    const at = document.activeElement === panel ? -1 : stops.indexOf(/** @type {Element} */ (document.activeElement));
    const leaves = event.shiftKey ? at <= 0 : at === stops.length - 1;
    if (!leaves) return;
    event.preventDefault();
    close();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !opener) return;
      event.stopPropagation();
      close();
    },
    true,
  );
  document.addEventListener("pointerdown", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    if (opener && !at?.closest(".why, [data-mention], [data-why], .article-map")) close(false);
  });

  window.addEventListener("resize", position);

  return {
    /**
     * @param {number} index of the mention
     * @param {HTMLElement} from what was chosen; the focus goes back there
     */
    async open(index, from) {
      close(false);
      opener = from;
      from.setAttribute("aria-expanded", "true");
      fill("Why here?", el("p", { class: "why-none" }, "Looking it up…"));
      panel.hidden = false;
      position();
      panel.focus({ preventScroll: true });
      try {
        const { mentions: all } = await mentions();
        if (opener === from) show(all[index]);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        if (opener === from) fill("Why here?", el("p", { class: "why-error", role: "alert" }, message));
      }
    },
    close,
  };
}

/** @param {Mention} mention @returns {(HTMLElement | null)[]} */
function body(mention) {
  const { confidence, evidence, place, unmapped } = mention;
  const unplaced = evidence.why_here.map(bare).join("; ") === unmapped ? [] : evidence.why_here;
  const others = evidence.candidates.filter((candidate) => !candidate.chosen);
  return [
    ...(place && confidence ? chosen({ ...mention, place, confidence }) : [el("p", { class: "why-name" }, `“${flat(mention.text)}”`)]),
    unmapped === null ? null : el("p", { class: "why-none" }, `Not on the map: ${unmapped}.`),
    ...part("Why the words are a place", [kind(mention), ...reasons(evidence.why_a_place)]),
    ...(place ? part("Why this place", reasons(evidence.why_here)) : part("Why no place was chosen", unplaced)),
    ...part("What would have changed it", evidence.contrast),
    ...(others.length ? [el("h3", {}, place ? "Other candidates" : "Candidates"), candidates(others)] : []),
  ];
}

/** @param {Mention & {place: MentionPlace, confidence: import("../shared/types.js").Confidence}} mention */
function chosen({ text, place, confidence, evidence }) {
  const score = evidence.candidates.find((candidate) => candidate.chosen)?.score ?? 1;
  const differs = flat(text).toLowerCase() !== place.name.toLowerCase();
  const where = [place.path, exactness(place.precision)].filter(Boolean).join(" · ");
  const share = `${confidence.words[0].toUpperCase()}${confidence.words.slice(1)}, ${confidence.percent}%`;
  return [
    el("p", { class: "why-name" }, differs ? `“${flat(text)}” is ${place.name}` : place.name),
    el("p", { class: "why-path" }, where),
    el(
      "p",
      { class: "why-sure" },
      el("meter", { min: 0, max: 1, low: 0.6, high: 0.9, optimum: 1, value: confidence.share, "aria-hidden": "true" }),
      share,
    ),
    confidence.share > score + 0.05 ? el("p", { class: "why-none" }, "The confidence counts candidates close to this place as the same place.") : null,
  ];
}

/** @param {Mention} mention */
function kind({ kind: name, sense }) {
  const words = KINDS[name] ?? name;
  return sense && SENSES[sense] ? `${words}; here it ${SENSES[sense]}` : words;
}

/** @param {string[]} given */
function reasons(given) {
  return given.length ? given : [NOT_KEPT];
}

/** @param {string} heading @param {string[]} sentences */
function part(heading, sentences) {
  if (!sentences.length) return [];
  return [
    el("h3", {}, heading),
    el("ul", { class: "why-reasons" }, ...sentences.map((sentence) => el("li", {}, flat(capital(sentence))))),
  ];
}

/** @param {import("../shared/types.js").PlaceCandidate[]} found */
function candidates(found) {
  return el(
    "ol",
    { class: "why-candidates" },
    ...found.map((one) =>
      el(
        "li",
        {},
        link(one.href, one.name),
        el("span", { class: "why-score" }, `${one.percent}%`),
        el("span", { class: "why-path" }, [one.path, exactness(one.precision)].filter(Boolean).join(" · ")),
        one.evidence.length ? el("span", { class: "why-path" }, flat(capital(one.evidence.map(bare).join("; ")))) : null,
      ),
    ),
  );
}

/** @param {string} sentence @returns {string} the sentence without its full stop */
function bare(sentence) {
  return sentence.replace(/\.+$/, "");
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** @param {string} sentence */
function capital(sentence) {
  const bare = sentence.replace(/\.$/, "");
  return bare ? bare[0].toUpperCase() + bare.slice(1) : "";
}
