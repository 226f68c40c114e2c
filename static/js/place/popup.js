/* What a pop-up shows: the place, then its claims grouped by speaker, then where it is only mentioned. */

import { el, keptFocus, link } from "../shared/dom.js";
import { counted, degrees, shownDate } from "../shared/numbers.js";
import { kindWords, otherForms, precisionWords, verbatim } from "../shared/words.js";

/** @typedef {import("../shared/types.js").PlaceProperties} PlaceProperties */
/** @typedef {import("../shared/types.js").PopupPortion} PopupPortion */
/** @typedef {import("../shared/types.js").PopupSpeaker} PopupSpeaker */
/** @typedef {import("../shared/types.js").PopupMention} PopupMention */

const MENTIONS_SHOWN = 6;
/** What a place is to claims that are not about it. */
const ASIDES = /** @type {const} */ ([
  ["acting", "Acts here, but is not what the claim is about"],
  ["origin", "Reported from here"],
  ["named", "Part of another name here"],
]);

/**
 * @param {PlaceProperties} properties of the place's feature
 * @param {string} id of the heading, which labels the pop-up
 * @returns {HTMLElement}
 */
export function popupHead(properties, id) {
  const forms = otherForms(properties.name, properties.written);
  return el(
    "header",
    { class: "popup-head" },
    el("h2", { id, class: "popup-name", dir: "auto" }, properties.name),
    properties.path ? el("p", { class: "popup-path" }, properties.path) : null,
    el("p", { class: "popup-precision" }, sentence(precisionWords(properties))),
    forms.length ? el("p", { class: "popup-written" }, `Written as ${forms.map((form) => `“${form}”`).join(", ")}`) : null,
  );
}

/**
 * @param {PopupPortion} detail as /api/places/<id> gives it
 * @param {(after: string) => Promise<PopupPortion>} further asks for the portion after a cursor
 * @param {string} place its id
 * @returns {HTMLElement}
 */
export function popupBody(detail, further, place) {
  const asides = ASIDES.map(([name, words]) => ({ name, part: el("section", { class: "popup-acting" }, el("h3", { class: "popup-aside" }, words)) }));
  const source = el(
    "p",
    { class: "popup-source" },
    `Source of the point: ${detail.source}. ${degrees(detail.lat, detail.lon, 2)}`,
  );
  const body = el("div", { class: "popup-body" }, ...remarksParts(detail), source);
  let { after } = detail;
  let told = false;

  /**
   * @param {PopupPortion} portion
   * @returns {HTMLElement | undefined} the first claim that it adds
   */
  function add(portion) {
    told ||= portion.speakers.length > 0;
    const claims = portion.speakers.flatMap((speaker) => addSpeaker(body, speaker, more, place));
    for (const { name, part } of asides) {
      const speakers = portion[name] ?? [];
      if (speakers.length && !part.parentNode) body.insertBefore(part, more);
      claims.push(...speakers.flatMap((speaker) => addSpeaker(part, speaker, null, place)));
    }
    if (portion.mentions.length) body.insertBefore(mentionsPart(portion.mentions, told, portion.further ?? 0, place), source);
    after = portion.after;
    if (!after) more.remove();
    return claims[0];
  }

  const more = el("button", { type: "button", class: "button popup-further" }, "Show more claims");
  more.addEventListener("click", async () => {
    if (more.getAttribute("aria-busy")) return;
    more.setAttribute("aria-busy", "true");
    more.textContent = "Looking up more claims…";
    const isWaiting = keptFocus();
    try {
      const first = add(await further(after ?? ""));
      first?.setAttribute("tabindex", "-1");
      if (isWaiting()) first?.focus({ preventScroll: true });
      more.textContent = "Show more claims";
    } catch (error) {
      more.textContent = `${error instanceof Error ? error.message : error} Try again`;
    } finally {
      more.removeAttribute("aria-busy");
    }
  });
  body.insertBefore(more, source);
  add(detail);
  return body;
}

/**
 * Add a speaker's claims: to those that are shown of the same speaker, or as a section of their own.
 *
 * @param {HTMLElement} host
 * @param {PopupSpeaker} speaker
 * @param {Node | null} before
 * @param {string} place
 * @returns {HTMLElement[]} the claims
 */
function addSpeaker(host, speaker, before, place) {
  const key = speaker.href ?? speaker.name ?? "";
  const sections = [...host.children].map((child) => /** @type {HTMLElement} */ (child));
  const known = sections.find(({ dataset }) => dataset.speaker === key);
  const claims = speaker.claims.map((claim) => claimPart(claim, place));
  if (known) known.querySelector("ul")?.append(...claims);
  else host.insertBefore(speakerPart(speaker, key, claims), before);
  return claims;
}

/**
 * @param {PopupSpeaker} speaker
 * @param {string} key
 * @param {HTMLElement[]} claims
 */
function speakerPart(speaker, key, claims) {
  const name = speaker.name || "Speaker not named";
  return el(
    "section",
    { class: "speaker", "data-speaker": key },
    el("h3", { class: "speaker-name", dir: "auto" }, speaker.href ? link(speaker.href, name) : name),
    speaker.description ? el("p", { class: "speaker-description" }, speaker.description) : null,
    el("ul", { class: "claims" }, ...claims),
  );
}

/**
 * @param {import("../shared/types.js").PopupClaim} claim
 * @param {string} place its id
 */
export function claimPart(claim, place) {
  return el(
    "li",
    { class: `claim claim-${claim.kind}${claim.attitude ? " is-attitude" : ""}` },
    el("blockquote", { dir: "auto" }, claim.fragments.map((words) => verbatim(words, claim.kind)).join(" … ")),
    claim.nested
      ? el("p", { class: "claim-via" }, `${claim.reported_by || "An unnamed speaker"}, reporting what ${claim.speaker || "an unnamed speaker"} said`)
      : null,
    el(
      "p",
      { class: "claim-meta" },
      claim.status_words ? el("span", { class: "reviewed" }, claim.status_words) : null,
      claim.status_words ? " · " : null,
      claim.attitude ? el("span", { class: "attitude" }, "Attitude or intention") : null,
      claim.attitude ? " · " : null,
      claim.manner_words ? el("span", { class: "manner" }, claim.manner_words) : null,
      claim.manner_words ? " · " : null,
      claim.cue ? el("span", { class: "cue", title: "The article’s own words" }, `“${claim.cue}”`) : null,
      claim.cue ? " · " : null,
      el("span", { class: "kind" }, kindWords(claim.kind)),
      " · ",
      ...origin(claim.article),
    ),
    claim.ground ? el("p", { class: "claim-ground" }, `By context: ${claim.ground}. ${sentence(claim.sure)}.`) : null,
    ...remarksParts(claim),
    claim.href ? el("p", { class: "read-links" }, link(claim.href, "Read in article", { class: "read-link" }), checkLink(claim, place)) : null,
  );
}

/**
 * @param {{notes?: string[], tags?: string[]}} remarks what people put on something
 * @returns {HTMLElement[]}
 */
function remarksParts({ notes = [], tags = [] }) {
  return [
    ...(tags.length ? [el("ul", { class: "remark-tags", "aria-label": "Tags" }, ...tags.map((tag) => el("li", { class: "remark-tag", dir: "auto" }, tag)))] : []),
    ...notes.map((note) => el("p", { class: "remark-note", dir: "auto" }, note)),
  ];
}

/**
 * Where a person decides whether the article means this place.
 *
 * @param {{article: import("../shared/types.js").ArticleRef, href: string | null}} told
 * @param {string} place
 */
function checkLink({ article, href }, place) {
  const mention = /#mention-(\d+)$/.exec(href ?? "")?.[1];
  const query = new URLSearchParams({ article: String(article.id), place });
  return link(`/review?${query}`, "Right place?", { class: "read-link", "data-check": String(article.id), "data-check-place": place, ...(mention ? { "data-check-mention": mention } : {}) });
}

/**
 * @param {PopupMention[]} mentions
 * @param {boolean} hasClaims
 * @param {number} further how many there are beside these
 * @param {string} place
 */
function mentionsPart(mentions, hasClaims, further, place) {
  const shown = mentions.slice(0, MENTIONS_SHOWN);
  const more = mentions.length - shown.length + further;
  return el(
    "section",
    { class: "popup-mentions" },
    el("h3", { class: "popup-aside" }, hasClaims ? "Also mentioned, without a claim" : "Mentioned, without a claim"),
    el("ul", {}, ...shown.map((mention) => mentionPart(mention, place))),
    more > 0 ? el("p", { class: "popup-more" }, `and ${counted(more, "further mention")}`) : null,
  );
}

/** @param {PopupMention} mention @param {string} place */
function mentionPart(mention, place) {
  const words = el("span", {}, lineBefore(mention.before), el("mark", {}, flat(mention.text)), lineAfter(mention.after));
  return el(
    "li",
    { dir: "auto" },
    words,
    " ",
    mention.href ? link(mention.href, "Read in article", { class: "read-link" }) : el("span", { class: "claim-meta" }, mention.article.title),
    mention.href ? " " : null,
    mention.href ? checkLink(mention, place) : null,
  );
}

/** @param {import("../shared/types.js").ArticleRef} article */
function origin(article) {
  const date = shownDate(article.date);
  return [el("bdi", {}, article.publisher || article.title), date && ", ", date ? el("time", { datetime: article.date }, date) : null];
}

/**
 * What precedes a name on its own line: a headline and a byline above it are not part of its sentence.
 *
 * @param {string} text
 */
function lineBefore(text) {
  const lines = text.split(/[\r\n]+/);
  return (lines.length > 1 ? "" : "…") + flat(lines[lines.length - 1]);
}

/** @param {string} text what follows a name */
function lineAfter(text) {
  const lines = text.split(/[\r\n]+/);
  return flat(lines[0]) + (lines.length > 1 ? "" : "…");
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ");
}

/** @param {string} words */
function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
