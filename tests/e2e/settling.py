"""When a page has come to rest: nothing is asked for, nothing is about to happen, and all of it is drawn."""

from __future__ import annotations

from playwright.sync_api import Page

WATCH_WORK = """(() => {
  const SOON = 1000;
  const FRAMES = 5;
  let open = 0;
  let calm = 0;
  const begin = () => { open += 1; };
  const end = () => {
    open -= 1;
    calm = 0;
  };
  const { fetch, setTimeout, clearTimeout } = window;
  window.fetch = (...asked) => {
    begin();
    const answer = fetch(...asked);
    answer.then((response) => response.clone().arrayBuffer()).then(end, end);
    return answer;
  };
  const waiting = new Set();
  window.setTimeout = (act, after = 0, ...given) => {
    if (after >= SOON) return setTimeout(act, after, ...given);
    begin();
    const id = setTimeout(() => {
      if (waiting.delete(id)) end();
      act(...given);
    }, after);
    waiting.add(id);
    return id;
  };
  window.clearTimeout = (id) => {
    if (waiting.delete(id)) end();
    clearTimeout(id);
  };
  // A page that is left stays as it is until the next one is there.
  navigation.addEventListener('navigate', ({ destination, downloadRequest }) => {
    if (!destination.sameDocument && downloadRequest === null) begin();
  });
  window.__isAtRest = () => {
    calm = open || document.readyState !== 'complete' ? 0 : calm + 1;
    return calm > FRAMES;
  };
})()"""


def watch_work(page: Page) -> None:
    """Have a page count what it waits for: answers, and what is to happen within a second."""
    page.add_init_script(WATCH_WORK)


def settle(page: Page) -> None:
    """Wait until a page that counts its work shows all that follows from what was done last."""
    page.wait_for_function("() => window.__isAtRest()", polling="raf")
