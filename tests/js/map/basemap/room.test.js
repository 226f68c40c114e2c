/* Room for names on the base map. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Occupied } from "../../../../static/js/map/basemap/room.js";

const box = (left, top) => ({ left, top, right: left + 50, bottom: top + 12 });

test("a name is not written over another", () => {
  const taken = new Occupied();
  assert.equal(taken.claim(box(0, 0)), true);
  assert.equal(taken.claim(box(40, 5)), false);
  assert.equal(taken.claim(box(0, 40)), true);
});

test("names keep a little distance, across tiles too", () => {
  const taken = new Occupied();
  taken.claim(box(0, 0));
  assert.equal(taken.claim(box(56, 0)), false);
  assert.equal(taken.claim(box(60, 0)), true);
});

test("what was refused takes no room", () => {
  const taken = new Occupied();
  taken.claim(box(0, 0));
  taken.claim(box(45, 0));
  assert.equal(taken.claim(box(70, 0)), true);
});

test("what is held stays free of names, whatever else is held there", () => {
  const occupied = new Occupied();
  occupied.hold({ left: 0, right: 50, top: 0, bottom: 20 });
  occupied.hold({ left: 10, right: 60, top: 0, bottom: 20 });
  assert.equal(occupied.claim({ left: 55, right: 90, top: 5, bottom: 15 }), false);
  assert.equal(occupied.claim({ left: 80, right: 90, top: 5, bottom: 15 }), true);
});
