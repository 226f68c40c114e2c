/* The menu in which what is shown is saved: as files, or as a link with the part of the map that is in view. */

import { el, need } from "../../shared/dom.js";
import { closing } from "../../shared/menu.js";

const LASTS = 4_000;

/** @param {() => string} address of this page as it is */
export function saveMenu(address) {
  closing(/** @type {HTMLDetailsElement} */ (need("#save-as")));
  const button = need("#copy-link");
  const words = button.textContent;
  let later = 0;

  /** @param {string} said */
  function tell(said) {
    window.clearTimeout(later);
    button.textContent = said;
    later = window.setTimeout(() => (button.textContent = words), LASTS);
  }

  button.addEventListener("click", async () => {
    const link = new URL(address(), window.location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      tell("Link copied");
    } catch {
      // Browsers let pages copy only where the connection is safe: then the reader copies.
      show(link);
    }
  });

  /** @param {string} link */
  function show(link) {
    const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", readonly: true, value: link, "aria-label": "Link to what is shown: copy it" }));
    button.parentElement?.querySelector("input")?.remove();
    button.after(field);
    field.select();
  }
}
