/* Who said it: somebody known, found as one types, or a name as it is typed; how far that applies. */

import { el, keycap } from "../../shared/dom.js";
import { counted } from "../../shared/numbers.js";
import { review } from "../asking.js";
import { CLAIM_SCOPES } from "../scopes.js";

/** @typedef {import("../types.js").ClaimSpeaker} ClaimSpeaker */
/** @typedef {import("../types.js").Scope} Scope */

const PAUSE = 150;
let made = 0;

/**
 * @param {{speaker: ClaimSpeaker | null, scoped?: boolean, onTake: (speaker: ClaimSpeaker, scope: Scope) => void, onLeave: () => void}} options
 *   ``scoped`` is whether it may apply to more than this claim
 */
export function speakerForm({ speaker, scoped = true, onTake, onLeave }) {
  made += 1;
  const id = `speaker-name-${made}`;
  const name = /** @type {HTMLInputElement} */ (el("input", { id, type: "search", autocomplete: "off", maxlength: 200, dir: "auto", value: speaker?.name ?? "" }));
  const generic = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  const reach = /** @type {HTMLSelectElement} */ (el("select", {}, ...CLAIM_SCOPES.speaker.map(({ value, words }) => el("option", { value }, words))));
  const list = el("ul", { class: "candidate-list", "aria-label": "Speakers found" });
  const said = el("p", { class: "hint", role: "status" });
  const take = el("button", { class: "button is-strong" }, "Use this name ", keycap("Enter"));
  const leave = el("button", { type: "button", class: "button" }, "Cancel ", keycap("Esc"));
  generic.checked = Boolean(speaker?.generic);
  const form = el(
    "form",
    { class: "claim-form", "aria-label": "Speaker of the claim" },
    el("label", { for: id }, "Who said it"),
    name,
    said,
    list,
    el("label", { class: "check" }, generic, "a source without a name of its own (officials, a statement)"),
    scoped ? el("label", { class: "review-scope" }, el("span", {}, "Applies to"), reach) : null,
    el("div", { class: "picker-buttons" }, take, leave),
  );
  let waiting = 0;
  let asked = 0;

  /** @param {ClaimSpeaker} chosen */
  function give(chosen) {
    if (!chosen.name.trim()) {
      said.textContent = "Type a name.";
      name.focus();
    } else onTake(chosen, scoped ? /** @type {Scope} */ (reach.value) : "claim");
  }

  async function look() {
    asked += 1;
    const mine = asked;
    const query = name.value.trim();
    if (!query) return list.replaceChildren();
    try {
      const { speakers } = await review.speakers(query);
      if (mine !== asked) return;
      list.replaceChildren(...speakers.map(option));
      said.textContent = speakers.length ? "" : `Nobody is called “${query}” yet; the name can be used all the same.`;
    } catch (error) {
      if (mine === asked) said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  /** @param {import("../../shared/types.js").SpeakerLine} one */
  function option(one) {
    const aside = [one.description, counted(one.claims, "claim")].filter(Boolean).join(" · ");
    const button = el("button", { type: "button", class: "candidate" }, el("span", { class: "candidate-name" }, el("bdi", {}, one.name)), el("span", { class: "candidate-path" }, aside));
    button.addEventListener("click", () => give({ id: one.id, name: one.name, description: one.description, generic: false }));
    return el("li", {}, button);
  }

  name.addEventListener("input", () => {
    window.clearTimeout(waiting);
    asked += 1;
    list.replaceChildren(); // who was found before must not be chosen in place of who is typed now
    waiting = window.setTimeout(look, PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    } else if ((event.key === "ArrowDown" && (event.target === name || at >= 0)) || (event.key === "ArrowUp" && at >= 0)) {
      event.preventDefault();
      const to = event.key === "ArrowDown" ? at + 1 : at - 1;
      (to < 0 ? name : buttons[Math.min(to, buttons.length - 1)])?.focus();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    give({ name: name.value, generic: generic.checked, description: name.value.trim() === speaker?.name ? speaker.description : null });
  });
  leave.addEventListener("click", onLeave);

  return {
    element: form,
    focus() {
      name.focus();
      name.select();
    },
  };
}
