/* Who speaks, in the margin beside the words, if the window is wide enough. */

import { el } from "../shared/dom.js";

const GAP = 4;

/**
 * @typedef {{index: number, speaker: string, cue: string}} Note
 * @param {HTMLElement} margin
 * @param {Note[]} notes in text order
 * @param {(index: number) => HTMLElement | null} startOf
 * @param {(index: number) => void} onChoose
 */
export function marginNotes(margin, notes, startOf, onChoose) {
  const drawn = notes.filter((note) => startOf(note.index)).map((note) => {
    const button = el(
      "button",
      { type: "button", class: "margin-note", "aria-label": `${note.speaker}${note.cue ? `, “${note.cue}”` : ""}: highlight these words` },
      el("span", { class: "note-speaker" }, note.speaker),
      note.cue ? el("span", { class: "note-cue" }, note.cue) : null,
    );
    button.addEventListener("click", () => onChoose(note.index));
    return { note, button };
  });
  margin.replaceChildren(...drawn.map(({ button }) => button));

  function place() {
    const top = margin.getBoundingClientRect().top;
    let free = 0;
    for (const { note, button } of drawn) {
      const start = startOf(note.index);
      if (!start || button.hidden) continue;
      const wanted = start.getClientRects()[0].top - top;
      const at = Math.max(wanted, free);
      button.style.top = `${at}px`;
      free = at + button.offsetHeight + GAP;
    }
  }

  const observer = new ResizeObserver(place);
  observer.observe(margin);
  place();
  return {
    stop: () => observer.disconnect(),
    /** @param {number[] | null} claims those shown; null for all */
    keep(claims) {
      for (const { note, button } of drawn) button.hidden = claims !== null && !claims.includes(note.index);
      place();
    },
    /** @param {number | null} index */
    mark(index) {
      for (const { note, button } of drawn) button.classList.toggle("is-highlighted", note.index === index);
    },
  };
}
