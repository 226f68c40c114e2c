/* What a person wishes, as it is sent and as it is said. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, decidedWords, isMissed, isNoPlace, isPlace, isRight, placeWords, pointWords, statusWords, wishWords } from "../../../static/js/review/wishes.js";
import { item } from "./items.js";

const ELSEWHERE = { id: "own:milltown-2", name: "Milltown", path: "Lower Vale", lat: -33, lon: 151 };

test("another place is sent by its id, with the one that it was", () => {
  assert.deepEqual(isPlace(item(), ELSEWHERE), { what: "place", value: { place: { id: "own:milltown-2" }, was: "own:milltown" } });
});

test("a point has no id, and is sent as it is", () => {
  const { value } = isPlace(item({ place: null }), { name: "Milltown", lat: 1, lon: 2 });
  assert.deepEqual(value, { place: { name: "Milltown", lat: 1, lon: 2 }, was: null });
});

test("choosing the place that it has already verifies it", () => {
  assert.deepEqual(isPlace(item(), { id: "own:milltown", name: "Milltown" }), isRight(item()));
  assert.deepEqual(isRight(item()), { what: "verified", value: { place: { id: "own:milltown" } } });
});

test("a decision says whose it is, how far it goes, and which ones it replaces", () => {
  const body = bodyOf(item(), isNoPlace(item()), { scope: "article", who: "Ada", why: "a person", over: ["0a"] });
  assert.deepEqual(body, { start: 13, end: 21, what: "rejected", value: { was: "own:milltown" }, article: 3, scope: "article", who: "Ada", why: "a person", over: ["0a"] });
});

test("words that were missed are sent with their own place in the text", () => {
  const body = bodyOf(item(), isMissed({ start: 0, end: 4 }, null), { scope: "mention", who: "" });
  assert.deepEqual([body.start, body.end, body.value], [0, 4, { place: null }]);
  assert.equal("over" in body, false);
});

test("what became of a decision tells how many it reached, what follows and who disagrees", () => {
  const words = "“Mirpur” → New Mirpur City.";
  const done = (more) => decidedWords({ words, changed: { articles: 1, mentions: 1 }, job: null, spreads: false, conflict: false, ...more });
  assert.equal(done(), "“Mirpur” → New Mirpur City");
  assert.equal(done({ changed: { articles: 4, mentions: 12 } }), "“Mirpur” → New Mirpur City, 12 mentions in 4 articles");
  assert.match(done({ spreads: true }), /; more articles follow in the background$/);
  assert.match(done({ conflict: true }), /the conflict is listed$/);
});

test("what is about to be decided is said before", () => {
  assert.equal(wishWords(item(), isPlace(item(), ELSEWHERE), "Milltown"), "“Milltown” → Milltown");
  assert.equal(wishWords(item(), isNoPlace(item())), "“Milltown”: not a place");
  assert.equal(wishWords(item(), isRight(item())), "“Milltown” is Milltown: verified");
});

test("a place is said with where it lies, as others may have its name", () => {
  assert.equal(placeWords(ELSEWHERE), "Milltown (Lower Vale)");
  assert.equal(placeWords({ name: "Milltown", path: "" }), "Milltown");
});

test("a point is said with the halves of the earth", () => {
  assert.equal(pointWords(33.1478, -73.75), "33.148° N, 73.750° W");
});

test("a status has words, and one that is unknown is shown as it is", () => {
  assert.equal(statusWords("rejected"), "Not a place");
  assert.equal(statusWords("odd"), "odd");
});
