/* Why a mention is where it is, or why it is not on the map, in sentences. */

import { el } from "../../shared/dom.js";
import { exactness } from "../../shared/words.js";

/** @typedef {import("../../shared/types.js").Mention} Mention */
/** @typedef {import("../../shared/types.js").MentionPlace} MentionPlace */

const NOT_KEPT = "Not kept: the article was read by an earlier version of the program.";
/** @type {Record<string, string>} */
const KINDS = {
  toponym: "The name of a place",
  demonym: "A word for the people of a place, or for what belongs to them",
  embedded: "A place inside another name",
};
/** @type {Record<string, string>} */
const SENSES = { government: "stands for its government", people: "stands for its people" };

/** @param {Mention} mention @returns {(HTMLElement | null)[]} */
export function reasonsFor(mention) {
  const { confidence, evidence, place, unmapped } = mention;
  const unplaced = evidence.why_here.map(bare).join("; ") === unmapped ? [] : evidence.why_here;
  return [
    ...(place && confidence ? chosen({ ...mention, place, confidence }) : [el("p", { class: "why-name" }, `“${flat(mention.text)}”`)]),
    unmapped === null ? null : el("p", { class: "why-none" }, `Not on the map: ${unmapped}.`),
    ...part("Why the words are a place", [kind(mention), ...reasons(evidence.why_a_place)]),
    ...(place ? part("Why this place", reasons(evidence.why_here)) : part("Why no place was chosen", unplaced)),
    ...part("What would have changed it", evidence.contrast),
  ];
}

/** @param {Mention & {place: MentionPlace, confidence: import("../../shared/types.js").Confidence}} mention */
function chosen({ text, place, confidence, evidence, status = "unverified" }) {
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
    status === "unverified" && confidence.share > score + 0.05 ? el("p", { class: "why-none" }, "The confidence counts candidates close to this place as the same place.") : null,
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

/** @param {string} sentence @returns {string} the sentence without its full stop */
function bare(sentence) {
  return sentence.replace(/\.+$/, "");
}

/** @param {string} text */
export function flat(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** @param {string} sentence */
function capital(sentence) {
  const bare = sentence.replace(/\.$/, "");
  return bare ? bare[0].toUpperCase() + bare.slice(1) : "";
}
