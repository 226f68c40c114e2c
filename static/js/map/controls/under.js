/* Where the pointer is on the map, in degrees, for readers who have one. */

import { el } from "../../shared/dom.js";
import { degrees } from "../../shared/numbers.js";
import { near } from "../wrap.js";

/** From this zoom on, so many decimals: about one pixel. */
const DIGITS = [[9, 3], [5, 2], [0, 1]];

/**
 * @param {L.Map} map
 * @returns {HTMLElement} what says it
 */
export function underPointer(map) {
  const line = el("p", { class: "map-under", "aria-hidden": "true", hidden: true });
  map.on("mousemove", ({ latlng: { lat, lng } }) => {
    line.hidden = false;
    line.textContent = degrees(lat, near(lng, 0), DIGITS.find(([zoom]) => map.getZoom() >= zoom)?.[1] ?? 1);
  });
  map.on("mouseout", () => {
    line.hidden = true;
  });
  return line;
}
