/* The search: as one types, places, speakers and publishers that are called so; Enter looks for the words in claims. */

import { getJson } from "../shared/api.js";
import { el, need } from "../shared/dom.js";
import { asked } from "./claims_list.js";

/** @typedef {import("../shared/types.js").FacetsAnswer} FacetsAnswer */
/** @typedef {import("../state/filters.js").Choice} Choice */
/** @typedef {import("../state/state.js").State} State */
/** @typedef {{what: string, text: string, claims: number | null, change: Choice}} Suggestion */

const PAUSE = 180;
const EACH = 4;
const SUGGESTED = ["within", "at", "speaker", "publisher", "tag"];
/** @type {Record<string, string>} */
const WHAT = { within: "Country or region", at: "Place", speaker: "Speaker", publisher: "Publisher", tag: "Tag" };

/**
 * @param {State} state
 * @param {{onChoose: (change: Choice) => void}} events
 */
export function searchBox(state, { onChoose }) {
  const input = /** @type {HTMLInputElement} */ (need("#words"));
  const list = need("#suggestions");
  /** @type {Suggestion[]} */
  let suggestions = [];
  let active = -1;
  let suggesting = 0;
  /** @type {AbortController | null} */
  let asking = null;

  input.addEventListener("input", () => {
    window.clearTimeout(suggesting);
    if (active >= 0) unchoose(); // what was chosen is not what is being typed now
    if (input.value.trim()) suggesting = window.setTimeout(suggest, PAUSE);
    else if (state.get().filters.words?.length) apply();
    else close();
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  need("#search").addEventListener("submit", (event) => {
    event.preventDefault();
    if (active >= 0) return choose(suggestions[active]);
    apply();
  });
  // Not a click, which comes after the field has lost the focus.
  list.addEventListener("pointerdown", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (!(option instanceof HTMLElement)) return;
    event.preventDefault();
    choose(suggestions[Number(option.dataset.index)]);
  });

  function apply() {
    const words = input.value.trim();
    onChoose({ words: words ? [words] : [] });
    close();
  }

  async function suggest() {
    const words = input.value.trim();
    asking?.abort();
    if (words.length < 2) return close();
    asking = new AbortController();
    const { signal } = asking;
    const query = asked(state);
    query.delete("words");
    for (const name of SUGGESTED) query.append("facet", name);
    query.set("like", words);
    query.set("most", String(EACH));
    const inNotes = asked(state);
    inNotes.delete("words");
    inNotes.set("note", words);
    inNotes.set("facet", "none");
    /** @type {[FacetsAnswer | null, number]} */
    const [answer, noted] = await Promise.all([
      getJson(`/api/facets?${query}`, signal).catch(() => null),
      getJson(`/api/facets?${inNotes}`, signal).then(({ claims }) => claims, () => 0),
    ]);
    if (signal.aborted || document.activeElement !== input || input.value.trim() !== words) return;
    suggestions = [
      { what: "Words in claims", text: `“${words}”`, claims: null, change: { words: [words] } },
      { what: "Words in articles", text: `“${words}”`, claims: null, change: { words: [], text: [words] } },
      ...(noted ? [{ what: "Words in notes", text: `“${words}”`, claims: noted, change: { words: [], note: [words] } }] : []),
      ...SUGGESTED.flatMap((name) => {
        const values = answer?.facets.find((one) => one.name === name)?.values ?? [];
        return values.map(({ value, label, claims }) => ({ what: WHAT[name], text: label, claims, change: { words: [], [name]: [value] } }));
      }),
    ];
    active = -1;
    draw();
  }

  function draw() {
    list.replaceChildren(
      ...suggestions.map(({ what, text, claims }, index) =>
        el(
          "li",
          { role: "option", id: `suggestion-${index}`, "data-index": index, "aria-selected": String(index === active) },
          el("span", { class: "suggestion-what" }, what),
          el("span", { class: "suggestion-text", dir: "auto" }, text),
          claims === null ? null : el("span", { class: "count", title: "claims" }, claims.toLocaleString("en")),
        ),
      ),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `suggestion-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function unchoose() {
    active = -1;
    draw();
  }

  function close() {
    asking?.abort();
    window.clearTimeout(suggesting);
    suggestions = [];
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {Suggestion} suggestion */
  function choose({ change }) {
    input.value = change.words?.[0] ?? "";
    onChoose(change);
    close();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !suggestions.length) return;
    event.preventDefault();
    window.clearTimeout(suggesting);
    asking?.abort(); // what is chosen from stays as it is
    const count = suggestions.length + 1; // one more: back in the field
    active = ((active + 1 + step + count) % count) - 1;
    draw();
  }

  return {
    /** Show the words that the address has, unless others are being typed. */
    show() {
      const [words = ""] = state.get().filters.words ?? [];
      if (document.activeElement !== input || !words) input.value = words;
    },
  };
}
