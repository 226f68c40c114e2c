/* How the reader wants places to be shown. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { drawn, mapLook } from "../../../../static/js/map/controls/look.js";
import { place } from "../../places.js";

function storage(text = null) {
  const held = { text };
  return { held, getItem: () => held.text, setItem: (_key, next) => void (held.text = next) };
}

test("what the reader chose is there again, and whoever listens is told", () => {
  const kept = storage();
  const look = mapLook({ storage: kept });
  const told = [];
  look.subscribe((now) => told.push(now));
  look.set({ manner: "heat" });
  assert.deepEqual(told, [{ manner: "heat", mentioned: false }]);
  assert.deepEqual(mapLook({ storage: kept }).get(), { manner: "heat", mentioned: false });
});

test("what the browser kept and cannot be is left aside", () => {
  assert.deepEqual(mapLook({ storage: storage('{"manner": "pie", "mentioned": 3}') }).get(), { manner: "grouped", mentioned: false });
  assert.equal(mapLook({ storage: storage("not json"), mentioned: true }).get().mentioned, true);
});

test("the server is asked for what is drawn", () => {
  const look = mapLook({ storage: storage() });
  assert.deepEqual(look.asked(4), { zoom: 4, group: null, mentioned: "no" });
  look.set({ manner: "plain", mentioned: true });
  assert.deepEqual(look.asked(4), { zoom: 4, group: "no", mentioned: "yes" });
  look.set({ manner: "heat" });
  assert.equal(look.asked(4).zoom, 6);
});

test("places without a claim are drawn if they are wanted, or if there is no other", () => {
  const [quiet, busy] = [place("quiet", [0, 0]), place("busy", [0, 0], { claims: 1 })];
  const drawnOf = (some, mentioned) => drawn(some, { manner: "grouped", mentioned }).map(({ id }) => id);
  assert.deepEqual(drawnOf([quiet, busy], false), ["busy"]);
  assert.deepEqual(drawnOf([quiet, busy], true), ["quiet", "busy"]);
  assert.deepEqual(drawnOf([quiet], false), ["quiet"]);
});
