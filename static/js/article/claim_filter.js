/* Which of an article's claims are shown: those of one speaker, of some kinds, said in some manners, naming a place.

   The page is asked for anew with attitudes and without: they are marked in its text. */

import { counted } from "../shared/numbers.js";
import { UNNAMED } from "../state/filters.js";

/** @typedef {import("../state/filters.js").Choice} Choice */
/** @typedef {import("../state/filters.js").Filters} Filters */

/**
 * @param {HTMLElement} page
 * @param {Filters} filters
 * @param {{onChoose: (change: Choice) => void}} events
 */
export function claimFilter(page, filters, { onChoose }) {
  const form = page.querySelector("#claim-filter");
  const line = page.querySelector("#claims-shown");
  const words = page.querySelector("#claims-shown-words");
  /** @type {HTMLInputElement[]} */
  const inputs = form ? [...form.querySelectorAll("input")] : [];
  /** @type {Choice} */
  let now = filters.everyClaim;

  function chosen() {
    const radio = inputs.find((input) => input.type === "radio" && input.checked);
    const ticked = (/** @type {string} */ name) => inputs.filter((input) => input.name === name && input.checked).map(({ value }) => value);
    return {
      speaker: !radio || radio.dataset.all !== undefined ? [] : [radio.value],
      ...Object.fromEntries(["manner", "kind", "named"].map((name) => [name, ticked(name)])),
    };
  }

  function all() {
    onChoose(filters.everyClaim);
    inputs.find(({ dataset }) => dataset.all !== undefined)?.focus({ preventScroll: true });
  }

  form?.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "attitudes") askFor(event.target);
    else onChoose(chosen());
  });

  /** @param {HTMLInputElement} box that of attitudes, which gets the focus back on the new page */
  function askFor(box) {
    const address = new URL(window.location.href);
    filters.replace(address.searchParams, { ...now, attitudes: box.checked ? [box.value] : [] });
    address.hash = box.id;
    window.location.assign(address);
  }

  /** @param {HTMLAnchorElement} link that is to lead to the claims that are shown */
  function addChoice(link) {
    const address = new URL(link.href);
    filters.replace(address.searchParams, now);
    link.href = address.href;
  }

  form?.addEventListener("submit", (event) => event.preventDefault());
  page.querySelector("#show-all")?.addEventListener("click", (event) => {
    if (event instanceof MouseEvent && isElsewhere(event)) return;
    event.preventDefault();
    all();
  });
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("[data-speaker-choice]") : null;
    if (!(link instanceof HTMLElement) || isElsewhere(event)) return;
    event.preventDefault();
    const speaker = link.dataset.speakerChoice || UNNAMED;
    onChoose({ speaker: now.speaker?.[0] === speaker ? [] : [speaker] });
  });
  // Before the map's own listener: the key then closes what is open, and only the next press shows all claims.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !filters.isNarrowed(now) || event.defaultPrevented) return;
      if (document.querySelector(".leaflet-popup, #why:not([hidden])")) return;
      all();
    },
    { capture: true },
  );

  return {
    /**
     * @param {Choice} choice
     * @param {HTMLElement[]} claims the items of the list
     * @returns {number[] | null} the claims that are shown; null for all
     */
    show(choice, claims) {
      now = choice;
      const kept = claims.filter(({ dataset }) => matches(choice, dataset));
      for (const item of claims) item.hidden = !kept.includes(item);
      for (const input of inputs) input.checked = isChecked(input, choice);
      page.classList.toggle("is-named-only", choice.named.length > 0);
      if (line instanceof HTMLElement && words) {
        line.hidden = !filters.isNarrowed(choice);
        const all = counted(claims.length, "claim");
        words.textContent = kept.length ? `${kept.length} of ${all} shown.` : `None of ${all} matches.`;
      }
      for (const link of page.querySelectorAll("#map-file, #whole-map")) addChoice(/** @type {HTMLAnchorElement} */ (link));
      return filters.isNarrowed(choice) ? kept.map(({ dataset }) => Number(dataset.claim)) : null;
    },
  };
}

/**
 * @param {Choice} choice
 * @param {DOMStringMap} claim what the list says of it; it is outside where filters that the page has no boxes for leave it out
 */
function matches({ speaker, manner, kind, named }, claim) {
  const isTheirs = !speaker.length || (claim.speaker || UNNAMED) === speaker.at(-1);
  const isNamed = !named.length || claim.named !== undefined;
  const isInside = claim.outside === undefined;
  return isInside && isTheirs && isNamed && (!manner.length || manner.includes(claim.manner ?? "")) && (!kind.length || kind.includes(claim.kind ?? ""));
}

/**
 * @param {HTMLInputElement} input
 * @param {Choice} choice
 */
function isChecked(input, choice) {
  if (input.name !== "speaker") return choice[input.name].includes(input.value);
  if (!choice.speaker.length) return input.dataset.all !== undefined;
  return input.dataset.all === undefined && input.value === choice.speaker.at(-1);
}

/** @param {MouseEvent} event */
function isElsewhere(event) {
  return event.metaKey || event.ctrlKey || event.shiftKey;
}
