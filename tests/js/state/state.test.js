/* The one state of a page, with a browser's address and history. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { filtersFrom } from "../../../static/js/state/filters.js";
import { State } from "../../../static/js/state/state.js";
import { DECLARED } from "./declared.js";

/** Address and history as a browser has them. */
function browser(search = "") {
  const entries = [search];
  const listeners = [];
  const location = { pathname: "/", search };
  const go = (search) => {
    location.search = search;
    for (const listener of listeners) listener();
  };
  return {
    location,
    entries,
    addEventListener: (_type, listener) => listeners.push(listener),
    back() {
      entries.pop();
      go(entries.at(-1));
    },
    history: {
      pushState: (_data, _title, address) => entries.push((location.search = address.slice(1))),
      replaceState: (_data, _title, address) => entries.splice(-1, 1, (location.search = address.slice(1))),
    },
  };
}

function opened(search) {
  const window = browser(search);
  const told = [];
  const state = new State(filtersFrom(JSON.stringify(DECLARED)), window);
  state.subscribe((now, before, parts) => told.push({ now, before, parts: [...parts].sort() }));
  return { window, state, told };
}

test("an address that is opened anew shows the same", () => {
  const { state } = opened("?article=3&manner=denies");
  assert.equal(state.get().article, "3");
  assert.equal(String(state.query()), "manner=denies");
  assert.equal(state.isNarrowed(), true);
});

test("a change is in the address, in the history, and told once", () => {
  const { state, window, told } = opened("?article=3");
  state.set({ place: "geonames:1", filters: { manner: ["denies"] } });
  assert.deepEqual(window.entries, ["?article=3", "?article=3&place=geonames:1&manner=denies"]);
  assert.deepEqual(told.map(({ parts }) => parts), [["filters", "place"]]);
  assert.equal(told[0].before.place, null);
});

test("filters that a change does not name stay", () => {
  const { state } = opened("?manner=denies&words=dry");
  state.set({ filters: { words: [] } });
  assert.equal(String(state.query()), "manner=denies");
});

test("words that are typed replace the last entry", () => {
  const { state, window } = opened("");
  state.set({ q: "m" }, { replace: true });
  state.set({ q: "mi" }, { replace: true });
  assert.deepEqual(window.entries, ["?q=mi"]);
});

test("nothing happens where nothing changes", () => {
  const { state, window, told } = opened("?manner=denies");
  state.set({ q: "", filters: { manner: ["denies"] } });
  assert.deepEqual(window.entries, ["?manner=denies"]);
  assert.deepEqual(told, []);
});

test("going back shows what was shown, and says what changed", () => {
  const { state, window, told } = opened("?manner=denies");
  state.set({ filters: { manner: ["alleges"] } });
  window.back();
  assert.equal(String(state.query()), "manner=denies");
  assert.deepEqual(told.map(({ parts }) => parts), [["filters"], ["filters"]]);
});

test("a reader is elsewhere with another article, place or claims, not with another list or part of the map", () => {
  const { state } = opened("?manner=denies");
  const before = state.get();
  state.set({ list: "claims", at: { lat: 1, lon: 2, zoom: 3 } });
  assert.equal(state.isElsewhere(before), false);
  state.set({ place: "own:somewhere" });
  assert.equal(state.isElsewhere(before), true);
});

test("a query is the asker's own", () => {
  const { state } = opened("?manner=denies");
  state.query().set("article", "9");
  assert.equal(String(state.query()), "manner=denies");
});

test("a link has the address of another state, and this one stays", () => {
  const { state, window } = opened("?manner=denies&list=claims");
  assert.equal(state.link({ filters: { manner: [], words: ["dry"] } }), "/?list=claims&words=dry");
  assert.equal(state.link({ article: "3" }), "/?article=3&list=claims&manner=denies");
  assert.deepEqual(window.entries, ["?manner=denies&list=claims"]);
});
