/* Ticked articles: one by one, a range, all, and all but a few. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Selection } from "../../../static/js/panel/selection.js";

const order = [9, 7, 5, 3];

test("one is ticked and its tick is taken away", () => {
  const selection = new Selection();
  selection.tick(7, true);
  assert.deepEqual(selection.named(), { every: false, ids: [7], but: [] });
  selection.tick(7, false);
  assert.equal(selection.count(4), 0);
});

test("with a range those in between are ticked too, in either direction", () => {
  for (const [from, to] of [[9, 5], [5, 9]]) {
    const selection = new Selection();
    selection.tick(from, true, { order });
    selection.tick(to, true, { range: true, order });
    assert.deepEqual(selection.named().ids.sort(), [5, 7, 9]);
  }
});

test("a range without a beginning is the one itself", () => {
  const selection = new Selection();
  selection.tick(5, true, { range: true, order });
  assert.deepEqual(selection.named().ids, [5]);
});

test("all are chosen but those whose tick is taken away, also those that have no row yet", () => {
  const selection = new Selection();
  selection.all(true);
  selection.tick(7, false);
  assert.deepEqual([selection.has(7), selection.has(9), selection.has(1)], [false, true, true]);
  assert.equal(selection.count(230), 229);
  assert.deepEqual(selection.named(), { every: true, ids: [], but: [7] });
  selection.tick(7, true);
  assert.equal(selection.count(230), 230);
});

test("those that were acted on are unticked, those ticked since stay", () => {
  const selection = new Selection();
  selection.tick(5, true);
  const named = selection.named();
  selection.tick(7, true);
  selection.release(named);
  assert.deepEqual(selection.named(), { every: false, ids: [7], but: [] });
  selection.all(true);
  selection.release(selection.named());
  assert.equal(selection.count(4), 0);
});

test("those ticked since all were acted on stay, as after another filter", () => {
  const selection = new Selection();
  selection.all(true);
  const named = selection.named();
  selection.all(false);
  selection.tick(7, true);
  selection.release(named);
  assert.deepEqual(selection.named(), { every: false, ids: [7], but: [] });
});
