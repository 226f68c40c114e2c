/* Whether the server can read articles yet: its model and gazetteer load while the page is already open. */

import { getJson } from "./api.js";
import { need } from "./dom.js";

const INTERVAL = 1000;

/**
 * Wait until the server can read articles.
 *
 * @param {(message: string) => void} [waits] is called with each message for the person waiting
 * @returns {Promise<import("./types.js").ServerStatus>} the last status
 */
export async function whenReady(waits = () => {}) {
  for (;;) {
    /** @type {import("./types.js").ServerStatus} */
    const status = await getJson("/api/status");
    if (status.ready || status.failed) return status;
    waits(status.message);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

/**
 * @returns {{ready: () => Promise<void>, problem: (error: unknown) => void, clear: () => void}}
 *   ``problem`` shows what went wrong, ``clear`` hides it
 */
export function serverStatus() {
  const line = need("#status-line");
  /** @type {Promise<void> | null} */
  let waiting = null;
  let hasProblem = false;

  /**
   * @param {string} text
   * @param {string} kind
   */
  function say(text, kind) {
    line.hidden = !text;
    line.className = `status-line is-${kind}`;
    if (line.textContent !== text) line.textContent = text;
  }

  async function untilReady() {
    const status = await whenReady((message) => say(`Getting ready: ${message}`, "waiting"));
    if (status.ready) {
      // What went wrong meanwhile stays to be read.
      if (!hasProblem) say(status.note ?? "", "ready");
      return;
    }
    say(status.message, "failed");
    throw new Error(status.message);
  }

  return {
    ready() {
      waiting ??= untilReady().finally(() => {
        waiting = null;
      });
      return waiting;
    },
    problem(error) {
      hasProblem = true;
      say(error instanceof Error ? error.message : String(error), "failed");
    },
    clear() {
      if (hasProblem) say("", "ready");
      hasProblem = false;
    },
  };
}
