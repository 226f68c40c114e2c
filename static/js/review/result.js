/* What became of the last decision: said aloud, with its undo, and the progress of what goes on in the background. */

import { el, keycap } from "../shared/dom.js";
import { review } from "./asking.js";
import { keyOf } from "./keys.js";
import { reachWords } from "./wishes.js";

const INTERVAL = 1000;

/**
 * @typedef {object} Result
 * @property {(words: string) => void} say
 * @property {(words: string, job: number | null) => void} done
 * @property {(error: unknown) => void} problem
 * @property {() => Promise<void>} undo
 * @property {() => Promise<void>} redo
 */

/**
 * @param {HTMLElement} host
 * @param {{onChanged: (at: import("./types.js").At | null) => void, onSettled?: () => void}} events ``onChanged`` after a step
 *   was undone or redone, with the mention that it was about; ``onSettled`` once work in the background has ended
 * @returns {Result}
 */
export function resultLine(host, { onChanged, onSettled = () => {} }) {
  const words = el("span", { class: "result-words", role: "status" });
  const undoButton = el("button", { type: "button", class: "button", "aria-keyshortcuts": "z" }, "Undo ", keycap(keyOf("undo")));
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { "aria-label": "How much of it is done", hidden: true }));
  undoButton.hidden = true;
  host.replaceChildren(words, bar, undoButton);
  host.classList.add("result-line");
  let busy = false;

  /** @param {string} text @param {boolean} undoable @param {boolean} [failed] */
  function show(text, undoable, failed = false) {
    host.classList.toggle("is-failed", failed);
    host.classList.toggle("is-done", undoable);
    words.textContent = text;
    if (undoButton === document.activeElement && !undoable) /** @type {HTMLElement | null} */ (host.closest("[tabindex='-1']"))?.focus({ preventScroll: true });
    undoButton.hidden = !undoable;
  }

  /** @param {unknown} error */
  function problem(error) {
    show(error instanceof Error ? error.message : String(error), false, true);
  }

  /** @param {number} id of a job @param {string} text what was done */
  async function follow(id, text) {
    bar.hidden = false;
    try {
      for (;;) {
        const { total, settled, queued, reading } = await review.job(id);
        bar.max = total || 1;
        bar.value = settled;
        if (queued + reading === 0) break;
        await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      }
      if (words.textContent === text) words.textContent = text.replace(/; the rest follows in the background/, ", all done");
      onSettled();
    } catch (error) {
      problem(error);
    } finally {
      bar.hidden = true;
    }
  }

  /** @param {"undo" | "redo"} which */
  async function step(which) {
    if (busy) return;
    busy = true;
    try {
      const answer = await review[which]();
      const reach = answer.changed.mentions > 1 ? ` (${reachWords(answer.changed)})` : "";
      show(`${which === "undo" ? "Undone" : "Redone"}: ${answer.words}${reach}`, which === "redo");
      if (answer.job) follow(answer.job, words.textContent ?? "");
      onChanged(answer.at ?? null);
    } catch (error) {
      problem(error);
    } finally {
      busy = false;
    }
  }

  undoButton.addEventListener("click", () => step("undo"));

  return {
    say: (text) => show(text, false),
    done(text, job) {
      show(text, true);
      if (job) follow(job, text);
    },
    problem,
    undo: () => step("undo"),
    redo: () => step("redo"),
  };
}
