/* From a number of claims to a step. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { STEPS, halfOf, stepOf, stepWords } from "../../../static/js/map/steps.js";

test("each step begins at its least number of claims", () => {
  assert.equal(stepOf(0), 0);
  STEPS.forEach((least, at) => {
    assert.equal(stepOf(least), at + 1);
    assert.equal(stepOf(least - 1), at);
  });
});

test("a step in words says from where to where it goes", () => {
  assert.deepEqual(STEPS.map((_, at) => stepWords(at + 1)), ["1", "2–4", "5–19", "20–99", "100–999", "1,000+"]);
});

test("a mark of a higher step is larger", () => {
  assert.ok(halfOf(0) < halfOf(1));
  assert.ok(halfOf(999) < halfOf(1000));
  assert.equal(halfOf(5), halfOf(19));
});
