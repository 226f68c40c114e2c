/* Places found by a few typed words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { matching } from "../../../static/js/shared/matching.js";
import { place } from "../places.js";

const found = (query) => matching(places, query).map(({ id }) => id);
const places = [
  place("bogota", [-74, 4.6], { name: "Bogotá", path: "Bogotá D.C., Colombia", written: ["Santa Fe"] }),
  place("mirpur", [73.7, 33.1], { name: "New Mirpur City", path: "Azad Kashmir, Pakistan", written: ["Mirpur"] }),
];

test("accents and capitals make no difference", () => assert.deepEqual(found("BOGOTA"), ["bogota"]));
test("written forms and areas are searched too", () => {
  assert.deepEqual(found("santa"), ["bogota"]);
  assert.deepEqual(found("pakistan"), ["mirpur"]);
});
test("every word has to be there", () => {
  assert.deepEqual(found("mirpur kash"), ["mirpur"]);
  assert.deepEqual(found("mirpur colombia"), []);
});
test("no words find all", () => {
  assert.deepEqual(found("  "), ["bogota", "mirpur"]);
  assert.deepEqual(found(null), ["bogota", "mirpur"]);
});
