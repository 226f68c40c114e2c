/* Adding articles: dropped, picked or pasted, handed in together, and then followed while the server reads them. */

import { postForm } from "../shared/api.js";
import { need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { followJobs, resultRow } from "../jobs/jobs.js";

const MEGABYTE = 1024 * 1024;
/** Files of one request; more are sent in several, as parts of one job. */
const MOST_FILES = 200;

/**
 * How adding ended: whether something failed, and whether the reader has chosen to see something else since it began.
 *
 * @typedef {{failed: boolean, isElsewhere: boolean}} Ended
 */

/**
 * @typedef {{name: string, url: string, forms: (() => FormData)[]}} Batch
 * @param {import("../state/state.js").State} state
 * @param {{onAdded: (articles: import("../shared/types.js").JobArticle[], ended: Ended) => void, onSome: () => Promise<void>, onStart: () => void}} events
 *   ``onAdded`` is called at the end, ``onSome`` now and then before it when articles have come
 */
export function uploads(state, { onAdded, onSome, onStart }) {
  const place = /** @type {HTMLDetailsElement} */ (need("#add"));
  const results = need("#add-results");
  const maximum = Number(place.dataset.maxMb);
  const follow = followJobs({
    results,
    onSome,
    onHidden: () => need("summary", place).focus(),
    onEnd(articles, failed) {
      if (articles.length) place.open = false;
      onAdded(articles, { failed, isElsewhere: state.isElsewhere(began) });
    },
  });
  let sending = 0;
  let began = state.get();

  /** @param {Batch} batch */
  async function add({ name, url, forms }) {
    if (!forms.length) return;
    began = state.get();
    onStart();
    sending += 1;
    const row = resultRow(name);
    row.waits("Sending…");
    results.prepend(row.element);
    /** @type {string | null} */
    let job = null;
    try {
      for (const make of forms) {
        const form = make();
        if (job) form.append("job", job);
        /** @type {import("../shared/types.js").UploadAnswer} */
        const answer = await postForm(url, form);
        job = String(answer.job.id);
        follow.add(answer.job, answer.note);
      }
      row.element.remove();
    } catch (error) {
      row.failed(`${job ? "Not all of it was sent. " : ""}${error instanceof Error ? error.message : String(error)}`);
    } finally {
      sending -= 1;
    }
  }

  /** @param {File[]} given */
  function addFiles(given) {
    const files = given.filter((file) => file.size <= maximum * MEGABYTE);
    for (const file of given) {
      if (files.includes(file)) continue;
      onStart();
      const row = resultRow(file.name);
      results.prepend(row.element);
      row.failed(`This file is larger than ${maximum} MB, the most this server accepts.`);
    }
    if (!files.length) return;
    const name = files.length === 1 ? files[0].name : counted(files.length, "file");
    add({ name, url: "/articles", forms: portions(files, maximum * MEGABYTE).map((some) => () => filesForm(some)) });
  }

  listenToForms(add, addFiles);
  listenToDrops(addFiles);
  // What was accepted is read whatever becomes of this page; what is still being sent is not.
  window.addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });
  follow.resume();
  return { add };
}

/**
 * @param {File[]} files
 * @param {number} most bytes of one request
 * @returns {File[][]}
 */
function portions(files, most) {
  /** @type {File[][]} */
  const made = [];
  let bytes = Infinity;
  for (const file of files) {
    if (bytes + file.size > most || made[made.length - 1].length >= MOST_FILES) {
      made.push([]);
      bytes = 0;
    }
    made[made.length - 1].push(file);
    bytes += file.size;
  }
  return made;
}

/** @param {File[]} files */
function filesForm(files) {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  const collection = /** @type {HTMLSelectElement | null} */ (document.querySelector("#file-form [name=collection]"));
  if (collection?.value) form.append("collection", collection.value);
  const ask = /** @type {HTMLInputElement | null} */ (document.querySelector("#file-form [name=columns]"));
  if (ask?.checked) form.append("columns", ask.value);
  return form;
}

/**
 * @param {(batch: Batch) => void} add
 * @param {(files: File[]) => void} addFiles
 */
function listenToForms(add, addFiles) {
  for (const picker of [need("#add-files"), need("#add-folder")]) {
    if (!(picker instanceof HTMLInputElement)) continue;
    picker.addEventListener("change", () => {
      addFiles([...(picker.files ?? [])].filter(isWanted));
      picker.value = "";
    });
  }
  for (const given of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("#paste-form, #address-form"))) {
    given.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = new FormData(given);
      const name = String(form.get("address") ?? form.get("title")).trim();
      add({ name: name || "Pasted text", url: given.action, forms: [() => form] });
      given.reset();
    });
  }
  for (const samples of document.querySelectorAll("form[data-samples]")) {
    samples.addEventListener("submit", (event) => {
      event.preventDefault();
      add({ name: "Sample articles", url: "/samples", forms: [() => new FormData()] });
    });
  }
}

/** @param {(files: File[]) => void} addFiles */
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
  window.addEventListener("drop", async (event) => {
    veil.hidden = true;
    if (!carriesFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    // Both have to be asked for before anything is waited for.
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
    const files = [...event.dataTransfer.files];
    const folders = entries.filter((entry) => entry?.isDirectory);
    if (!folders.length) return addFiles(files);
    const held = await Promise.all(entries.filter((entry) => entry !== null).map(filesIn));
    return addFiles(held.flat().filter(isWanted));
  });
}

/** @param {File} file */
function isWanted({ name }) {
  // Such as .DS_Store: files that a system keeps for itself.
  return !name.startsWith(".");
}

/**
 * @param {FileSystemEntry} entry a file or a folder that was dropped
 * @returns {Promise<File[]>}
 */
async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject))];
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {File[]} */
  const found = [];
  for (;;) {
    // A folder is listed in portions, the last of which is empty.
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}
