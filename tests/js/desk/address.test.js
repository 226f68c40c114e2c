/* What the desk shows, to and from its address. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { fromSearch, toSearch } from "../../../static/js/desk/address.js";

for (const search of ["", "?collection=3", "?article=7", "?article=7&at=10-16", "?in=7&at=10-16", "?collection=3&in=7&at=10-16"]) {
  test(`“${search}” comes back as it was`, () => assert.equal(toSearch(fromSearch(search)), search));
}

test("a mention is that of the article that is gone through, or of another in the queue", () => {
  assert.deepEqual(fromSearch("?article=7&at=10-16").at, { article: 7, start: 10, end: 16 });
  assert.deepEqual(fromSearch("?in=8&at=10-16").at, { article: 8, start: 10, end: 16 });
});

test("the links of the history name start and end", () => {
  assert.deepEqual(fromSearch("?article=7&start=10&end=16").at, { article: 7, start: 10, end: 16 });
});

test("what is no number is left out", () => {
  assert.deepEqual(fromSearch("?article=x&collection=-1&at=5&place=own:a"), { article: null, collection: null, at: null, place: "own:a" });
});
