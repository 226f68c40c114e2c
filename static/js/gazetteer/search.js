/* The search field's suggestions as one types: a combobox following ARIA's authoring practices. */

import { getJson } from "../shared/api.js";
import { el, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

const PAUSE = 120;
const OFFERED = 8;
const FEWEST = 2;

const form = /** @type {HTMLFormElement} */ (need("#place-search"));
const input = /** @type {HTMLInputElement} */ (need("#place-query"));
const list = need("#place-options");
const announced = need("#place-announced");
const within = /** @type {HTMLInputElement} */ (need("[name=within]", form));

/** @type {import("../shared/types.js").FoundPlace[]} */
let results = [];
let active = -1;
let waiting = 0;
let asked = 0;

for (const [name, value] of Object.entries({
  role: "combobox",
  "aria-expanded": "false",
  "aria-controls": list.id,
  "aria-autocomplete": "list",
})) {
  input.setAttribute(name, value);
}

/** @returns {string} the area's id where the field still says what the page put there */
function area() {
  const { id, label } = within.dataset;
  return id && within.value === label ? id : within.value.trim();
}

function address() {
  const query = new URLSearchParams({ q: input.value, limit: String(OFFERED) });
  for (const name of ["country", "class"]) {
    const { value } = /** @type {HTMLSelectElement} */ (need(`[name=${name}]`, form));
    if (value) query.set(name, value);
  }
  if (area()) query.set("within", area());
  return `${input.dataset.url}?${query}`;
}

function unchoose() {
  active = -1;
  input.removeAttribute("aria-activedescendant");
  for (const item of list.children) item.setAttribute("aria-selected", "false");
}

function close() {
  window.clearTimeout(waiting);
  asked += 1;
  list.hidden = true;
  unchoose();
  input.setAttribute("aria-expanded", "false");
}

/** @param {import("../shared/types.js").FoundPlace} result @param {number} index */
function option(result, index) {
  const name = el("bdi", { class: "option-name" }, result.name);
  const matched = result.matched ? ` (“${result.matched}”)` : "";
  const aside = el("span", { class: "option-aside" }, [result.kind, result.where].filter(Boolean).join(" · "));
  return el("li", { id: `place-option-${index}`, role: "option", "aria-selected": "false" }, name, matched, aside);
}

/** @param {import("../shared/types.js").FoundPlaces} answer */
function open(answer) {
  results = answer.results;
  unchoose();
  list.replaceChildren(...results.map(option));
  list.hidden = results.length === 0;
  list.scrollTop = 0;
  input.setAttribute("aria-expanded", String(results.length > 0));
  const what = answer.similar ? "similar name" : "place";
  announced.textContent = results.length ? `${counted(results.length, what)}; use the arrow keys to choose` : "No places";
}

async function offer() {
  asked += 1;
  const mine = asked;
  if (input.value.trim().length < FEWEST) {
    close();
    return;
  }
  try {
    /** @type {import("../shared/types.js").FoundPlaces} */
    const answer = await getJson(address());
    if (mine === asked && document.activeElement === input) open(answer);
  } catch {
    if (mine === asked) close(); // the form itself still works, and its page shows what is wrong
  }
}

/** @param {number} to */
function choose(to) {
  window.clearTimeout(waiting);
  asked += 1; // what is chosen from stays as it is
  active = (to + results.length) % results.length;
  for (const [index, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(index === active));
  const chosen = list.children[active];
  chosen.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", chosen.id);
}

/** @param {number} index */
function go(index) {
  window.location.assign(results[index].href);
}

input.addEventListener("input", () => {
  unchoose(); // what was chosen is not what is being typed now
  asked += 1;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(offer, PAUSE);
});

input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) offer();
    else choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? results.length - 1 : active - 1);
  } else if (event.key === "Enter" && !list.hidden && active >= 0) {
    event.preventDefault();
    go(active);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault(); // the field would be emptied
    close();
  }
});

input.addEventListener("blur", close);
list.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus in the field
list.addEventListener("click", ({ target }) => {
  const item = /** @type {HTMLElement} */ (target).closest("[role=option]");
  if (item) go([...list.children].indexOf(item));
});

for (const select of form.querySelectorAll("select")) {
  select.addEventListener("change", () => {
    if (input.value.trim()) form.requestSubmit();
  });
}

form.addEventListener("submit", () => close());
form.addEventListener("formdata", ({ formData }) => {
  formData.set("within", area());
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
