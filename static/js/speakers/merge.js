/* The form that merges: as one types a name, its list offers the speakers that the server finds. */

import { getJson } from "../shared/api.js";
import { el, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

const PAUSE = 150;
const SHOWN = 60;

const search = /** @type {HTMLFormElement} */ (need("#merge-search"));
const input = /** @type {HTMLInputElement} */ (need("#merge-query"));
const form = need("#merge-form");
const list = /** @type {HTMLSelectElement} */ (need("#other"));
const found = need("#merge-found");
const offered = [...list.options];

let waiting = 0;
let asked = 0;

/** @param {string} text */
const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

/** @param {import("../shared/types.js").SpeakerLine} one */
function option(one) {
  const parts = [one.name, one.description && short(one.description), one.only_in && `in “${short(one.only_in)}”`];
  return el("option", { value: one.id }, `${parts.filter(Boolean).join(", ")} (${one.claims})`);
}

/** @param {Node[]} options @param {string} message */
function offer(options, message) {
  list.replaceChildren(...options);
  form.hidden = options.length < 2;
  found.textContent = message;
}

async function look() {
  asked += 1;
  const mine = asked;
  const query = input.value.trim();
  if (!query) {
    offer(offered, "");
    return;
  }
  try {
    /** @type {import("../shared/types.js").SpeakersFound} */
    const answer = await getJson(`${input.dataset.url}&${new URLSearchParams({ q: query, limit: "30" })}`);
    if (mine !== asked) return;
    const options = answer.speakers.map(option);
    const more = answer.after ? `; the list below has the first ${options.length}` : "; choose below";
    const message = options.length
      ? `${counted(answer.found, "speaker")} found${more}.`
      : `Nobody else is called “${query}”. Names and descriptions are searched by how their words begin.`;
    offer([offered[0], ...options], message);
  } catch (error) {
    if (mine === asked) found.textContent = /** @type {Error} */ (error).message;
  }
}

input.addEventListener("input", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(look, PAUSE);
});

search.addEventListener("submit", (event) => {
  event.preventDefault();
  window.clearTimeout(waiting);
  look().then(() => !form.hidden && list.focus());
});

// A name may have been typed before this module was loaded.
if (input.value.trim()) look();
