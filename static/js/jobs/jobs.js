/* Following jobs while the server reads them: one line with the progress, and a row for each file that matters. */

import { getJson, postForm } from "../shared/api.js";
import { el, link, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

/** @typedef {import("../shared/types.js").Job} Job */
/** @typedef {import("../shared/types.js").JobItem} JobItem */
/** @typedef {import("../shared/types.js").JobArticle} JobArticle */
/** @typedef {{state: Job, cursor: number | string, rows: Map<number, ReturnType<typeof resultRow>>}} Followed */

const INTERVAL = 1000;
/** Milliseconds between two calls of ``onSome``, at least. */
const REFRESH = 5000;
const PORTION = 200;
/** Files of a job up to which each has a row; of a larger one only those that failed. */
const FEW = 12;
const MOST_ROWS = 50;
const KINDS = /** @type {Record<string, string>} */ ({ done: "added", exists: "existing", restored: "existing", choosing: "existing", queued: "waiting", reading: "waiting" });

/**
 * @param {{results: HTMLElement, onSome: () => Promise<void>, onEnd: (articles: JobArticle[], failed: boolean) => void, onHidden: () => void}} options
 *   ``onSome`` is called when articles have come while others are still read, ``onEnd`` when all are, ``onHidden``
 *   when the line goes that had the focus
 */
export function followJobs({ results, onSome, onEnd, onHidden }) {
  const line = progressLine(results, onHidden);
  /** @type {Map<string, Followed>} */
  const followed = new Map();
  /** @type {JobArticle[]} */
  let added = [];
  let failed = false;
  let fresh = false;
  let running = false;
  let refreshed = 0;

  /** @param {string} id */
  async function look(id) {
    const job = /** @type {Followed} */ (followed.get(id));
    for (;;) {
      /** @type {import("../shared/types.js").JobAnswer} */
      const state = await getJson(`${job.state.api}?since=${job.cursor}&limit=${PORTION}`);
      job.state = state;
      job.cursor = state.cursor;
      for (const item of state.items) take(job, item);
      if (!state.more) return;
    }
  }

  /**
   * @param {Followed} job
   * @param {JobItem} item
   */
  function take(job, item) {
    if (item.article) {
      added.push(item.article);
      fresh = fresh || item.status === "done" || item.status === "restored";
    }
    if (item.status === "failed") failed = true;
    if (!job.rows.has(item.id) && (job.state.total <= FEW || (["failed", "choosing"].includes(item.status) && job.rows.size < MOST_ROWS))) {
      const row = resultRow(item.name);
      job.rows.set(item.id, row);
      results.prepend(row.element);
    }
    job.rows.get(item.id)?.shows(item);
  }

  /** @param {string} id of a job of which everything is read */
  function finish(id) {
    const job = /** @type {Followed} */ (followed.get(id));
    // A file that held several articles, such as a table, gave way to them; nothing more is heard of it.
    for (const row of job.rows.values()) if (row.waiting()) row.opened(job.state.href);
    followed.delete(id);
  }

  async function run() {
    if (running) return;
    running = true;
    try {
      while (followed.size) {
        for (const id of [...followed.keys()]) await look(id);
        const open = [...followed.values()].map(({ state }) => state);
        for (const { id, queued, reading } of open) if (queued + reading === 0) finish(String(id));
        line.show(open.filter(({ queued, reading }) => queued + reading));
        if (!followed.size) break;
        if (fresh && Date.now() - refreshed > REFRESH) {
          fresh = false;
          await onSome();
          refreshed = Date.now();
        }
        await new Promise((resolve) => setTimeout(resolve, INTERVAL));
      }
      const articles = added;
      const bad = failed;
      added = [];
      failed = fresh = false;
      onEnd(articles, bad);
    } catch (error) {
      line.problem(error);
    } finally {
      running = false;
    }
  }

  /**
   * Follow a job to its end.
   *
   * @param {Job} job as the server answered
   * @param {string} [note] what the person should know
   */
  function add(job, note = "") {
    const known = followed.get(String(job.id));
    if (known) known.state = { ...known.state, total: job.total };
    else followed.set(String(job.id), { state: job, cursor: 0, rows: new Map() });
    if (note) line.note(note);
    run();
  }

  return {
    add,
    /** Follow what was handed in before this page was opened and is still being read. */
    async resume() {
      /** @type {{jobs: Job[]}} */
      const { jobs } = await getJson("/api/jobs?open=yes").catch(() => ({ jobs: [] }));
      for (const job of jobs) {
        // What it added so far is on the page already.
        if (!followed.has(String(job.id))) followed.set(String(job.id), { state: job, cursor: job.cursor, rows: new Map() });
      }
      if (jobs.length) run();
    },
  };
}

/**
 * @param {HTMLElement} results
 * @param {() => void} onHidden
 */
function progressLine(results, onHidden) {
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { "aria-label": "How much is read" }));
  const words = el("p", { role: "status" });
  const details = el("a", { href: "/jobs", class: "button quiet" }, "Each file");
  const cancel = el("button", { type: "button", class: "button quiet" }, "Cancel");
  const element = el("section", { class: "job-line", "aria-label": "Reading files", hidden: true }, words, bar, el("div", { class: "job-buttons" }, details, cancel));
  results.before(element);
  /** @type {Job[]} */
  let shown = [];
  let said = "";

  cancel.addEventListener("click", async () => {
    // Not disabled, which would lose the focus.
    if (cancel.getAttribute("aria-busy")) return;
    cancel.setAttribute("aria-busy", "true");
    for (const job of shown) await postForm(`${job.href}/cancel`, new FormData()).catch(problem);
    cancel.removeAttribute("aria-busy");
  });

  /** @param {unknown} error */
  function problem(error) {
    element.hidden = false;
    words.textContent = error instanceof Error ? error.message : String(error);
  }

  return {
    problem,
    /** @param {string} text */
    note(text) {
      said = text;
    },
    /** @param {Job[]} jobs those that go on */
    show(jobs) {
      shown = jobs;
      if (!jobs.length) said = "";
      const total = jobs.reduce((sum, job) => sum + job.total, 0);
      const held = element.contains(document.activeElement);
      element.hidden = total === 0;
      if (held && element.hidden) onHidden();
      bar.max = total || 1;
      bar.value = jobs.reduce((sum, job) => sum + job.settled, 0);
      const now = jobs.length === 1 ? jobs[0].words : `${counted(jobs.length, "upload")}: ${bar.value} of ${total} read`;
      const text = said ? `${now}. ${said}` : now;
      if (words.textContent !== text) words.textContent = text;
      details.setAttribute("href", jobs.length === 1 ? jobs[0].href : "/jobs");
    },
  };
}

/**
 * The line that shows how one file is doing.
 *
 * @param {string} name
 */
export function resultRow(name) {
  const words = el("span", { class: "result-words" }, "Waiting…");
  const element = el("li", { class: "result is-waiting" }, el("span", { class: "result-name" }, name), words);

  /**
   * @param {string} kind
   * @param {...(Node | string)} content
   */
  function become(kind, ...content) {
    element.className = `result is-${kind}`;
    words.replaceChildren(...content);
    if (kind === "failed") element.parentElement?.prepend(element);
  }

  return {
    element,
    waits: (/** @type {string} */ message) => become("waiting", message),
    failed: (/** @type {string} */ message) => become("failed", message),
    waiting: () => element.classList.contains("is-waiting"),
    opened: (/** @type {string} */ href) => become("added", el("span", { class: "result-line" }, link(href, "What became of each article in it"))),
    /** @param {JobItem} item as the server tells of it */
    shows(item) {
      const kind = KINDS[item.status] ?? item.status;
      if (kind === "waiting") become(kind, item.status === "reading" ? "Reading…" : "Waiting…");
      else become(kind, outcome(item));
    },
  };
}

/** @param {JobItem} item */
function outcome({ status, message, article, choose }) {
  if (choose) return el("span", { class: "result-line" }, link(choose, "Choose its columns"), ", then it is read");
  if (!article) return el("span", { class: "result-line" }, message);
  const before = { exists: "Already here: ", restored: "Back from the bin, as it was: " }[/** @type {string} */ (status)] ?? "";
  const after = status === "done" ? ` (${message})` : "";
  return el("span", { class: "result-line" }, before, link(article.href, article.title || "the article"), after);
}

/** Keep a job's own page up to date until the job ends. */
export async function followPage() {
  const page = need("#job-page");
  if (!("open" in page.dataset)) return;
  /** @type {number | string} */
  let cursor = page.dataset.cursor ?? "0";
  for (;;) {
    /** @type {import("../shared/types.js").JobAnswer} */
    const state = await getJson(`${page.dataset.api}?since=${cursor}&limit=${PORTION}`);
    cursor = state.cursor;
    const bar = /** @type {HTMLProgressElement} */ (need("#job-progress"));
    bar.max = state.total || 1;
    bar.value = state.settled;
    need("#job-words").textContent = state.words;
    for (const item of state.items) showItem(page, item, page.dataset.done ?? STATES.done);
    if (state.queued + state.reading === 0) {
      window.location.reload();
      return;
    }
    if (!state.more) await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

const STATES = /** @type {Record<string, string>} */ ({ queued: "waiting", reading: "being read", done: "added", exists: "already here", restored: "back from the bin", choosing: "waits for you", failed: "failed", cancelled: "cancelled" });

/**
 * @param {HTMLElement} page
 * @param {JobItem} item
 * @param {string} done what is said of one that is done
 */
function showItem(page, item, done) {
  const row = page.querySelector(`[data-item="${item.id}"]`);
  if (!row) return;
  row.className = `job-item is-${item.status}`;
  need(".job-state", row).textContent = item.status === "done" ? done : STATES[item.status];
  const told = ["done", "failed"].includes(item.status) ? ` ${item.message}` : "";
  if (item.choose) return need(".job-result", row).replaceChildren(link(item.choose, "Choose its columns"));
  need(".job-result", row).replaceChildren(item.article ? link(item.article.href, item.article.title || "the article") : "", told);
}
