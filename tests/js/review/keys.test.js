/* The keys of reviewing: what each does, and where they do nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { actOf, byGroup, isTaken, keyOf, KEYS, named, shortcutOf } from "../../../static/js/review/keys.js";

const press = (key, held = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

test("a key is named with what is held beside it", () => {
  assert.equal(named(press("j")), "j");
  assert.equal(named(press("Z", { shiftKey: true })), "Shift+z");
  assert.equal(named(press("z", { ctrlKey: true })), "Ctrl+z");
  assert.equal(named(press("z", { metaKey: true })), "Ctrl+z");
  assert.equal(named(press("?", { shiftKey: true })), "?");
  assert.equal(named(press("j", { altKey: true })), "");
});

for (const [key, held, act] of [
  ["j", {}, "next"],
  ["ArrowRight", {}, "next"],
  ["k", {}, "previous"],
  ["Enter", {}, "accept"],
  ["a", {}, "accept"],
  ["x", {}, "rejected"],
  ["u", {}, "unidentifiable"],
  ["/", {}, "search"],
  ["p", {}, "point"],
  ["m", {}, "mark"],
  ["s", {}, "speaker"],
  ["e", {}, "scope"],
  ["z", {}, "undo"],
  ["z", { ctrlKey: true }, "undo"],
  ["Z", { shiftKey: true }, "redo"],
  ["y", { ctrlKey: true }, "redo"],
  ["?", { shiftKey: true }, "help"],
]) {
  test(`${named(press(key, held))} is ${act}`, () => assert.deepEqual(actOf(press(key, held)), { act, number: 0 }));
}

test("a digit is a candidate by its number, and what is not in the table is nothing", () => {
  assert.deepEqual(actOf(press("7")), { act: "candidate", number: 7 });
  for (const key of ["0", "b", "Tab", "Escape", "F5"]) assert.equal(actOf(press(key)), null);
  assert.equal(actOf(press("j", { ctrlKey: true })), null);
});

test("no key stands for two acts, and the help tells of every one", () => {
  const all = KEYS.flatMap(({ keys }) => keys);
  assert.equal(new Set(all).size, all.length);
  assert.deepEqual([...byGroup().values()].flat(), [...KEYS]);
});

test("keys belong to a field while somebody types, control keys too", () => {
  for (const tag of ["TEXTAREA", "SELECT"]) assert.equal(isTaken({ tag }, "j"), true);
  for (const type of ["text", "search"]) assert.equal(isTaken({ tag: "INPUT", type }, "Ctrl+z"), true);
  assert.equal(isTaken({ tag: "DIV", editable: true }, "x"), true);
});

test("a button keeps Enter, a map the arrows, and neither the other keys", () => {
  assert.equal(isTaken({ tag: "BUTTON" }, "Enter"), true);
  assert.equal(isTaken({ tag: "BUTTON" }, "x"), false);
  assert.equal(isTaken({ tag: "DIV", inMap: true }, "ArrowLeft"), true);
  assert.equal(isTaken({ tag: "DIV", inMap: true }, "x"), false);
  assert.equal(isTaken({ tag: "SECTION" }, "Enter"), false);
});

test("a button shows the first key of its act", () => {
  assert.equal(keyOf("accept"), "↵");
  assert.equal(keyOf("undo"), "z");
  assert.equal(shortcutOf("rejected"), "X");
  assert.equal(shortcutOf("accept"), "Enter");
});
