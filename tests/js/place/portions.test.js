/* A place's claims in portions where all are at hand. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { portionOf } from "../../../static/js/place/portions.js";

/** @param {string} name @param {number} count */
const speaker = (name, count) => ({ name, href: null, description: null, claims: Array.from({ length: count }, () => ({ kind: "direct" })) });

/** @param {number} about @param {number} acting */
function detail(about, acting) {
  const all = { lat: 0, lon: 0, source: "", speakers: [speaker("Ada", about)], acting: [speaker("Bo", acting)], mentions: ["one"], after: null };
  return /** @type {any} */ (all);
}

/** @param {any} portion */
const sizes = (portion) => [portion.speakers.length, portion.acting.length, portion.mentions.length, portion.after];

test("claims about the place come first, then those in which it acts, then mentions", () => {
  const all = detail(25, 10);
  assert.deepEqual(sizes(portionOf(all)), [20, 0, 0, "20"]);
  assert.deepEqual(sizes(portionOf(all, "20")), [5, 10, 1, null]);
});

test("a few claims are one portion", () => {
  assert.deepEqual(sizes(portionOf(detail(2, 0))), [2, 0, 1, null]);
  assert.deepEqual(sizes(portionOf(detail(0, 0))), [0, 0, 1, null]);
});
