/* The help on keys, from the table that the keys themselves follow, and the switch that turns single keys off. */

import { el, keycap, need } from "../shared/dom.js";
import { byGroup } from "../review/keys.js";

const STORED = "mention-mapper-review-keys";

/** @returns {{open: () => void, areOn: () => boolean}} */
export function keyHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (need("#key-help"));
  const on = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  const close = el("button", { type: "button", class: "button is-strong" }, "Close ", keycap("Esc"));
  on.checked = stored();
  on.addEventListener("change", () => {
    try {
      localStorage.setItem(STORED, on.checked ? "on" : "off");
    } catch {
      // The choice then lasts as long as the page.
    }
  });
  close.addEventListener("click", () => dialog.close());
  dialog.append(
    ...[...byGroup()].map(([group, keys]) => el("section", {}, el("h3", {}, group), el("dl", {}, ...keys.map(({ label, words }) => el("div", {}, el("dt", {}, el("kbd", {}, label)), el("dd", {}, words)))))),
    el("label", { class: "check" }, on, "Single keys decide (they never do while you type)"),
    close,
  );
  return { open: () => dialog.showModal(), areOn: () => on.checked };
}

function stored() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}
