/* What a marker measures, how high it lies and what a screen reader says of it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { badgeName, isGathering, isPlace, rise, toItem } from "../../../static/js/map/badge_faces.js";
import { cell, place } from "../places.js";

const AT = { x: 10, y: 20 };
const half = (some) => toItem(place("Mirpur", [0, 0], some), AT).half;

test("a marker grows with its claims up to a size, and one that is only mentioned is small", () => {
  const sizes = [0, 1, 4, 10, 50, 500, 5_000].map((claims) => half({ claims }));
  assert.deepEqual(sizes, [...sizes].sort((a, b) => a - b));
  assert.equal(half({ claims: 5_000 }), half({ claims: 1_000_000 }));
});

test("an area leaves its number out where there is no room, unless it is lit or has no outline", () => {
  const yields = (some, options) => toItem(place("Kivu", [0, 0], { is_area: true, claims: 2, ...some }), AT, options).yields;
  assert.equal(yields({ has_outline: true }), true);
  assert.equal(yields({ has_outline: true }, { lit: true }), false);
  assert.equal(yields({ has_outline: false }), false);
});

test("an area's name is in its badge, a point's beside it", () => {
  assert.equal(toItem(place("Kivu", [0, 0], { is_area: true }), AT).centred, true);
  assert.equal(toItem(place("Goma", [0, 0]), AT).centred, false);
});

test("a long name takes no more room than the style sheet gives it", () => {
  assert.equal(toItem(place("x".repeat(300), [0, 0]), AT).label, 198);
  assert.ok(toItem(place("Goma", [0, 0]), AT).label < 40);
});

test("points lie above areas, those with more claims highest", () => {
  const [area, quiet, busy] = [place("a", [0, 0], { is_area: true, claims: 900 }), place("b", [0, 0]), place("c", [0, 0], { claims: 5 })];
  assert.ok(rise(area) < rise(quiet));
  assert.ok(rise(quiet) < rise(busy));
});

test("a gathering of places is told from a place", () => {
  assert.equal(isGathering(cell("cell:1/2/3", [0, 0])), true);
  assert.equal(isPlace(cell("cell:1/2/3", [0, 0])), false);
  assert.equal(isPlace(place("Goma", [0, 0])), true);
});

test("a gathering says how many it stands for, its busiest by name", () => {
  const names = ["A", "B", "C", "D"].map((name) => place(name, [0, 0]));
  assert.equal(badgeName(names.slice(0, 2)), "A and 1 other place close to it: 0 claims. Zoom in");
  assert.equal(badgeName([...names, cell("c", [0, 0], { places: 5, claims: 7 })]), "A and 8 other places close to it: 7 claims. Zoom in");
  assert.equal(badgeName([cell("c", [0, 0], { name: "Goma", places: 1234, claims: 2 })]), "Goma and 1,233 other places close to it: 2 claims. Zoom in");
});
