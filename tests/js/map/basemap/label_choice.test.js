/* Which of the base map's names are written, and in which order. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { candidates, styleOf } from "../../../../static/js/map/basemap/label_choice.js";
import { SCALE_ZOOM } from "../../../../static/js/map/basemap/projection.js";

const label = (kind, name, rest = {}) => ({ kind, name, x: 0, y: 0, zoom: 3, until: 99, weight: 50, ...rest });

/** A window of 800 by 600 pixels at the zoom at which labels are counted, or at another. */
function named(labels, { zoom = SCALE_ZOOM, further = [], clip = null } = {}) {
  const sorted = [...labels].sort((a, b) => a.zoom - b.zoom);
  const pieces = [{ cell: { x: 0, y: 0, labels: sorted }, left: 0, top: 0, clip }];
  return candidates({ zoom, width: 800, height: 600, ratio: 1, pieces, further }).map((one) => one.label.name);
}

test("a name is shown from one zoom until another", () => {
  const town = label("town", "Goma", { zoom: 6, until: 9 });
  assert.deepEqual(named([town], { zoom: 5 }), []);
  assert.deepEqual(named([town], { zoom: 6 }), ["Goma"]);
  assert.deepEqual(named([town], { zoom: 9 }), []);
});

test("what lies outside the window, or the part of it that a coarser cell stands in for, is left out", () => {
  const far = label("town", "Far", { x: 900, y: 10 });
  const near = label("town", "Near", { x: 300, y: 10 });
  assert.deepEqual(named([far, near]), ["Near"]);
  assert.deepEqual(named([near], { clip: [0, 0, 200, 200] }), []);
});

test("close by a capital comes before its country, far off after it", () => {
  const both = [label("country", "Kenya", { zoom: 2, weight: 80 }), label("capital", "Nairobi", { zoom: 2, weight: 90 })];
  assert.deepEqual(named(both), ["Nairobi", "Kenya"]);
  assert.deepEqual(named(both, { zoom: 3 }), ["Kenya", "Nairobi"]);
});

test("on a map of the world only the foremost capitals are named", () => {
  assert.deepEqual(named([label("capital", "Small", { zoom: 2, weight: 60 })], { zoom: 3 }), []);
});

test("a settlement of the gazetteer is not named twice", () => {
  const own = label("town", "Goma", { x: 100, y: 100 });
  const same = { label: label("town", "Goma"), x: 104, y: 100 };
  const other = { label: label("town", "Sake"), x: 200, y: 100 };
  assert.deepEqual(named([own], { further: [same, other] }), ["Goma", "Sake"]);
});

test("a name grows as one comes closer, but not for ever", () => {
  const size = (zoom) => styleOf(label("country", "Kenya"), zoom).size;
  assert.ok(size(3) < size(4));
  assert.equal(size(6), size(12));
});

test("a settlement has a dot, an area has none", () => {
  assert.ok(styleOf(label("town", "Goma"), 8).dot > 0);
  assert.equal(styleOf(label("country", "Kenya"), 8).dot, 0);
});
