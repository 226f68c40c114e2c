/* Reading again what an earlier version of the program read: the notice, its button, and the progress. */

import { getJson, postForm } from "./api.js";
import { el, link, need } from "./dom.js";
import { counted } from "./numbers.js";

/** @typedef {import("./types.js").Rereading} Rereading */

const INTERVAL = 1000;

/**
 * @param {{ready: () => Promise<unknown>, onFound?: () => void, onDone: (state: Rereading, hadFocus: boolean) => void}} events
 *   ``ready`` resolves once the server can read articles; ``onFound`` is called if only then it is known that some are
 *   outdated; ``onDone`` gets the state at the end of a run, and whether the notice had the focus and is hidden now
 */
export function rereading({ ready, onFound = () => {}, onDone }) {
  const notice = need("#reread");
  const words = need("#reread-words");
  const start = /** @type {HTMLFormElement} */ (need("#reread-start"));
  const stop = /** @type {HTMLFormElement} */ (need("#reread-stop"));
  const startButton = /** @type {HTMLButtonElement} */ (need("button", start));
  const stopButton = /** @type {HTMLButtonElement} */ (need("button", stop));
  const bar = /** @type {HTMLProgressElement} */ (need("#reread-progress"));
  const article = notice.dataset.article || null;
  let watching = false;
  let asking = false;

  /**
   * @param {Rereading} state
   * @returns {boolean} whether the focus was in the notice, which is hidden now
   */
  function show(state) {
    const { running } = state;
    const outdated = article ? state.article?.outdated : state.outdated > 0;
    const hadFocus = notice.contains(document.activeElement);
    const failures = article ? state.failures.filter((one) => String(one.id) === article) : state.failures;
    notice.hidden = !outdated && !(running && !article);
    words.textContent = running ? runningWords(state) : restingWords(state);
    // A single article is soon read, and is not interrupted.
    const several = running && state.total > 1;
    need("#reread-count").hidden = !several;
    bar.max = state.total || 1;
    bar.value = state.done;
    need("#reread-done").textContent = `${state.done} of ${state.total}`;
    need("#reread-problem").hidden = running || !state.problem;
    need("#reread-problem").textContent = state.problem;
    need("#reread-failures").hidden = running || !failures.length;
    need("#reread-failures").replaceChildren(...failures.map(failure));
    start.hidden = running;
    stop.hidden = !several;
    stopButton.disabled = state.stopping;
    if (!article) startButton.textContent = `Read ${counted(state.outdated, "article")} again`;
    // What had the focus may just have been hidden.
    if (hadFocus && !notice.hidden && !shown(document.activeElement)) (several && !state.stopping ? stopButton : words).focus();
    return hadFocus && notice.hidden;
  }

  /** @param {Rereading} state */
  function restingWords({ outdated }) {
    if (article) return notice.dataset.words || "This article was read by an earlier version: what is shown may be out of date.";
    return `${counted(outdated, "article")} ${outdated === 1 ? "was" : "were"} read with an earlier version of the program or its data.`;
  }

  /** @param {import("./types.js").RereadFailure} failed */
  function failure({ href, title, why }) {
    return article ? el("li", {}, why) : el("li", {}, link(href, title), `: ${why}`);
  }

  /** @param {Element | null} element */
  function shown(element) {
    return element instanceof HTMLElement && notice.contains(element) && element.offsetParent !== null && !element.matches(":disabled");
  }

  /** @returns {Promise<Rereading>} */
  const ask = () => getJson(article ? `/api/reread?article=${article}` : "/api/reread");

  /** Follow a run to its end. */
  async function watch() {
    if (watching) return;
    watching = true;
    try {
      for (;;) {
        const state = await ask();
        const lostFocus = show(state);
        if (!state.running || (article && !state.article?.outdated)) {
          announce(outcome(state));
          showChanged(state);
          onDone(state, lostFocus);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      }
    } finally {
      watching = false;
    }
  }

  /** @param {Rereading} state at the end of a run: where what changed with it is listed and taken back */
  function showChanged({ changed, job }) {
    const line = need("#reread-changed");
    line.hidden = !changed || !job;
    if (changed && job) line.replaceChildren(`${counted(changed, "article")} ${changed === 1 ? "shows" : "show"} something else now. `, link(job, "See what changed"));
  }

  /** @param {string} said for screen readers */
  function announce(said) {
    need("#reread-announce").textContent = said;
  }

  /** @param {unknown} error */
  function problem(error) {
    need("#reread-problem").hidden = false;
    need("#reread-problem").textContent = error instanceof Error ? error.message : String(error);
  }

  start.addEventListener("submit", async (event) => {
    event.preventDefault();
    // A disabled button would lose the focus.
    if (asking) return;
    asking = true;
    try {
      await postForm(start.action, new FormData(start));
      announce("Reading again.");
      await watch();
    } catch (error) {
      problem(error);
    } finally {
      asking = false;
    }
  });
  stop.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (document.activeElement === stopButton) words.focus();
    stopButton.disabled = true;
    await postForm(stop.action, new FormData(stop)).catch(problem);
  });

  async function begin() {
    if ("running" in notice.dataset) await watch();
    // A page that was made before the server was ready could not say what is outdated.
    if ("known" in notice.dataset) return;
    await ready();
    const state = await ask();
    show(state);
    if (state.outdated) onFound();
    if (state.running && !notice.hidden) await watch();
  }
  begin().catch((error) => {
    if (!notice.hidden) problem(error);
  });
  return {
    /** Ask the server again, as after articles were added or deleted. */
    async refresh() {
      show(await ask());
    },
  };
}

/** @param {Rereading} state */
function runningWords({ stopping, total }) {
  if (total === 1) return "Reading again…";
  return stopping ? "Stopping after the article that is being read…" : "Reading again… You may close this page; it goes on.";
}

/** @param {Rereading} state */
function outcome({ done, failed, total, stopped, problem }) {
  const read = counted(done - failed, "article");
  if (problem) return `Reading again ended early: ${problem}`;
  if (stopped) return `Stopped: ${done - failed} of ${counted(total, "article")} read again.`;
  return failed ? `${read} read again, ${failed} failed.` : `${read} read again.`;
}
