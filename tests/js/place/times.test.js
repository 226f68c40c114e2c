/* Claims by time: the times between that have none, and what the bars say. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { timesWords, withGaps } from "../../../static/js/place/times.js";

test("times without claims stand between those with some", () => {
  const points = [{ start: "2025-11-01", claims: 2 }, { start: "2026-02-01", claims: 5 }];
  const starts = withGaps({ unit: "month", points, undated: 0 }).map(({ start, claims }) => `${start} ${claims}`);
  assert.deepEqual(starts, ["2025-11-01 2", "2025-12-01 0", "2026-01-01 0", "2026-02-01 5"]);
});

test("days go on over the end of a month", () => {
  const points = [{ start: "2026-02-27", claims: 1 }, { start: "2026-03-02", claims: 1 }];
  assert.deepEqual(withGaps({ unit: "day", points, undated: 0 }).map(({ start }) => start.slice(5)), ["02-27", "02-28", "03-01", "03-02"]);
});

test("no times, no bars", () => {
  assert.deepEqual(withGaps({ unit: "year", points: [], undated: 3 }), []);
});

test("a reader who cannot see the bars is told the most and what has no date", () => {
  const timeline = { unit: "month", points: [{ start: "2026-01-01", claims: 2 }, { start: "2026-02-01", claims: 5 }], undated: 1 };
  assert.equal(timesWords(timeline), "Claims by month of their articles, most from February 2026: 5 claims; 1 claim without a date");
});
