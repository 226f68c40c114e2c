/* Where a claim is about: each name of its paragraph with what it is to the claim. */

import { el, keycap } from "../../shared/dom.js";
import { ROLES } from "./wishes.js";

/** @typedef {import("../types.js").ReviewedClaim} ReviewedClaim */
/** @typedef {import("../types.js").Name} Name */

/**
 * @param {{claim: ReviewedClaim, names: readonly Name[], onSave: (changes: {start: number, end: number, role: string | null}[]) => void, onLeave: () => void}} options
 */
export function aboutForm({ claim, names, onSave, onLeave }) {
  const choices = listed(claim, names).map(({ start, end, text, place, role }) => {
    const options = [el("option", { value: "" }, "nothing to do with it"), ...ROLES.map(([value, words]) => el("option", { value }, words))];
    const select = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": `What ${text} is to the claim` }, ...options));
    select.value = role ?? "";
    const row = el("li", {}, el("span", {}, el("bdi", {}, text), place ? el("span", { class: "hint" }, ` ${place}`) : null), select);
    return { row, select, start, end, role };
  });
  const save = el("button", { class: "button is-strong" }, "Save");
  const leave = el("button", { type: "button", class: "button" }, "Cancel ", keycap("Esc"));
  const list = el("ul", { class: "about-list" }, ...choices.map(({ row }) => row));
  const form = el("form", { class: "claim-form", "aria-label": "Where the claim is about" }, list, el("div", { class: "picker-buttons" }, save, leave));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = choices.filter(({ select, role }) => (select.value || null) !== role);
    if (changed.length) onSave(changed.map(({ select, start, end }) => ({ start, end, role: select.value || null })));
    else onLeave();
  });
  leave.addEventListener("click", onLeave);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onLeave();
  });
  return { element: form, focus: () => /** @type {HTMLElement | null} */ (form.querySelector("select, button"))?.focus() };
}

/**
 * @param {ReviewedClaim} claim
 * @param {readonly Name[]} names of the paragraph
 * @returns {{start: number, end: number, text: string, place: string | null, role: string | null}[]} in the order of the text
 */
export function listed(claim, names) {
  const linked = claim.places.map(({ start, end, text, name, role }) => ({ start, end, text, place: name, role }));
  const others = names
    .filter(({ start }) => !linked.some((one) => one.start === start))
    .map(({ start, end, text, place }) => ({ start, end, text, place: place?.name ?? null, role: null }));
  return [...linked, ...others].sort((a, b) => a.start - b.start);
}
