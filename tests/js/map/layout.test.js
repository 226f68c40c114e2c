/* Where badges go so that each can be seen. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { covered, layOut } from "../../../static/js/map/layout.js";

const item = (id, x, y, rest = {}) => ({ id, x, y, half: 12, label: 40, centred: false, ...rest });
const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

test("badges that overlap are moved apart, the more important one less", () => {
  const [first, second] = layOut([item("a", 100, 100), item("b", 104, 100)], { gather: false });
  assert.ok(apart(first, second) >= 24);
  assert.ok(Math.abs(first.x - 100) < Math.abs(second.x - 104));
});

test("two at one point go the same way each time", () => {
  const once = layOut([item("a", 5, 5), item("b", 5, 5)], { gather: false });
  const again = layOut([item("a", 5, 5), item("b", 5, 5)], { gather: false });
  assert.deepEqual(once, again);
  assert.ok(apart(once[0], once[1]) >= 24);
});

test("a crowd is gathered in its most important member, and stays apart where it may not be gathered", () => {
  const items = [0, 1, 2, 3, 4, 5].map((at) => item(`p${at}`, 100 + at, 100));
  const placed = layOut(items, { gather: true });
  assert.deepEqual(placed.map(({ id, members }) => [id, members.length]), [["p0", 6]]);
  assert.equal(layOut(items, { gather: false }).length, 6);
});

test("nobody is lost in gathering", () => {
  const items = Array.from({ length: 200 }, (_, at) => item(`p${at}`, (at * 37) % 300, (at * 53) % 200));
  const members = layOut(items, { gather: true }).flatMap((one) => one.members);
  assert.deepEqual([...members].sort(), items.map(({ id }) => id).sort());
});

test("a name is written where there is room for it, the important one first", () => {
  assert.equal(layOut([item("a", 100, 100)], { gather: false })[0].label, "right");
  assert.equal(layOut([item("a", 100, 100, { centred: true })], { gather: false })[0].label, "centre");
  const [first, second] = layOut([item("a", 100, 100), item("b", 140, 100)], { gather: false });
  assert.deepEqual([first.label, second.label], ["left", "right"]);
});

test("what lies outside the view is left out", () => {
  const view = { left: 0, right: 200, top: 0, bottom: 200 };
  assert.deepEqual(layOut([item("in", 10, 10), item("out", 500, 10)], { gather: false, view }).map(({ id }) => id), ["in"]);
});

test("a badge that yields is left out where there is no room, or stands a little aside", () => {
  const yielding = item("area", 100, 100, { yields: true });
  assert.deepEqual(layOut([item("a", 100, 100), yielding], { gather: true }).map(({ id, y }) => [id, y]), [["a", 100], ["area", 76]]);
  const crowd = [[100, 100], [100, 74], [100, 126], [74, 100], [126, 100]].map(([x, y], at) => item(`p${at}`, x, y));
  assert.ok(!layOut([...crowd, yielding], { gather: true }).some(({ id }) => id === "area"));
});

test("no name is written beyond the room there is", () => {
  const room = { left: 0, right: 130, top: 0, bottom: 200 };
  assert.equal(layOut([item("a", 100, 100)], { gather: false, room })[0].label, "left");
  assert.equal(layOut([item("a", 20, 100, { label: 200 })], { gather: false, room })[0].label, "");
});

test("a crowd has the name of its most important member", () => {
  const items = [0, 1, 2, 3, 4, 5].map((at) => item(`p${at}`, 100 + at, 100));
  assert.equal(layOut(items, { gather: true })[0].label, "right");
});

test("where badges may not be moved each stands at its place", () => {
  const placed = layOut([item("a", 100, 100), item("b", 101, 100)], { gather: false, move: false });
  assert.deepEqual(placed.map(({ x }) => x), [100, 101]);
});

test("what is covered is each badge, with its name where that is written", () => {
  const placed = layOut([item("a", 100, 100)], { gather: false });
  assert.deepEqual(covered(placed), [{ left: 88, right: 152, top: 88, bottom: 112 }]);
});

test("one that stands apart is gathered with no others, which make room for it", () => {
  const crowd = Array.from({ length: 8 }, (_, at) => ({ id: `p${at}`, x: at % 3, y: at % 2, half: 10, label: 30, centred: false }));
  const items = crowd.map((item) => (item.id === "p5" ? { ...item, apart: true } : item));
  const placed = layOut(items, { gather: true });
  const own = placed.find(({ id }) => id === "p5");
  const group = placed.find(({ members }) => members.length > 1);
  assert.deepEqual(own?.members, ["p5"]);
  assert.equal(group?.members.length, 7);
  const moved = (one) => Math.hypot(one.x - one.item.x, one.y - one.item.y);
  assert.ok(moved(own) < moved(group));
});
