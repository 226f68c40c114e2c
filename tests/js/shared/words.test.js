/* Wording for what the map shows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { countWords, exactness, isByContext, kindWords, markerName, otherForms, precisionWords, verbatim } from "../../../static/js/shared/words.js";
import { properties } from "../places.js";

test("a precision is said in words, and one that is unknown as it is", () => {
  assert.equal(exactness("settlement"), "a town, city or village");
  assert.equal(exactness("street"), "street");
});

test("an area says how it is drawn", () => {
  assert.equal(precisionWords(properties({ precision: "region", is_area: true, has_outline: true })), "a region, drawn as its outline");
  assert.equal(
    precisionWords(properties({ precision: "region", is_area: true })),
    "a region, ringed at a central point: no outline available",
  );
});

test("a place is there by context only if none of its claims names it", () => {
  assert.equal(isByContext(properties({ claims: 2, by_context: 2 })), true);
  assert.equal(isByContext(properties({ claims: 2, by_context: 1 })), false);
  assert.equal(isByContext(properties({ claims: 0, by_context: 0 })), false);
});

test("counts have their words in singular and plural", () => {
  assert.equal(countWords(properties({ claims: 1, mentions: 3 })), "1 claim, 3 mentions");
  assert.equal(countWords(properties({ claims: 3, by_context: 1, mentions: 1 })), "3 claims, 1 by context, 1 mention");
  assert.equal(countWords(properties({ claims: 2, by_context: 2, mentions: 1 })), "2 claims, by context only, 1 mention");
  assert.equal(countWords(properties({ acting: 2, mentions: 1 })), "acts in 2 claims, 1 mention");
  assert.equal(countWords(properties({ claims: 2, is_about: false, origin: 2 })), "2 claims from here");
  assert.equal(countWords(properties({ claims: 1, is_about: false, named: 1, acting: 1, mentions: 1 })), "acts in 1 claim, in a name in 1 claim, 1 mention");
});

test("a marker's name says where the place lies and what sort of area it is", () => {
  const region = properties({ name: "Azad Kashmir", path: "Pakistan", precision: "region", is_area: true, claims: 2, mentions: 3 });
  assert.equal(markerName(region), "Azad Kashmir, Pakistan (region): 2 claims, 3 mentions");
  assert.equal(markerName({ ...region, precision: "beyond", path: "" }), "Azad Kashmir (area): 2 claims, 3 mentions");
});

test("only forms that differ from the name by more than capitals are shown", () => {
  assert.deepEqual(otherForms("Mirpur", ["MIRPUR", "New Mirpur"]), ["New Mirpur"]);
});

test("direct words get quotation marks unless they have their own", () => {
  assert.equal(verbatim("The road\n is closed.", "direct"), "“The road is closed.”");
  assert.equal(verbatim("«La route»", "direct"), "«La route»");
  assert.equal(verbatim("the road was closed", "indirect"), "the road was closed");
  assert.equal(kindWords("indirect"), "paraphrased");
});
