/* Adding articles: dropped, picked or pasted, sent one by one so that a failure does not stop the others. */

import { postForm } from "./api.js";
import { counted, el, link, need } from "./dom.js";

const MEGABYTE = 1024 * 1024;

/**
 * @typedef {{name: string, url: string, form: FormData, tooLarge: boolean}} Job
 * @param {{ready: () => Promise<void>, onAdded: (articles: any[], failed: boolean) => void, onStart: () => void}} events
 *   ``ready`` resolves once the server can read articles
 */
export function uploads({ ready, onAdded, onStart }) {
  const place = /** @type {HTMLDetailsElement} */ (need("#add"));
  const results = need("#add-results");
  const maximum = Number(place.dataset.maxMb);
  /** @type {{job: Job, row: ReturnType<typeof resultRow>}[]} */
  const queue = [];
  let running = false;

  /** @param {Job[]} jobs */
  function add(jobs) {
    if (!jobs.length) return;
    onStart();
    for (const job of jobs) {
      const row = resultRow(job.name);
      results.prepend(row.element);
      queue.push({ job, row });
    }
    if (!running) run();
  }

  async function run() {
    running = true;
    const added = [];
    let failed = false;
    while (queue.length) {
      const { job, row } = /** @type {typeof queue[0]} */ (queue.shift());
      const { articles, complete } = await send(job, row);
      added.push(...articles);
      failed ||= !complete;
    }
    running = false;
    if (added.length) place.open = false;
    onAdded(added, failed);
  }

  /**
   * @param {Job} job
   * @param {ReturnType<typeof resultRow>} row
   * @returns {Promise<{articles: any[], complete: boolean}>} the articles added, and whether these are all
   */
  async function send(job, row) {
    if (job.tooLarge) {
      row.failed(`This file is larger than ${maximum} MB, the most this server accepts.`);
      return { articles: [], complete: false };
    }
    try {
      row.waits("Waiting until the program is ready…");
      await ready();
      row.waits("Reading…");
      const { results: answers } = await postForm(job.url, job.form);
      row.answered(answers);
      const articles = answers.map((/** @type {any} */ answer) => answer.article).filter(Boolean);
      return { articles, complete: articles.length === answers.length };
    } catch (error) {
      row.failed(error instanceof Error ? error.message : String(error));
      return { articles: [], complete: false };
    }
  }

  /** @param {FileList | File[]} files */
  function addFiles(files) {
    add([...files].map((file) => {
      const form = new FormData();
      form.append("files", file, file.name);
      return { name: file.name, url: "/articles", form, tooLarge: file.size > maximum * MEGABYTE };
    }));
  }

  listenToForms(add, addFiles);
  listenToDrops(addFiles);
  return { add };
}

/**
 * @param {(jobs: Job[]) => void} add
 * @param {(files: FileList) => void} addFiles
 */
function listenToForms(add, addFiles) {
  const picker = /** @type {HTMLInputElement} */ (need("#add-files"));
  picker.addEventListener("change", () => {
    if (picker.files?.length) addFiles(picker.files);
    picker.value = "";
  });
  const paste = /** @type {HTMLFormElement} */ (need("#paste-form"));
  paste.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = new FormData(paste);
    add([{ name: String(form.get("title")).trim() || "Pasted text", url: paste.action, form, tooLarge: false }]);
    paste.reset();
  });
  for (const samples of document.querySelectorAll("form[data-samples]")) {
    samples.addEventListener("submit", (event) => {
      event.preventDefault();
      add([{ name: "Sample articles", url: "/samples", form: new FormData(), tooLarge: false }]);
    });
  }
}

/** @param {(files: FileList) => void} addFiles */
function listenToDrops(addFiles) {
  const veil = need("#drop-veil");
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  window.addEventListener("drop", (event) => {
    veil.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) addFiles(event.dataTransfer.files);
  });
}

/**
 * The line that shows how one file is doing.
 *
 * @param {string} name
 */
function resultRow(name) {
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
    /** @param {any[]} answers */
    answered(answers) {
      const kinds = new Set(answers.map(({ status }) => status));
      const kind = kinds.size === 1 ? [...kinds][0] : "added";
      become(kind, ...answers.map(answered));
    },
  };
}

/** @param {any} answer */
function answered({ status, message, article }) {
  if (!article) return el("span", { class: "result-line" }, message);
  const counts = `${counted(article.places, "place")}, ${counted(article.claims, "claim")}`;
  const before = status === "existing" ? "Already here: " : "";
  return el("span", { class: "result-line" }, before, link(article.href, article.title), ` (${article.places ? counts : message || "nothing could be mapped"})`);
}
