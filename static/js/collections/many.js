/* A list with boxes to tick: all at once, and how many are ticked. Without this file each box works by itself. */

import { need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

const form = document.querySelector("#many");
if (form instanceof HTMLFormElement) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[name=article]")]);
  const holder = need("#tick-all", form);
  const all = /** @type {HTMLInputElement} */ (need("input", holder));
  const every = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=every]"));
  const state = need("#many-state", form);

  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    state.hidden = false;
    state.textContent = every?.checked ? "All articles of this list are chosen." : `${counted(ticked, "article")} ticked.`;
  };

  holder.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", show);
  window.addEventListener("pageshow", show); // going back keeps what was ticked
}
