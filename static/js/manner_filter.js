/* The map's filter of claims: by kind and by manner; a speaker comes with a link from an article. */

import { need } from "./dom.js";
import { claimQuery } from "./state.js";

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

  /** @param {string} value */
  function named(value) {
    return inputs.find((input) => input.value === value)?.closest("label")?.textContent?.trim() ?? value;
  }

  return {
    /** @param {Choice} choice */
    show(choice) {
      for (const input of inputs) input.checked = choice[/** @type {"manner" | "kind"} */ (input.name)].includes(input.value);
      const narrowed = claimQuery(choice).size > 0;
      need("#claims-shown").hidden = !narrowed;
      need("#claims-shown-words").textContent = `Only claims: ${described(choice, named)}.`;
      if (choice.manner.length || choice.kind.length) box.open = true;
    },
  };
}

/**
 * @param {Choice} choice
 * @param {(value: string) => string} named what a kind or manner is called
 * @returns {string} "by Ada Okoro; quoted or paraphrased; allegations or denials"
 */
function described({ speaker, manner, kind }, named) {
  const who = speaker === null ? "" : `by ${speaker || "speakers not named"}`;
  return [who, kind.map(named).join(" or "), manner.map(named).join(" or ")].filter(Boolean).join("; ");
}
