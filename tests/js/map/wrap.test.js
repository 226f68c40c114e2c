/* Longitudes around the world. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { arc, near, together } from "../../../static/js/map/wrap.js";

test("a meridian is counted near the one in the middle", () => {
  assert.equal(near(-175, 170), 185);
  assert.equal(near(175, -170), -185);
  assert.equal(near(10, 20), 10);
  assert.equal(near(10, 380), 370);
});

test("the shortest arc goes across the 180th meridian where that is shorter", () => {
  assert.deepEqual(arc([170, -170]), [170, 190]);
  assert.deepEqual(arc([10, 30, 20]), [10, 30]);
  assert.deepEqual(arc([-10, 10]), [-10, 10]);
  assert.deepEqual(arc([5]), [5, 5]);
});

test("the parts of an area on both sides of it lie together", () => {
  const square = (lon) => [[[lon, 0], [lon + 1, 0], [lon + 1, 1], [lon, 0]]];
  const large = [[[177, -18], [178, -18], [179, -17], [178, -16], [177, -18]]];
  const parts = together({ type: "MultiPolygon", coordinates: [large, square(-179)] }, 0);
  assert.equal(parts[1][0][0][0], 181);
  assert.equal(together({ type: "MultiPolygon", coordinates: [large, square(-179)] }, -170)[0][0][0][0], -183);
  assert.deepEqual(together({ type: "Polygon", coordinates: large }, 170), [large]);
});
