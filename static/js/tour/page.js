/* A tour of three steps after the sample articles were added: once, beside the page and never in its way. */

import { el, need } from "../shared/dom.js";

const KEY = "mention-mapper-tour";
const DONE = "done";
const WANTED = "wanted";

/** @typedef {{target: string, heading: string, words: string, link?: string}} Step */

/** @type {Step[]} */
const STEPS = [
  {
    target: "#map",
    heading: "Claims on a map",
    words: "Each number is how many claims are about that place. Choose one to read who said what, in the article’s own words.",
  },
  {
    target: "#panel",
    heading: "The same in lists",
    words: "The panel lists what the map shows. Search and filters change both, and the address: a link to it shows the same again.",
  },
  {
    target: "#tab-articles",
    heading: "Back to the words",
    words: "Open an article to see its claims marked in the text. Choose an underlined place there to see why it was put where it is.",
    link: "Open one",
  },
];

/** @returns {string} empty where the browser keeps nothing */
function kept() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return DONE; // it could not be remembered that the tour was seen
  }
}

/** @param {string} value */
function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // the tour is not shown then
  }
}

function show() {
  let at = 0;
  const heading = el("h2", { id: "tour-heading" });
  const words = el("p", {});
  const count = el("span", { class: "tour-count" });
  const open = el("a", { class: "button" });
  const back = /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: "button" }, "Back"));
  const next = el("button", { type: "button", class: "button is-strong" });
  const close = el("button", { type: "button", class: "icon-button tour-close", "aria-label": "End the tour" }, "×");
  const text = el("div", { "aria-live": "polite" }, heading, words);
  const card = el("section", { class: "tour", "aria-labelledby": "tour-heading" }, close, text, el("p", { class: "tour-buttons" }, count, back, open, next));

  function mark() {
    for (const one of document.querySelectorAll(".is-toured")) one.classList.remove("is-toured");
    document.querySelector(STEPS[at].target)?.classList.add("is-toured");
  }

  /** Offer an article where the step leads to one: as soon as their list has any. */
  function offer() {
    const { link } = STEPS[at];
    const article = /** @type {HTMLAnchorElement | null} */ (document.querySelector("#articles-list a[href]"));
    open.hidden = !link || !article;
    open.textContent = link ?? "";
    if (article) open.setAttribute("href", article.href);
  }

  function step() {
    const { heading: title, words: said } = STEPS[at];
    heading.textContent = title;
    words.textContent = said;
    count.textContent = `${at + 1} of ${STEPS.length}`;
    back.hidden = at === 0;
    offer();
    next.textContent = at === STEPS.length - 1 ? "Done" : "Next";
    mark();
  }

  function end() {
    keep(DONE);
    const held = card.contains(document.activeElement);
    listed.disconnect();
    card.remove();
    for (const one of document.querySelectorAll(".is-toured")) one.classList.remove("is-toured");
    if (held) document.querySelector("main")?.focus({ preventScroll: true });
  }

  next.addEventListener("click", () => {
    if (at === STEPS.length - 1) {
      end();
      return;
    }
    at += 1;
    step();
  });
  back.addEventListener("click", () => {
    at -= 1;
    step();
    if (at === 0) next.focus();
  });
  open.addEventListener("click", () => keep(DONE));
  close.addEventListener("click", end);
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    end();
  });
  step();
  const listed = new MutationObserver(offer);
  listed.observe(need("#articles-list"), { childList: true });
  // First in the page: the Tab key reaches it at once, and leaves it as it leaves anything else.
  document.body.prepend(card);
}

/** Show the tour once there is something to show. */
function begin() {
  const lists = document.querySelector("#lists");
  if (!(lists instanceof HTMLElement) || kept() !== WANTED || document.querySelector(".tour")) return;
  if (lists.hidden) return;
  show();
}

document.querySelector("form[data-samples]")?.addEventListener("submit", () => {
  if (!kept()) keep(WANTED);
});
const lists = document.querySelector("#lists");
if (lists) new MutationObserver(begin).observe(lists, { attributes: true, attributeFilter: ["hidden"] });
begin();
