/* How far a decision applies. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isWide, nextScope, scopesOf } from "../../../static/js/review/scopes.js";
import { item } from "./items.js";

const values = (found) => found.map(({ value }) => value);

test("scopes go from one mention to everything, and a collection is among them where there is one", () => {
  assert.deepEqual(values(scopesOf(item())), ["mention", "article", "everywhere"]);
  const scopes = scopesOf(item({}, { collection: { id: 1, name: "Floods 2026" } }));
  assert.deepEqual(values(scopes), ["mention", "article", "collection", "everywhere"]);
  assert.equal(scopes[2].words, "“Milltown” in “Floods 2026”");
});

test("the next scope after the last is the first", () => {
  const scopes = scopesOf(item());
  assert.equal(nextScope(scopes, "mention"), "article");
  assert.equal(nextScope(scopes, "everywhere"), "mention");
});

test("whatever reaches other mentions is wide", () => {
  assert.deepEqual(["mention", "claim", "article", "collection", "everywhere"].map(isWide), [false, false, true, true, true]);
});
