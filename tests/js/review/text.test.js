/* A paragraph cut at marks and into words, by characters rather than halves of them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenSpan, cut, lengthOf, pieces, touched, wordsOf } from "../../../static/js/review/text.js";

const FLOOD = { start: 100, text: "😀 Rain fell on Milltown." };

test("a character outside the basic plane counts once", () => {
  assert.equal(lengthOf("😀a"), 2);
  assert.equal(cut("😀 Rain", 2, 6), "Rain");
});

test("pieces are the paragraph, each with the marks over it", () => {
  const claim = { start: 102, end: 200 };
  const name = { start: 115, end: 123 };
  const found = pieces(FLOOD, [claim, name]);
  assert.equal(found.map(({ text }) => text).join(""), FLOOD.text);
  assert.deepEqual(found.map(({ text, marks }) => [text, marks.length]), [["😀 ", 0], ["Rain fell on ", 1], ["Milltown", 2], [".", 1]]);
  assert.deepEqual([found[2].start, found[2].end], [115, 123]);
});

test("a paragraph without marks is one piece", () => {
  assert.deepEqual(pieces({ start: 5, text: "Rain" }, [{ start: 90, end: 95 }]), [{ start: 5, end: 9, text: "Rain", marks: [] }]);
});

test("words have their place in the article", () => {
  const words = wordsOf(FLOOD).filter(({ isWord }) => isWord);
  assert.deepEqual(words.map(({ text }) => text), ["Rain", "fell", "on", "Milltown"]);
  assert.deepEqual([words[3].start, words[3].end], [115, 123]);
});

test("words of a language without spaces are words too", () => {
  assert.equal(wordsOf({ start: 0, text: "東京は雨です" }).filter(({ isWord }) => isWord).length > 1, true);
});

test("what is selected loses the spaces around it", () => {
  const from = FLOOD.text.indexOf(" Milltown");
  assert.deepEqual(chosenSpan(FLOOD, from, from + " Milltown".length), { start: 115, end: 123 });
  assert.equal(chosenSpan(FLOOD, 2, 3), null);
});

test("a span touches its words", () => {
  const words = wordsOf(FLOOD);
  const [first, last] = touched(words, { start: 107, end: 116 });
  assert.deepEqual([words[first].text, words[last].text], ["fell", "Milltown"]);
  assert.deepEqual(touched(words, { start: 0, end: 5 }), [-1, -1]);
});
