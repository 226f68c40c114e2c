/* The panel: beside the map on a wide window, a sheet at the bottom on a narrow one. */

import { need } from "./dom.js";

const GAP = 12;

/** @returns {{isNarrow: () => boolean, margins: () => {left: number, bottom: number}, open: (wide: boolean) => void}} */
export function sheet() {
  const panel = need("#panel");
  const handle = need("#panel-handle");
  const narrow = window.matchMedia("(max-width: 720px)");

  /** @param {boolean} wide */
  function open(wide) {
    panel.classList.toggle("is-open", wide);
    handle.setAttribute("aria-expanded", String(wide));
    handle.setAttribute("aria-label", wide ? "Show more of the map" : "Show the lists");
  }

  handle.addEventListener("click", () => open(!panel.classList.contains("is-open")));
  return {
    isNarrow: () => narrow.matches,
    margins() {
      const box = panel.getBoundingClientRect();
      if (!narrow.matches) return { left: box.right + GAP, bottom: 0 };
      return { left: 0, bottom: Math.min(window.innerHeight - box.top, window.innerHeight * 0.45) };
    },
    open,
  };
}
