/* Which part of the world a map shows for some places. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { extent } from "../../../static/js/map/extent.js";
import { place } from "../places.js";

test("all places where none has a claim", () => {
  assert.deepEqual(extent([place("a", [10, 1]), place("b", [30, 5])]), [[1, 10], [5, 30]]);
});

test("places with claims alone, where there are any", () => {
  const claimed = [place("a", [10, 0], { claims: 1 }), place("b", [20, 10], { claims: 1 })];
  assert.deepEqual(extent([...claimed, place("near", [28, 12])]), [[0, 10], [10, 20]]);
});

test("places on both sides of the 180th meridian lie together", () => {
  const [[, west], [, east]] = extent([place("Suva", [178.4, -18]), place("Apia", [-171.8, -14]), place("Nukualofa", [-175.2, -21])]);
  assert.ok(Math.abs(east - west - 9.8) < 1e-9);
  assert.ok(Math.abs((west + east) / 2) <= 180);
});

test("Antarctica does not shrink all others, but is shown alone", () => {
  const pole = place("pole", [0, -90]);
  assert.deepEqual(extent([place("a", [10, 1]), pole]), [[1, 10], [1, 10]]);
  assert.deepEqual(extent([pole]), [[-90, 0], [-90, 0]]);
});
