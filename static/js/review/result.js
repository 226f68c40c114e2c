/* What became of the last decision: said aloud, with its undo, and the progress of what goes on in the background. */

import { el, keycap } from "../shared/dom.js";
import { review } from "./asking.js";
import { keyOf } from "./keys.js";
import { runningJobs } from "./running.js";
import { ANY, settling } from "./steps/settling.js";
import { decidedWords, FURTHER } from "./wishes.js";

const OF_MENTION = ["place", "rejected", "not_identifiable", "verified"];

/** @typedef {import("./types.js").Decided} Decided */

/**
 * @typedef {object} Result
 * @property {(words: string) => void} say
 * @property {(answer: Decided, words?: string) => void} done
 * @property {(error: unknown) => void} problem
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {ReturnType<typeof settling>} steps whose answer is not shown yet
 * @property {() => Promise<void>} resume shows what is still going on in the background since earlier
 */

/**
 * @param {HTMLElement} host
 * @param {{home: HTMLElement, onChanged: (at: import("./types.js").At | null, isAwaited: boolean) => Promise<void> | void, onSettled?: () => void, running?: HTMLElement}} options ``home`` gets
 *   the focus of a button that has gone, ``onChanged`` is called after a step
 *   was undone or redone, with the mention that it was about, if it was about one, and whether the person waits for that still; ``onSettled`` once work in the background has
 *   ended; how far that is stands in ``running``
 * @returns {Result}
 */
export function resultLine(host, { home, onChanged, onSettled = () => {}, running = el("div", { class: "running-jobs", hidden: true }) }) {
  const words = el("span", { class: "result-words", role: "status" });
  const undoButton = el("button", { type: "button", class: "button", "aria-keyshortcuts": "Z" }, "Undo ", keycap(keyOf("undo")));
  undoButton.hidden = true;
  host.replaceChildren(words, undoButton);
  host.classList.add("result-line");
  if (!running.parentElement) host.after(running);
  const steps = settling();
  const jobs = runningJobs(running, {
    onEnd() {
      words.textContent = (words.textContent ?? "").replace(FURTHER, "; all done");
      onSettled();
    },
    onCancelled(answer, isWaiting) {
      told(answer, `Stopped and taken back: ${answer.words}`, false);
      if (isWaiting) home.focus({ preventScroll: true });
      void onChanged(OF_MENTION.includes(answer.decision.what) ? answer.at : null, isWaiting);
    },
    problem,
  });

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

  /** @param {Decided} answer @param {string} text @param {boolean} undoable */
  function told(answer, text, undoable) {
    show(text, undoable);
    if (answer.job !== null) jobs.follow(answer.job);
  }

  /** Once what was decided before is kept: that is what is undone. @param {"undo" | "redo"} which @returns {void} */
  function step(which) {
    if (steps.isAny()) steps.later(() => step(which), { isForNext: false });
    else void taken(which, steps.begin(ANY));
  }

  /** @param {"undo" | "redo"} which @param {import("./steps/settling.js").Step} now */
  async function taken(which, now) {
    let isKept = false;
    try {
      const answer = await review[which]();
      isKept = true;
      told(answer, `${which === "undo" ? "Undone" : "Redone"}: ${decidedWords(answer)}`, which === "redo");
      await onChanged(OF_MENTION.includes(answer.decision.what) ? answer.at : null, now.isAwaited());
    } catch (error) {
      problem(error);
    } finally {
      now.end(isKept);
    }
  }

  undoButton.addEventListener("click", () => step("undo"));

  return {
    say: (text) => show(text, false),
    done: (answer, text = decidedWords(answer)) => told(answer, text, true),
    problem,
    steps,
    undo: () => step("undo"),
    redo: () => step("redo"),
    resume: () => jobs.resume(),
  };
}
