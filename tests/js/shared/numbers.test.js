/* Numbers and dates as a reader sees them. */

import assert from "node:assert/strict";
import test from "node:test";

import { abbreviated, counted, degrees, shownDate } from "../../../static/js/shared/numbers.js";

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

test("numbers are abbreviated where there is little room", () => {
  assert.deepEqual([999, 1000, 9_949, 9_951, 99_999, 999_499, 999_500, 12_345_678].map((one) => abbreviated(one)), ["999", "1.0k", "9.9k", "10k", "100k", "999k", "1.0M", "12M"]);
  assert.equal(abbreviated(9_999, 10_000), "9,999");
});

test("a point is said by its degrees, without a sign", () => {
  assert.equal(degrees(33.148, 73.752, 2), "33.15° N, 73.75° E");
  assert.equal(degrees(-18.14, -171.77, 0), "18° S, 172° W");
});
