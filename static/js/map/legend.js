/* The key to the map: what the markers and the lines mean. */

import { bordersLegend } from "./basemap/basemap.js";
import { el } from "../shared/dom.js";

const MARKERS = [
  ["badge-point has-claims", "3", "Claims about a point, counted"],
  ["badge-point has-claims is-by-context", "3", "Claims by context only: none names the point itself"],
  ["badge-point is-mentioned", "", "A point that is only mentioned"],
  ["badge-area has-claims", "3", "Claims about an area, drawn as its outline"],
  ["badge-area has-claims is-by-context", "3", "An area by context only: its outline has dashes and dots"],
  ["badge-area has-claims is-ringed", "3", "An area with no outline: near its middle"],
];

/**
 * Put the key, closed, into a corner of the map.
 *
 * @param {L.Map} map
 */
export function addLegend(map) {
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => {
    const key = el(
      "details",
      { class: "legend" },
      el("summary", {}, "Key"),
      el("ul", { class: "marker-legend" }, ...MARKERS.map(([kind, count, words]) => el("li", {}, sample(kind, count), words))),
      bordersLegend(),
    );
    L.DomEvent.disableClickPropagation(key);
    L.DomEvent.disableScrollPropagation(key);
    return key;
  };
  map.addControl(control);
}

/**
 * @param {string} kind
 * @param {string} count
 */
function sample(kind, count) {
  return el("span", { class: `badge ${kind}`, "aria-hidden": "true" }, el("span", { class: "badge-count" }, count));
}
