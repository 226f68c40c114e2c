/* What became of the last decision: said aloud, with its undo, and the progress of what goes on in the background. */

import { el, keycap } from "../shared/dom.js";
import { review } from "./asking.js";
import { keyOf } from "./keys.js";
import { decidedWords, FURTHER } from "./wishes.js";

const INTERVAL = 1000;
/** Milliseconds after which a job that has not ended is asked for less often. */
const SLOW = 5000;
const OF_MENTION = ["place", "rejected", "not_identifiable", "verified"];

/** @typedef {import("./types.js").Decided} Decided */

/**
 * @typedef {object} Result
 * @property {(words: string) => void} say
 * @property {(answer: Decided, words?: string) => void} done
 * @property {(error: unknown) => void} problem
 * @property {() => Promise<void>} undo
 * @property {() => Promise<void>} redo
 */

/**
 * @param {HTMLElement} host
 * @param {{home: HTMLElement, onChanged: (at: import("./types.js").At | null) => void, onSettled?: () => void}} options ``home`` gets
 *   the focus of a button that has gone, ``onChanged`` is called after a step
 *   was undone or redone, with the mention that it was about, if it was about one; ``onSettled`` once work in the background has
 *   ended
 * @returns {Result}
 */
export function resultLine(host, { home, onChanged, onSettled = () => {} }) {
  const words = el("span", { class: "result-words", role: "status" });
  const undoButton = el("button", { type: "button", class: "button", "aria-keyshortcuts": "Z" }, "Undo ", keycap(keyOf("undo")));
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { "aria-label": "How much of it is done", hidden: true }));
  undoButton.hidden = true;
  host.replaceChildren(words, bar, undoButton);
  host.classList.add("result-line");
  let busy = false;
  /** The last job: those before it are done first. @type {number | null} */
  let job = null;
  let following = false;

  /** @param {string} text @param {boolean} undoable @param {boolean} [failed] */
  function show(text, undoable, failed = false) {
    host.classList.toggle("is-failed", failed);
    host.classList.toggle("is-done", undoable);
    words.textContent = text;
    if (undoButton === document.activeElement && !undoable) home.focus({ preventScroll: true });
    undoButton.hidden = !undoable;
  }

  /** @param {unknown} error */
  function problem(error) {
    show(error instanceof Error ? error.message : String(error), false, true);
  }

  /** Follow the last job to its end. */
  async function follow() {
    if (following) return;
    following = true;
    try {
      for (let asked = 1; job !== null; asked += 1) {
        const id = job;
        const { total, settled, queued, reading } = await review.job(id);
        bar.max = total || 1;
        bar.value = settled;
        if (queued + reading > 0) await new Promise((resolve) => setTimeout(resolve, asked * INTERVAL > SLOW ? SLOW : INTERVAL));
        else if (job === id) job = null;
      }
      words.textContent = (words.textContent ?? "").replace(FURTHER, "; all done");
      onSettled();
    } catch {
      // It goes on all the same, and the page of jobs shows it.
      job = null;
    } finally {
      following = false;
      bar.hidden = true;
    }
  }

  /** @param {Decided} answer @param {string} text @param {boolean} undoable */
  function told(answer, text, undoable) {
    show(text, undoable);
    if (answer.job === null) return;
    job = answer.job;
    if (answer.spreads) bar.hidden = false;
    void follow();
  }

  /** @param {"undo" | "redo"} which */
  async function step(which) {
    if (busy) return;
    busy = true;
    try {
      const answer = await review[which]();
      told(answer, `${which === "undo" ? "Undone" : "Redone"}: ${decidedWords(answer)}`, which === "redo");
      onChanged(OF_MENTION.includes(answer.decision.what) ? answer.at : null);
    } catch (error) {
      problem(error);
    } finally {
      busy = false;
    }
  }

  undoButton.addEventListener("click", () => step("undo"));

  return {
    say: (text) => show(text, false),
    done: (answer, text = decidedWords(answer)) => told(answer, text, true),
    problem,
    undo: () => step("undo"),
    redo: () => step("redo"),
  };
}
