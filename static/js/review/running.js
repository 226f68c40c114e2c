/* What goes on in the background after a decision: how far it is, its end, and giving it up. */

import { el, keptFocus, link } from "../shared/dom.js";
import { review } from "./asking.js";

/** @typedef {import("./types.js").Spreading} Spreading */
/** @typedef {import("./types.js").Decided} Decided */

const INTERVAL = 1000;
/** Milliseconds after which those are asked for less often of which no line is shown. */
const SLOW = 5000;

/**
 * @param {HTMLElement} host
 * @param {{onEnd: () => void, onCancelled: (answer: Decided, isWaiting: boolean) => void, problem: (error: unknown) => void}} events ``onEnd`` is called when
 *   nothing more goes on, ``onCancelled`` also with whether who pressed the button does nothing else by then
 */
export function runningJobs(host, { onEnd, onCancelled, problem }) {
  /** @type {Map<number, ReturnType<typeof jobLine>>} */
  const lines = new Map();
  /** Jobs that read again what may follow: nothing is shown of them but their end. @type {Set<number>} */
  const quiet = new Set();
  /** Those that were given up: an answer that is under way may still tell of them. @type {Set<number>} */
  const cancelled = new Set();
  let following = false;

  /** @param {Spreading} job */
  function show(job) {
    if (cancelled.has(job.id)) return;
    const line = lines.get(job.id) ?? jobLine(job, cancel);
    if (!lines.has(job.id)) host.append(line.element);
    lines.set(job.id, line);
    line.show(job);
    host.hidden = false;
  }

  /** @param {Spreading} job */
  async function cancel({ id, decision }) {
    const isWaiting = keptFocus();
    try {
      const answer = await review.undo(decision); // which ends the job
      cancelled.add(id);
      onCancelled(answer, isWaiting());
      drop(new Set([...lines.keys()].filter((one) => one !== id)));
    } catch (error) {
      problem(error);
    }
  }

  /** @param {Set<number>} open the jobs that go on */
  function drop(open) {
    for (const [id, { element }] of lines) {
      if (open.has(id)) continue;
      element.remove();
      lines.delete(id);
    }
    host.hidden = lines.size === 0;
  }

  async function follow() {
    if (following) return;
    following = true;
    try {
      for (let asked = 1; ; asked += 1) {
        const { jobs } = await review.running();
        jobs.forEach(show);
        drop(new Set(jobs.map(({ id }) => id)));
        for (const id of [...quiet]) {
          const { queued, reading } = await review.job(id);
          if (queued + reading === 0) quiet.delete(id);
        }
        if (!lines.size && !quiet.size) break;
        await new Promise((resolve) => setTimeout(resolve, asked * INTERVAL > SLOW && !lines.size ? SLOW : INTERVAL));
      }
      onEnd();
    } catch {
      // It goes on all the same, and the page of jobs shows it.
      quiet.clear();
      drop(new Set());
    } finally {
      following = false;
    }
  }

  return {
    /** @param {number} job */
    follow(job) {
      quiet.add(job);
      void follow();
    },
    /** Show what went on already when the page was opened. */
    async resume() {
      const { jobs } = await review.running().catch(() => ({ jobs: [] }));
      if (jobs.length) void follow();
    },
  };
}

/**
 * @param {Spreading} job
 * @param {(job: Spreading) => Promise<void>} cancel
 */
function jobLine(job, cancel) {
  const words = el("span", { class: "running-words" });
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { "aria-label": "How much of it is done" }));
  const button = el("button", { type: "button", class: "button is-small" }, "Stop and take back");
  const details = link(job.href, "Each article", { "aria-label": `Each article of ${job.name}` });
  const element = el("div", { class: "running-line", role: "group", "aria-label": job.name }, words, bar, button, details);
  button.addEventListener("click", async () => {
    // Not disabled, which would lose the focus.
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    await cancel(job);
    button.removeAttribute("aria-busy");
  });
  return {
    element,
    /** @param {Spreading} now */
    show({ name, undone, counting, words: progress, total, settled, seconds_left: left }) {
      const now = counting ? "looking up the articles…" : `${progress}${left === null ? ", time left not known yet" : ""}`;
      words.textContent = `${undone ? "Taking back" : "Showing"} ${name}: ${now}`;
      button.hidden = undone;
      if (counting) return bar.removeAttribute("value");
      bar.max = total || 1;
      bar.value = settled;
    },
  };
}
