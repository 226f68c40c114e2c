/* The map's filter of claims: by kind and by manner; a speaker comes with a link from an article. */

import { need } from "./dom.js";
import { claimQuery } from "./state.js";
import { kindWords } from "./words.js";

/**
 * @typedef {Pick<import("./state.js").Filter, "speaker" | "manner" | "kind">} Choice
 * @param {{onChoose: (change: Partial<Choice>) => void}} events
 */
export function mannerFilter({ onChoose }) {
  const box = /** @type {HTMLDetailsElement} */ (need("#claim-filter"));
  const inputs = [...box.querySelectorAll("input")];
  const ticked = (/** @type {string} */ name) => inputs.filter((input) => input.name === name && input.checked).map(({ value }) => value);
  box.addEventListener("change", () => onChoose({ manner: ticked("manner"), kind: ticked("kind") }));
  need("#claims-all").addEventListener("click", () => {
    onChoose({ speaker: null, manner: [], kind: [] });
    need("summary", box).focus();
  });

  return {
    /** @param {Choice} choice */
    show(choice) {
      for (const input of inputs) input.checked = choice[/** @type {"manner" | "kind"} */ (input.name)].includes(input.value);
      const narrowed = claimQuery(choice).size > 0;
      need("#claims-shown").hidden = !narrowed;
      need("#claims-shown-words").textContent = `Only claims: ${described(choice)}.`;
      if (choice.manner.length || choice.kind.length) box.open = true;
    },
  };
}

/**
 * @param {Choice} choice
 * @returns {string} "of Ada Okoro, quoted or reported, alleges or denies"
 */
function described({ speaker, manner, kind }) {
  const who = speaker === null ? "" : `of ${speaker || "speakers not named"}`;
  return [who, kind.map(kindWords).join(" or "), manner.join(" or ")].filter(Boolean).join(", ");
}
