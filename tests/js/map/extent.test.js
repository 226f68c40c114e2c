/* Which part of the world a map shows for some places. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { extent } from "../../../static/js/map/extent.js";
import { place } from "../places.js";

test("all places where none has a claim", () => {
  assert.deepEqual(extent([place("a", [10, 1]), place("b", [30, 5])]), [[1, 10], [5, 30]]);
});

test("places with claims, and others not far from them", () => {
  const claimed = [place("a", [10, 0], { claims: 1 }), place("b", [20, 10], { claims: 1 })];
  const near = place("near", [28, 12]);
  const far = [place("east", [31, 5]), place("west", [-1, 5]), place("north", [15, 21]), place("south", [15, -11])];
  assert.deepEqual(extent([...claimed, near, ...far]), [[0, 10], [12, 28]]);
});

test("Antarctica does not shrink all others, but is shown alone", () => {
  const pole = place("pole", [0, -90]);
  assert.deepEqual(extent([place("a", [10, 1]), pole]), [[1, 10], [1, 10]]);
  assert.deepEqual(extent([pole]), [[-90, 0], [-90, 0]]);
});
