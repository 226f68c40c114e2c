/* The notes and tags on one thing, and what adds to them, changes and removes them; each step can be undone. */

import { getJson, postJson } from "../shared/api.js";
import { el, link } from "../shared/dom.js";
import { shownDate } from "../shared/numbers.js";

/**
 * @typedef {{uid: string, text: string, who: string, when: string, tag: number | null}} Remark
 * @typedef {{notes: Remark[], tags: Remark[]}} Remarks
 * @typedef {{decision: {uid: string}, words: string}} Decided
 */

const REVIEWER = "mention-mapper-reviewer";
const LONGEST_TAG = 60;
const LONGEST_NOTE = 2000;
const PAUSE = 150;
let boxes = 0;

/**
 * Show the remarks that a box has as its data, with what edits them.
 *
 * @param {HTMLElement} box with what they are on (``data-about``), what that is called (``data-called``), the address
 *   that has them (``data-url``) and the remarks themselves (``data-remarks``)
 */
export function remarksEditor(box) {
  const { about = "{}", called = "", url = "", remarks = "{}" } = box.dataset;
  const subject = JSON.parse(about);
  boxes += 1;
  const id = `remarks-${boxes}`;
  /** @type {Remarks} */
  let held = JSON.parse(remarks);
  const tags = el("ul", { class: "remark-tags", "aria-label": `Tags on ${called}` });
  const notes = el("ul", { class: "remark-notes", "aria-label": `Notes on ${called}` });
  const form = el("div", { class: "remark-form" });
  const said = el("p", { class: "remark-said", role: "status" });
  const addTag = el("button", { type: "button", class: "quiet" }, "Add tag");
  const addNote = el("button", { type: "button", class: "quiet" }, "Add note");
  const tools = el("span", { class: "remark-tools" }, addTag, addNote);
  for (const button of [addTag, addNote]) button.setAttribute("aria-label", `${button.textContent} to ${called}`);
  addTag.addEventListener("click", () => openTag());
  addNote.addEventListener("click", () => openNote(null, addNote));
  box.replaceChildren(el("div", { class: "remark-line" }, tags, tools), notes, form, said);
  draw();

  function draw() {
    tags.replaceChildren(...held.tags.map(tagItem));
    notes.replaceChildren(...held.notes.map(noteItem));
    tags.hidden = !held.tags.length;
    notes.hidden = !held.notes.length;
  }

  /** @param {Remark} tag */
  function tagItem(tag) {
    const off = el("button", { type: "button", class: "remark-off", "aria-label": `Remove the tag ${tag.text} from ${called}`, title: "Remove" }, "×");
    off.addEventListener("click", () => decide({ what: "tag", about: subject, value: { name: tag.text, on: false } }));
    const title = `${tag.who}, ${shownDate(tag.when.slice(0, 10))}`;
    return el("li", { class: "remark-tag", title }, link(`/?tag=${tag.tag}`, tag.text, { dir: "auto" }), off);
  }

  /** @param {Remark} note */
  function noteItem(note) {
    const edit = el("button", { type: "button", class: "quiet", "aria-label": `Edit the note of ${note.who}` }, "Edit");
    const remove = el("button", { type: "button", class: "quiet", "aria-label": `Remove the note of ${note.who}` }, "Remove");
    edit.addEventListener("click", () => openNote(note, edit));
    remove.addEventListener("click", () => decide({ what: "note", value: { note: note.uid, text: "" } }));
    return el(
      "li",
      { class: "remark-note" },
      el("p", { class: "remark-text", dir: "auto" }, note.text),
      el("p", { class: "remark-who" }, el("bdi", {}, note.who), ", ", el("time", { datetime: note.when }, shownDate(note.when.slice(0, 10))), edit, remove),
    );
  }

  function openTag() {
    const list = el("datalist", { id: `${id}-known` });
    const input = /** @type {HTMLInputElement} */ (
      el("input", { type: "text", id: `${id}-tag`, list: list.id, maxlength: LONGEST_TAG, autocomplete: "off", dir: "auto", required: true })
    );
    let waiting = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(suggest, PAUSE);
    });
    async function suggest() {
      /** @type {{tags: string[]}} */
      const { tags: known } = await getJson(`/api/tags?q=${encodeURIComponent(input.value.trim())}`).catch(() => ({ tags: [] }));
      list.replaceChildren(...known.map((name) => el("option", { value: name })));
    }
    suggest();
    open("Tag", input, "Add tag", addTag, () => ({ what: "tag", about: subject, value: { name: input.value } }), list);
  }

  /**
   * @param {Remark | null} note that is written anew; null for another one
   * @param {HTMLElement} opener
   */
  function openNote(note, opener) {
    const input = /** @type {HTMLTextAreaElement} */ (
      el("textarea", { id: `${id}-note`, rows: 3, maxlength: LONGEST_NOTE, dir: "auto", required: true }, note?.text)
    );
    const value = () => (note ? { note: note.uid, text: input.value } : { text: input.value });
    open("Note", input, note ? "Save note" : "Add note", opener, () => ({ what: "note", about: subject, value: value() }));
  }

  /**
   * @param {string} label
   * @param {HTMLInputElement | HTMLTextAreaElement} input
   * @param {string} words of the button that sends it
   * @param {HTMLElement} opener gets the focus back
   * @param {() => object} made what is sent
   * @param {Node} [list] of suggestions
   */
  function open(label, input, words, opener, made, list) {
    const cancel = el("button", { type: "button", class: "button" }, "Cancel");
    const line = el("form", {}, el("label", { for: input.id }, label), input, el("button", { class: "button is-strong" }, words), cancel);
    if (list) line.append(list);
    const back = () => {
      close();
      opener.focus();
    };
    cancel.addEventListener("click", back);
    line.addEventListener("keydown", (event) => {
      if (event.key === "Escape") back();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) /** @type {HTMLFormElement} */ (line).requestSubmit();
    });
    line.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await decide(made())) {
        close();
        (opener.isConnected ? opener : addNote).focus();
      } else input.focus();
    });
    form.replaceChildren(line);
    tools.hidden = true;
    input.focus();
  }

  function close() {
    form.replaceChildren();
    tools.hidden = false;
  }

  /**
   * @param {object} asked
   * @returns {Promise<boolean>} whether it is done; what went wrong is said
   */
  async function decide(asked) {
    return done(() => postJson("/api/decisions", { ...asked, who: reviewer() }), "undo");
  }

  /**
   * @param {() => Promise<Decided>} asks
   * @param {"undo" | "redo"} other what takes it back
   * @param {string} [uid] what is undone or redone
   */
  async function done(asks, other, uid) {
    const had = box.contains(document.activeElement) && !form.contains(document.activeElement);
    try {
      const { decision, words } = await asks();
      held = await getJson(url);
      draw();
      const button = el("button", { type: "button", class: "quiet" }, other === "undo" ? "Undo" : "Redo");
      const which = uid ?? decision.uid;
      button.addEventListener("click", () => {
        const back = other === "undo" ? "redo" : "undo";
        done(() => postJson(`/api/decisions/${other}`, { uid: which, who: reviewer() }), back, which);
      });
      said.className = "remark-said";
      said.replaceChildren(el("bdi", {}, other === "undo" ? words : `Undone: ${words}`), " ", button);
      if (had) button.focus();
      return true;
    } catch (error) {
      said.className = "remark-said is-failed";
      said.replaceChildren(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}

/** @returns {string} who decides, as this browser remembers; empty if the server is to say */
function reviewer() {
  try {
    return localStorage.getItem(REVIEWER) ?? "";
  } catch {
    return ""; // a browser may allow no storage
  }
}
