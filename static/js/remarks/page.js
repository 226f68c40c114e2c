/* Notes and tags wherever a page has them: on a place, on a speaker, on each claim of an article. */

import { remarksEditor } from "./editor.js";

function mountAll() {
  for (const box of document.querySelectorAll("[data-about]:not([data-edits])")) {
    /** @type {HTMLElement} */ (box).dataset.edits = "";
    remarksEditor(/** @type {HTMLElement} */ (box));
  }
}

mountAll();
// What is listed may be replaced after a decision.
new MutationObserver(mountAll).observe(document.body, { childList: true, subtree: true });
