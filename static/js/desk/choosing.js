/* Choosing words of the paragraph on the desk: those that are selected already, or in its place word by word. */

import { pickWords } from "../review/picker.js";
import { need } from "../shared/dom.js";
import { selected } from "./text.js";

/** @typedef {{start: number, end: number}} Span */

/** @param {HTMLElement} text that shows the paragraph */
export function wordChoice(text) {
  const host = need("#picker");

  function leave() {
    host.hidden = true;
    host.replaceChildren();
    text.hidden = false;
  }

  return {
    /**
     * @param {import("../review/types.js").Item | null} item
     * @param {{label: string, at: Span | null, take: string}} what
     * @returns {Promise<Span | null>}
     */
    async pick(item, what) {
      if (!item) return null;
      const already = what.at ? null : selected(text, item.paragraph);
      if (already) return already;
      text.hidden = true;
      host.hidden = false;
      const span = await pickWords(host, item.paragraph, what);
      leave();
      return span;
    },
    leave,
  };
}
