/* Before a decision reaches other mentions: how many and which, with their sentences; one key later it is done. */

import { el, keycap, link } from "../shared/dom.js";
import { counted, grouped } from "../shared/numbers.js";
import { reachWords } from "./wishes.js";

/** @typedef {import("./types.js").Alike} Alike */
/** @typedef {import("./types.js").Example} Example */

/**
 * @param {HTMLElement} host
 * @param {{wish: string, reach: string, ask: Promise<Alike>}} what ``wish`` is what is decided, ``reach`` its scope, in words
 * @returns {Promise<boolean>} whether it is to be done
 */
export function preview(host, { wish, reach, ask }) {
  return new Promise((resolve) => {
    const heading = el("h3", { id: "preview-heading", tabindex: "-1" }, wish);
    const count = el("p", { class: "preview-count", role: "status" }, "Looking up which mentions are alike…");
    const list = el("ul", { class: "preview-list" });
    const go = el("button", { type: "button", class: "button is-strong preview-go", disabled: true }, "Do it ", keycap("Enter"));
    const back = el("button", { type: "button", class: "button preview-leave" }, "Cancel ", keycap("Esc"));
    const box = el("section", { class: "review-preview", "aria-labelledby": "preview-heading" }, heading, el("p", { class: "hint" }, `For ${reach}`), count, list, el("div", { class: "preview-buttons" }, go, back));

    /** @param {boolean} answer */
    function end(answer) {
      box.remove();
      host.hidden = true;
      resolve(answer);
    }

    go.addEventListener("click", () => end(true));
    back.addEventListener("click", () => end(false));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end(false);
    });
    host.hidden = false;
    host.replaceChildren(box);
    back.focus();
    host.scrollIntoView({ block: "nearest" });
    ask.then(
      (alike) => {
        count.textContent = countWords(alike);
        list.replaceChildren(...alike.examples.map(example), ...(alike.more ? [el("li", { class: "hint" }, `and ${grouped(alike.more)} more`)] : []));
        go.removeAttribute("disabled");
        if (box.contains(document.activeElement)) go.focus();
      },
      (error) => {
        count.textContent = error instanceof Error ? error.message : String(error);
      },
    );
  });
}

/** @param {Alike} alike @returns {string} */
export function countWords({ mentions, articles, otherwise, decided }) {
  const reach = `It applies to ${reachWords({ mentions, articles })}.${decided ? ` ${counted(decided, "other")} of this name ${decided === 1 ? "was" : "were"} decided on already, and that stands.` : ""}`;
  if (!otherwise) return reach;
  return `${reach} ${counted(otherwise, "other mention")} of this name ${otherwise === 1 ? "is" : "are"} placed otherwise and ${otherwise === 1 ? "stays" : "stay"} as ${otherwise === 1 ? "it is" : "they are"}.`;
}

/** @param {Example} one */
function example({ article, before, words, after, place }) {
  return el(
    "li",
    {},
    el("p", { class: "preview-words", dir: "auto" }, flat(before), el("mark", {}, flat(words)), flat(after)),
    el("p", { class: "hint" }, link(article.href, article.title, { dir: "auto" }), place ? ` · now ${[place.name, place.path].filter(Boolean).join(", ")}` : " · not placed now"),
  );
}

/** @param {string} text */
function flat(text) {
  return text.replace(/\s+/g, " ");
}
