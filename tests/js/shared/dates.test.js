/* Dates that the server wrote, as the reader writes them. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { localTime } from "../../../static/js/shared/dates.js";

test("a day stays the same day", () => {
  assert.equal(localTime("2026-02-04", ["en-GB"]), "4 February 2026");
  assert.equal(localTime("2026-02-04", ["en-US"]), "February 4, 2026");
});

test("a month has no day", () => {
  assert.equal(localTime("2026-02", ["en-GB"]), "February 2026");
});

test("a time has its clock", () => {
  assert.match(localTime("2026-02-04T12:30:00Z", ["en-GB"]), /^[45] February 2026.*\d\d:\d\d/);
});

test("what is neither stays as the server wrote it", () => {
  assert.equal(localTime("lately", ["en-GB"]), "");
  assert.equal(localTime("Tuesday", ["en-GB"]), "");
});
