/* A claim that was missed: its words are chosen in the text, then who said them, then where they are about. */

import { el } from "../../shared/dom.js";
import { speakerForm } from "./speaker_form.js";

/** @typedef {import("../types.js").ClaimSpeaker} ClaimSpeaker */
/** @typedef {import("../types.js").Name} Name */

/**
 * @param {{words: string, names: readonly Name[], inside: {start: number, end: number}, onTake: (speaker: ClaimSpeaker, about: Name[]) => void, onLeave: () => void}} options
 *   ``inside`` are the words: the names in them are ticked at first
 */
export function missedForm({ words, names, inside, onTake, onLeave }) {
  const boxes = names.map((name) => {
    const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
    box.checked = name.start >= inside.start && name.end <= inside.end;
    return { name, box };
  });
  const about = el(
    "fieldset",
    { class: "about-boxes" },
    el("legend", {}, "It is about"),
    ...boxes.map(({ name, box }) => el("label", { class: "check" }, box, el("span", {}, el("bdi", {}, name.text), name.place ? el("span", { class: "hint" }, ` ${name.place.name}`) : null))),
  );
  const form = speakerForm({
    speaker: null,
    scoped: false,
    onTake: (speaker) => onTake(speaker, boxes.filter(({ box }) => box.checked).map(({ name }) => name)),
    onLeave,
  });
  form.element.prepend(el("blockquote", { dir: "auto" }, words), names.length ? about : "");
  return form;
}
