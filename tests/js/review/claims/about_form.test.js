/* Which names a claim may be about, and what each is to it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { listed } from "../../../../static/js/review/claims/about_form.js";

test("names of the paragraph stand in the order of the text, those that the claim is tied to with their role", () => {
  const claim = { places: [{ start: 20, end: 28, text: "Milltown", name: "Milltown", role: "about", basis: "content" }] };
  const names = [
    { start: 20, end: 28, text: "Milltown", status: "unverified", place: { id: "m", name: "Milltown" } },
    { start: 4, end: 12, text: "Atlantis", status: "unverified", place: null },
  ];
  assert.deepEqual(listed(claim, names), [
    { start: 4, end: 12, text: "Atlantis", place: null, role: null },
    { start: 20, end: 28, text: "Milltown", place: "Milltown", role: "about" },
  ]);
});
