/* What a person wishes about a claim, as it is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { extentOf, hasSpeaker, hasWords, isAbout, isMissedClaim, isNoClaim } from "../../../../static/js/review/claims/wishes.js";

const claim = { position: 2, start: 10, quote: "it rained", speaker: { name: "Ada Okoro" }, manner: "neutral", status: "unverified", content: [[10, 14], [16, 19]], places: [] };

test("a claim is known by its words", () => {
  assert.deepEqual(isNoClaim(claim), { what: "no_claim", value: {}, spans: [[10, 14], [16, 19]] });
  assert.deepEqual(hasWords(claim, { start: 1, end: 5 }), { what: "words", value: { content: [[1, 5]] }, spans: [[10, 14], [16, 19]] });
});

test("a speaker comes with the one that it was", () => {
  assert.deepEqual(hasSpeaker(claim, { name: " Ben Ruiz ", generic: true }).value, { name: "Ben Ruiz", description: null, generic: true, was: "Ada Okoro" });
  assert.equal(hasSpeaker({ ...claim, speaker: null }, { name: "Ben" }).value.was, null);
});

test("a place is given to a claim with its role, or taken away", () => {
  assert.deepEqual(isAbout(claim, { start: 4, end: 9 }, "actor").value, { mention: [4, 9], role: "actor", basis: "content" });
  assert.equal(isAbout(claim, { start: 4, end: 9 }, null).value.role, null);
});

test("a claim that was missed has its words, its speaker and where it is about", () => {
  const wish = isMissedClaim({ start: 4, end: 30 }, { name: "Ada" }, [{ start: 8, end: 12 }]);
  assert.deepEqual(wish, { what: "claim", value: { speaker: { name: "Ada", description: null, generic: false }, about: [[8, 12]] }, start: 4, end: 30 });
});

test("a claim reaches from its first word to its last", () => {
  assert.deepEqual(extentOf(claim), { start: 10, end: 19 });
  assert.deepEqual(extentOf({ ...claim, content: [] }), { start: 10, end: 19 });
});
