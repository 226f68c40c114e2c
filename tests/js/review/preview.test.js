/* How many mentions a decision would reach, in words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { countWords } from "../../../static/js/review/preview.js";

test("those that are alike are counted, and those that stay are named", () => {
  assert.equal(countWords({ mentions: 12, articles: 4, otherwise: 0, decided: 0 }), "It applies to 12 mentions in 4 articles.");
  assert.equal(countWords({ mentions: 1, articles: 1, otherwise: 1, decided: 0 }), "It applies to 1 mention in 1 article. 1 other mention of this name is placed otherwise and stays as it is.");
  assert.match(countWords({ mentions: 2, articles: 1, otherwise: 3, decided: 2 }), /^It applies to 2 mentions in 1 article\. 2 others of this name were decided on already, and that stands\. 3 other mentions of this name are placed otherwise and stay as they are\.$/);
});
