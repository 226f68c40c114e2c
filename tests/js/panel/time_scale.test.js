/* Days and bars of the time line. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { barAt, bars, barsIn, called, nextOf, placeOf, rangeOf, startOf, ticks, toDay, toIso, unitsFor } from "../../../static/js/panel/time_scale.js";

const MONTHS = bars({ unit: "month", points: [{ start: "2025-12-01", claims: 3 }, { start: "2026-03-01", claims: 1 }] });

test("a day is a number and comes back as it was", () => {
  for (const iso of ["1969-12-31", "1970-01-01", "2024-02-29", "2026-03-01"]) assert.equal(toIso(toDay(iso)), iso);
});

for (const [unit, start, next] of [
  ["day", "2026-03-01", "2026-03-02"],
  ["week", "2026-02-23", "2026-03-02"],
  ["month", "2026-03-01", "2026-04-01"],
  ["year", "2026-01-01", "2027-01-01"],
]) {
  test(`1 March 2026, a Sunday, lies in a ${unit} from ${start} to before ${next}`, () => {
    assert.equal(toIso(startOf(toDay("2026-03-01"), unit)), start);
    assert.equal(toIso(nextOf(toDay(start), unit)), next);
  });
}

test("weeks before 1970 begin on Mondays too", () => assert.equal(toIso(startOf(toDay("1969-12-31"), "week")), "1969-12-29"));

test("times without claims have bars too", () => {
  assert.deepEqual(MONTHS.map(({ start, claims }) => [toIso(start), claims]), [["2025-12-01", 3], ["2026-01-01", 0], ["2026-02-01", 0], ["2026-03-01", 1]]);
  assert.deepEqual(bars({ unit: "day", points: [] }), []);
});

test("bars are equally wide, and a day has its place in its bar", () => {
  assert.equal(placeOf(MONTHS, toDay("2026-01-01")), 0.25);
  assert.equal(placeOf(MONTHS, toDay("2026-02-15")), 0.625);
  assert.equal(placeOf(MONTHS, toDay("1999-01-01")), 0);
  assert.equal(placeOf(MONTHS, toDay("2030-01-01")), 1);
  assert.deepEqual([-1, 0, 0.3, 1, 2].map((place) => barAt(MONTHS, place)), [0, 0, 1, 3, 3]);
});

test("a range of bars is one of days, both ends in it; all bars are no range", () => {
  assert.deepEqual(rangeOf(MONTHS, 2, 1), { from: "2026-01-01", to: "2026-02-28" });
  assert.deepEqual(rangeOf(MONTHS, 0, 3), { from: "", to: "" });
});

test("a range of days lies in bars", () => {
  assert.deepEqual(barsIn(MONTHS, { from: "2026-01-20", to: "2026-02-03" }), [1, 2]);
  assert.deepEqual(barsIn(MONTHS, { from: "", to: "" }), [0, 3]);
  assert.deepEqual(barsIn(MONTHS, { from: "", to: "2025-12-31" }), [0, 0]);
});

test("a bar is called by its time", () => {
  assert.equal(called(MONTHS[3], "month"), "March 2026");
  assert.equal(called({ start: toDay("2026-02-23"), end: toDay("2026-03-02"), claims: 0 }, "week").replace(/\s/g, " "), "23 Feb – 1 Mar 2026");
});

test("words below are as many as fit, and years where there are years", () => {
  assert.deepEqual(ticks(MONTHS, "month", 2).map(({ text }) => text), ["Dec 2025", "Feb 2026"]);
  const years = bars({ unit: "month", points: [{ start: "2020-06-01", claims: 1 }, { start: "2023-02-01", claims: 1 }] });
  assert.deepEqual(ticks(years, "month", 9).map(({ text }) => text), ["2020", "2021", "2022", "2023"]);
});

test("a unit fits where its bars are not too many", () => {
  assert.deepEqual(unitsFor(MONTHS), ["day", "week", "month", "year"]);
  assert.deepEqual(unitsFor([{ start: 0, end: 36_525, claims: 1 }]), ["month", "year"]);
});
