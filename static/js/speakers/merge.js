/* The form that merges: as one types a name, the list below has the speakers that the server finds, each with a button. */

import { getJson } from "../shared/api.js";
import { el, keptFocus, link, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

const PAUSE = 150;
const SHOWN = 80;
const OFFERED = "8";

const search = /** @type {HTMLFormElement} */ (need("#merge-search"));
const input = /** @type {HTMLInputElement} */ (need("#merge-query"));
const form = need("#merge-form");
const list = need("#merge-list");
const words = need("#merge-words");
const found = need("#merge-found");
const suggested = [...list.children];
const suggestedWords = words.textContent ?? "";
const speaker = need("h1").textContent ?? "";

let waiting = 0;
let asked = 0;

/** @param {string} text */
const short = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}…` : text);

/** @param {import("../shared/types.js").SpeakerLine} one */
function option(one) {
  const name = link(`/speakers/${encodeURIComponent(one.id)}`, one.name, { dir: "auto" });
  const description = one.description ? [", ", el("bdi", {}, short(one.description))] : [];
  const article = one.only_in ? [" ", el("span", { class: "hint" }, "in ", el("bdi", {}, `“${short(one.only_in)}”`))] : [];
  const count = el("span", { class: "hint" }, counted(one.claims, "claim"));
  const label = `Merge ${one.name} into ${speaker}`;
  const button = el("button", { class: "button", name: "other", value: one.id, "aria-label": label }, "Merge");
  return el("li", {}, el("div", {}, name, ...description, ...article, " ", count), button);
}

/** @param {Element[]} options @param {string} heading @param {string} message */
function offer(options, heading, message) {
  list.replaceChildren(...options);
  words.textContent = heading;
  form.hidden = !options.length;
  found.textContent = message;
}

/** @returns {Promise<boolean>} whether what is listed is of what is typed */
async function look() {
  asked += 1;
  const mine = asked;
  const query = input.value.trim();
  if (!query) {
    offer(suggested, suggestedWords, "");
    return true;
  }
  try {
    /** @type {import("../shared/types.js").SpeakersFound} */
    const answer = await getJson(`${input.dataset.url}&${new URLSearchParams({ q: query, limit: OFFERED })}`);
    if (mine !== asked) return false;
    const options = answer.speakers.map(option);
    const more = answer.after ? `, the first ${options.length} are listed: type more of the name` : "";
    const message = options.length
      ? `${counted(answer.found, "speaker")} found${more}.`
      : `Nobody else is called “${query}”. Names and descriptions are searched by how their words begin.`;
    offer(options, "Found", message);
    return true;
  } catch (error) {
    if (mine === asked) found.textContent = /** @type {Error} */ (error).message;
    return false;
  }
}

input.addEventListener("input", () => {
  window.clearTimeout(waiting);
  asked += 1; // what is asked for is not what is typed now
  waiting = window.setTimeout(look, PAUSE);
});

search.addEventListener("submit", (event) => {
  event.preventDefault();
  window.clearTimeout(waiting);
  const isWaiting = keptFocus();
  look().then((isFound) => isFound && isWaiting() && list.querySelector("button")?.focus());
});

// A name may have been typed before this module was loaded.
if (input.value.trim()) look();
