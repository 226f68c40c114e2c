/* How much is reviewed: a bar and its words, which follow each decision. */

import { review } from "../review/asking.js";
import { need } from "../shared/dom.js";

/**
 * @param {string | null} collection that is reviewed, null for all articles
 * @returns {() => Promise<void>} shows how much it is by now
 */
export function progressBar(collection) {
  const bar = /** @type {HTMLProgressElement} */ (need("#progress"));
  const said = need("#progress-words");
  let turn = 0;

  return async () => {
    turn += 1;
    const mine = turn;
    const { reviewed, mentions, words } = await review.progress(collection);
    if (mine !== turn) return; // asked again meanwhile
    bar.max = mentions || 1;
    bar.value = reviewed;
    said.textContent = words;
  };
}
