/* Web Mercator, there and back. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { SCALE_ZOOM, lonLat, worldX, worldY } from "../../../../static/js/map/basemap/projection.js";

const WORLD = 256 * 2 ** SCALE_ZOOM;

test("the middle of the world is where equator and Greenwich meet", () => {
  assert.equal(worldX(0), WORLD / 2);
  assert.ok(Math.abs(worldY(0) - WORLD / 2) < 1e-6);
});

test("the poles are put at the map's edge", () => {
  assert.ok(Math.abs(worldY(90)) < 20);
  assert.equal(worldY(90), worldY(89));
});

for (const [lon, lat] of [[73.75, 33.15], [-179.9, -17.8], [0, 84]]) {
  test(`${lon}, ${lat} comes back`, () => {
    const [backLon, backLat] = lonLat(worldX(lon), worldY(lat));
    assert.ok(Math.abs(backLon - lon) < 1e-9 && Math.abs(backLat - lat) < 1e-9);
  });
}
