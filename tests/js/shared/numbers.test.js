/* Numbers and dates as a reader sees them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { counted, shownDate } from "../../../static/js/shared/numbers.js";

test("one of a thing, and many of it", () => {
  assert.equal(counted(1, "claim"), "1 claim");
  assert.equal(counted(0, "claim"), "0 claims");
  assert.equal(counted(12345, "country", "countries"), "12,345 countries");
});

test("a date is the same day everywhere", () => {
  assert.equal(shownDate("2026-02-04"), "4 February 2026");
});

test("a date is written as the reader's country writes it", () => {
  assert.equal(shownDate("2026-02-04", undefined, ["en-US"]), "February 4, 2026");
  assert.equal(shownDate("2026-02-04", undefined, ["de-DE", "en"]), "4. Februar 2026");
  assert.equal(shownDate("2026-02-04", { month: "long", year: "numeric" }), "February 2026");
});

test("what is no date is not shown", () => {
  for (const none of [null, undefined, "", "2026", "2026-02"]) assert.equal(shownDate(none), "");
});
