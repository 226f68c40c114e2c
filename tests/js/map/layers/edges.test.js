/* Sides of areas, of which neighbours share one. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { sharedOnce } from "../../../../static/js/map/layers/edges.js";

const LEFT = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]];
const RIGHT = [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]];

test("the side that two neighbours share is drawn once", () => {
  const lines = sharedOnce([LEFT, RIGHT]);
  assert.deepEqual(lines, [LEFT, [[1, 0], [2, 0], [2, 1], [1, 1]]]);
});

test("a line goes on after a side that was drawn already", () => {
  const lines = sharedOnce([[[1, 0], [1, 1], [3, 3], [1, 0]], LEFT]);
  assert.deepEqual(lines.slice(1), [[[0, 0], [1, 0]], [[1, 1], [0, 1], [0, 0]]]);
});
