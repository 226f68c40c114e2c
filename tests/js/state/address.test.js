/* What a page shows, to and from its address. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, fromSearch, toSearch } from "../../../static/js/state/address.js";
import { filtersFrom } from "../../../static/js/state/filters.js";
import { DECLARED } from "./declared.js";

const filters = filtersFrom(JSON.stringify(DECLARED));
const shown = (search) => fromSearch(search, filters);

test("an address without parameters shows everything, and everything has such an address", () => {
  const all = shown("");
  assert.deepEqual({ ...all, filters: filters.query(all.filters).size }, { article: null, place: null, q: null, list: null, order: null, sort: null, unit: null, at: null, filters: 0 });
  assert.equal(toSearch(all, filters), "");
});

for (const search of [
  "?article=3&place=geonames:1169027&q=mirpur&map=33.1478,73.7519,6&speaker=-&manner=denies&manner=alleges&words=a+%26+b",
  "?words=%E2%80%9Cd%C3%A9j%C3%A0+vu%E2%80%9D",
  "?attitudes=yes",
  "?list=claims&order=place&sort=title&unit=week",
]) {
  test(`${search} comes back as it was`, () => assert.equal(toSearch(shown(search), filters), search));
}

test("what is not a part of the state is left out", () => {
  assert.equal(toSearch(shown("?utm_source=x&q=&manner=denies"), filters), "?manner=denies");
});

test("centre and zoom are those of a map or none", () => {
  assert.deepEqual(shown("?map=-1.5,29.25,7.5").at, { lat: -1.5, lon: 29.25, zoom: 7.5 });
  for (const bad of ["", "1,2", "91,0,3", "0,361,3", "a,b,c", "1,2,3,4"]) assert.equal(shown(`?map=${bad}`).at, null, bad);
});

test("centre and zoom are written no more exactly than anyone can see", () => {
  const moved = { ...shown(""), at: { lat: 1.23456789, lon: -0.00001, zoom: 6.000001 } };
  assert.equal(toSearch(moved, filters), "?map=1.2346,0,6");
});

test("what changed is told by part", () => {
  const before = shown("?article=3&manner=denies&map=1,2,3");
  assert.deepEqual(changed(before, shown("?article=3&manner=denies&map=1.00001,2,3"), filters), new Set());
  assert.deepEqual(changed(before, shown("?article=3&manner=alleges&map=1,2,4"), filters), new Set(["at", "filters"]));
  assert.deepEqual(changed(before, shown("?place=4&manner=denies&map=1,2,3"), filters), new Set(["article", "place"]));
});
