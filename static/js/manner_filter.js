/* The map's filter of claims: by kind, by manner, by what they name; a speaker comes with a link from an article. */

import { need } from "./dom.js";
import { EVERY_CLAIM, claimQuery } from "./state.js";

/**
 * @typedef {Pick<import("./state.js").Filter, "speaker" | "manner" | "kind" | "named">} Choice
 * @param {{onChoose: (change: Partial<Choice>) => void}} events
 */
export function mannerFilter({ onChoose }) {
  const box = /** @type {HTMLDetailsElement} */ (need("#claim-filter"));
  const inputs = [...box.querySelectorAll("input")];
  const ticked = (/** @type {string} */ name) => inputs.filter((input) => input.name === name && input.checked).map(({ value }) => value);
  box.addEventListener("change", () => {
    onChoose({ manner: ticked("manner"), kind: ticked("kind"), named: ticked("named").length > 0 });
  });
  need("#claims-all").addEventListener("click", () => {
    onChoose({ ...EVERY_CLAIM });
    need("summary", box).focus();
  });

  /** @param {string} value */
  function named(value) {
    return inputs.find((input) => input.value === value)?.closest("label")?.textContent?.trim() ?? value;
  }

  return {
    /** @param {Choice} choice */
    show(choice) {
      for (const input of inputs) input.checked = isChecked(input, choice);
      const narrowed = claimQuery(choice).size > 0;
      need("#claims-shown").hidden = !narrowed;
      need("#claims-shown-words").textContent = `Only claims: ${described(choice, named)}.`;
      if (choice.manner.length || choice.kind.length || choice.named) box.open = true;
    },
  };
}

/**
 * @param {HTMLInputElement} input
 * @param {Choice} choice
 */
function isChecked({ name, value }, choice) {
  return name === "named" ? choice.named : choice[/** @type {"manner" | "kind"} */ (name)].includes(value);
}

/**
 * @param {Choice} choice
 * @param {(value: string) => string} named what a kind or manner is called
 * @returns {string} "by Ada Okoro; quoted or paraphrased; allegations or denials; naming their place themselves"
 */
function described({ speaker, manner, kind, named: isNamed }, named) {
  const who = speaker === null ? "" : `by ${speaker || "speakers not named"}`;
  const where = isNamed ? "naming their place themselves" : "";
  return [who, kind.map(named).join(" or "), manner.map(named).join(" or "), where].filter(Boolean).join("; ");
}
