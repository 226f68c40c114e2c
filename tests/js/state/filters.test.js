/* A filter kind from its declaration alone, and all of them together. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { UNNAMED, filtersFrom } from "../../../static/js/state/filters.js";
import { DECLARED } from "./declared.js";

const filters = filtersFrom(JSON.stringify(DECLARED));
const kind = (name) => filters.kinds.find((one) => one.name === name);
const called = (name, value) => `${name} ${value}`;

test("the filter of the article is kept apart, and a page without filters has none", () => {
  assert.deepEqual(filters.kinds.map(({ name }) => name), ["speaker", "manner", "words", "attitudes"]);
  assert.deepEqual(filtersFrom(null).kinds, []);
});

test("a kind reads its own part of an address and leaves empty values out", () => {
  assert.deepEqual(kind("manner").read(new URLSearchParams("manner=denies&words=dry&manner=&manner=alleges")), ["denies", "alleges"]);
});

test("a kind is active when it has a value", () => {
  assert.equal(kind("manner").isActive({ manner: ["denies"] }), true);
  assert.equal(kind("manner").isActive({ manner: [] }), false);
  assert.equal(kind("manner").isActive({}), false);
});

test("toggling adds a value or takes it away, and one that has a single value changes it", () => {
  const choice = { manner: ["denies"], words: ["dry"] };
  assert.deepEqual(kind("manner").toggled(choice, "alleges"), { manner: ["denies", "alleges"], words: ["dry"] });
  assert.deepEqual(kind("manner").toggled(choice, "denies"), { manner: [], words: ["dry"] });
  assert.deepEqual(kind("words").toggled(choice, "floods"), { manner: ["denies"], words: ["floods"] });
  assert.deepEqual(choice, { manner: ["denies"], words: ["dry"] });
});

test("what is shown is said by declared labels, by what the page calls a value, or by the dash's words", () => {
  assert.equal(kind("manner").described({ manner: ["denies", "alleges"] }, called), "denials or allegations");
  assert.equal(kind("speaker").described({ speaker: ["12"] }, called), "by speaker 12");
  assert.equal(kind("speaker").described({ speaker: [UNNAMED] }, called), "by somebody who is not named");
});

test("words with a dollar sign are shown as they are", () => {
  assert.equal(kind("words").described({ words: ["$& and $1"] }, called), "with “words $& and $1”");
});

test("what widens neither narrows nor is described", () => {
  assert.equal(filters.isNarrowed({ attitudes: ["yes"] }), false);
  assert.equal(filters.isNarrowed({ attitudes: ["yes"], words: ["dry"] }), true);
  assert.equal(filters.described({ attitudes: ["yes"], words: ["dry"], manner: ["denies"] }, called), "denials; with “words dry”");
});

test("every claim is shown by emptying all filters but those that widen", () => {
  assert.deepEqual(filters.everyClaim, { speaker: [], manner: [], words: [] });
});

test("an address is read, written, and has one choice replaced by another", () => {
  const choice = filters.read(new URLSearchParams("words=dry&manner=denies&manner=alleges&other=1"));
  assert.deepEqual(choice, { speaker: [], manner: ["denies", "alleges"], words: ["dry"], attitudes: [] });
  assert.equal(String(filters.query(choice)), "manner=denies&manner=alleges&words=dry");
  const query = new URLSearchParams("other=1&manner=denies&words=dry");
  filters.replace(query, { manner: ["alleges"] });
  assert.equal(String(query), "other=1&manner=alleges");
});

test("each chosen value has a part of its own that can be taken away", () => {
  const choice = { manner: ["denies", "alleges"], words: ["dry"], attitudes: ["yes"] };
  assert.deepEqual(filters.chips(choice, (_name, value) => value), [
    { name: "manner", text: "denials", without: { manner: ["alleges"] } },
    { name: "manner", text: "allegations", without: { manner: ["denies"] } },
    { name: "words", text: "with “dry”", without: { words: [] } },
    { name: "attitudes", text: "attitudes", without: { attitudes: [] } },
  ]);
  assert.deepEqual(filters.none, { speaker: [], manner: [], words: [], attitudes: [] });
});

test("the filters of which two choices have other values are told", () => {
  assert.deepEqual(filters.changed({ manner: ["denies"], words: [] }, { manner: ["denies", "alleges"] }), ["manner"]);
});
