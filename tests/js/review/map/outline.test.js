/* Drawing an area: which corners would make it cross itself, and the area as GeoJSON. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { closingRefusal, MOST_CORNERS, polygonOf, refusal } from "../../../../static/js/review/map/outline.js";

const corner = (lon, lat) => ({ lon, lat });
const SQUARE = [corner(0, 0), corner(2, 0), corner(2, 2), corner(0, 2)];

test("any corner can be the first, and sides that do not meet are taken", () => {
  assert.equal(refusal([], corner(9, 9)), "");
  for (const [index, next] of SQUARE.entries()) assert.equal(refusal(SQUARE.slice(0, index), next), "");
});

for (const [why, corners, next, words] of [
  ["stands on the last", SQUARE, corner(0, 2), /already/],
  ["makes a side cross another", SQUARE, corner(1, -1), /cross/],
  ["lies on another side", SQUARE, corner(1, 0), /cross/],
  ["leads back on the last side", SQUARE, corner(1, 2), /cross/],
]) {
  test(`a corner that ${why} is refused`, () => assert.match(refusal(corners, next), words));
}

test("a number of corners is enough", () => {
  const many = Array.from({ length: MOST_CORNERS }, (_, at) => corner(at, (at % 2) / 1000));
  assert.match(refusal(many, corner(500, 0)), /at most 200/);
});

test("an area is closed from three corners on that are not in line, by a side that crosses none", () => {
  assert.match(closingRefusal(SQUARE.slice(0, 2)), /at least 3/);
  assert.match(closingRefusal([corner(0, 0), corner(1, 0), corner(2, 0)]), /line|cross/);
  assert.match(closingRefusal([corner(0, 0), corner(4, 0), corner(1, 2), corner(4, 3)]), /cross/);
  assert.equal(closingRefusal(SQUARE), "");
});

test("the outline ends where it begins", () => {
  const [ring] = polygonOf(SQUARE).coordinates;
  assert.deepEqual(ring, [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]);
});

test("an outline drawn after the map was turned round the world is where it belongs", () => {
  const turned = SQUARE.map(({ lon, lat }) => corner(lon - 721, lat));
  assert.deepEqual(polygonOf(turned).coordinates[0], [[-1, 0], [1, 0], [1, 2], [-1, 2], [-1, 0]]);
  const across = [corner(539, 0), corner(542, 0), corner(541, 2)];
  assert.deepEqual(polygonOf(across).coordinates[0], [[179, 0], [182, 0], [181, 2], [179, 0]]);
});
