import assert from "node:assert/strict";
import test from "node:test";

import { ANY, settling } from "../../../../static/js/review/steps/settling.js";

test("what is begun waits until every step is over", () => {
  const steps = settling();
  const done = [];
  const [one, other] = [steps.begin("1:0-4"), steps.begin("1:9-12")];
  steps.later(() => done.push("search"));
  one.end();
  assert.deepEqual(done, []);
  other.end();
  assert.deepEqual(done, ["search"]);
});

test("a step about one mention holds up no other, one that may show any holds up all", () => {
  const steps = settling();
  const one = steps.begin("1:0-4");
  assert.deepEqual([steps.isOpen("1:0-4"), steps.isOpen("1:9-12")], [true, false]);
  one.end();
  steps.begin(ANY);
  assert.equal(steps.isOpen("1:9-12"), true);
});

test("who chooses another mention waits for nothing, but an undo is still done", () => {
  const steps = settling();
  const done = [];
  const decision = steps.begin("1:0-4");
  const undo = steps.begin(ANY);
  steps.later(() => done.push("search"));
  steps.later(() => done.push("undo"), { isForNext: false });
  steps.choose();
  assert.deepEqual([undo.isAwaited(), steps.isOpen("1:9-12"), done], [false, false, []]);
  decision.end();
  assert.deepEqual(done, ["undo"]);
});

test("a decision that is not kept is not undone", () => {
  const steps = settling();
  const done = [];
  const decision = steps.begin("1:0-4");
  steps.later(() => done.push("undo"), { isForNext: false });
  steps.later(() => done.push("search"));
  decision.end(false);
  assert.deepEqual(done, ["search"]);
});
