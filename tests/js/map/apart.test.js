/* A chosen place is taken out of the group that it lies in. */

import assert from "node:assert/strict";
import test from "node:test";

import { apart } from "../../../static/js/map/apart.js";
import { cell, place } from "../places.js";

const GROUP = cell("cell:1/1/1", [0.5, 0.5], { places: 3, claims: 9, name: "Mirpur" });
const FAR = cell("cell:1/2/1", [5, 5], { places: 2, claims: 4, name: "Quetta" });
const AWAY = { ...FAR, bbox: /** @type {[number, number, number, number]} */ ([4, 4, 6, 6]) };

test("the group counts the others", () => {
  const [group, far, own] = apart([GROUP, AWAY], place("Kotli", [0.2, 0.2], { claims: 2 }));
  assert.deepEqual([group.properties.places, group.properties.claims, group.properties.name], [2, 7, "Mirpur"]);
  assert.equal(far, AWAY);
  assert.equal(own.id, "Kotli");
});

test("a group without its busiest place has no name", () => {
  const [group] = apart([GROUP], place("Mirpur", [0.2, 0.2], { claims: 5 }));
  assert.equal(group.properties.name, "");
});

test("a group of one is gone", () => {
  const one = cell("cell:1/1/1", [0.5, 0.5], { places: 1, claims: 2 });
  assert.deepEqual(apart([one], place("Kotli", [0.2, 0.2])).map(({ id }) => id), ["Kotli"]);
});

test("an area belongs to no group", () => {
  const [group] = apart([GROUP], place("Punjab", [0.2, 0.2], { is_area: true, claims: 2 }));
  assert.equal(group, GROUP);
});
