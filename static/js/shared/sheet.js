/* The panel: beside the map on a wide window, a sheet at the bottom on a narrow one. */

import { need } from "./dom.js";

const GAP = 12;

/**
 * @param {() => void} [onRoom] called when the panel leaves the map more or less room on a wide window
 * @returns {{isNarrow: () => boolean, margins: () => {left: number, bottom: number}, open: (wide: boolean) => void}}
 */
export function sheet(onRoom = () => {}) {
  const panel = need("#panel");
  const handle = need("#panel-handle");
  const side = need("#panel-side");
  const narrow = window.matchMedia("(max-width: 720px)");
  const isAway = () => document.body.classList.contains("is-panel-away");

  /** @param {boolean} away */
  function putAway(away) {
    if (away === isAway()) return;
    document.body.classList.toggle("is-panel-away", away);
    side.setAttribute("aria-expanded", String(!away));
    side.setAttribute("aria-label", away ? "Show the lists" : "Show more of the map");
    side.title = side.getAttribute("aria-label") ?? "";
    onRoom();
  }

  /** @param {boolean} wide */
  function open(wide) {
    if (wide) putAway(false);
    panel.classList.toggle("is-open", wide);
    handle.setAttribute("aria-expanded", String(wide));
    handle.setAttribute("aria-label", wide ? "Show more of the map" : "Show the lists");
  }

  handle.addEventListener("click", () => open(!panel.classList.contains("is-open")));
  side.addEventListener("click", () => putAway(!isAway()));
  // What leads into the panel brings it back.
  for (const link of document.querySelectorAll('.skip-link[href="#results-heading"]')) link.addEventListener("click", () => putAway(false));
  return {
    isNarrow: () => narrow.matches,
    margins() {
      const box = panel.getBoundingClientRect();
      if (isAway() && !narrow.matches) return { left: 0, bottom: 0 };
      if (!narrow.matches) return { left: box.right + GAP, bottom: 0 };
      return { left: 0, bottom: Math.min(window.innerHeight - box.top, window.innerHeight * 0.45) };
    },
    open,
  };
}
