/* The map's filter of claims: by kind, manner, whether they were said and name their place; a speaker comes by a link. */

import { need } from "./dom.js";
import { EVERY_CLAIM, isNarrowed } from "./state.js";

/**
 * @typedef {import("./state.js").Choice} Choice
 * @param {{onChoose: (change: Partial<Choice>) => void}} events
 */
export function mannerFilter({ onChoose }) {
  const box = /** @type {HTMLDetailsElement} */ (need("#claim-filter"));
  const inputs = [...box.querySelectorAll("input")];
  const ticked = (/** @type {string} */ name) => inputs.filter((input) => input.name === name && input.checked).map(({ value }) => value);
  box.addEventListener("change", () => {
    const [named, attitudes] = ["named", "attitudes"].map((name) => ticked(name).length > 0);
    onChoose({ manner: ticked("manner"), kind: ticked("kind"), named, attitudes });
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
      need("#claims-shown").hidden = !isNarrowed(choice);
      need("#claims-shown-words").textContent = `Only claims: ${described(choice, named)}.`;
      if (choice.manner.length || choice.kind.length || choice.named || choice.attitudes) box.open = true;
    },
  };
}

/**
 * @param {HTMLInputElement} input
 * @param {Choice} choice
 */
function isChecked({ name, value }, choice) {
  if (name === "named" || name === "attitudes") return choice[name];
  return choice[/** @type {"manner" | "kind"} */ (name)].includes(value);
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
