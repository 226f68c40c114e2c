/* The map on paper: as wide as the page, with the same part of the world, and its key and the busiest places beneath. */

import { el } from "../../shared/dom.js";
import { counted } from "../../shared/numbers.js";

/** @typedef {import("../../shared/types.js").MapFeature} MapFeature */
/** @typedef {{centre: L.LatLng, zoom: number, notes: HTMLElement}} Screen what is put back */

const MOST = 40;
const DATES = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

/**
 * @param {L.Map} map
 * @param {() => MapFeature[]} features those that are shown, the busiest first
 * @param {() => L.LatLngBounds} seen what of the map no panel covers
 */
export function printable(map, features, seen) {
  const paper = window.matchMedia("print");
  /** @type {Screen | null} */
  let screen = null;
  paper.addEventListener("change", () => {
    if (paper.matches && !screen) {
      const bounds = seen();
      const key = map.getContainer().querySelector(".legend-key");
      screen = { centre: map.getCenter(), zoom: map.getZoom(), notes: notes(features(), bounds, key) };
      document.body.append(screen.notes);
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(bounds, { animate: false });
    } else if (!paper.matches && screen) {
      const { centre, zoom } = screen;
      screen.notes.remove();
      screen = null;
      map.invalidateSize({ animate: false, pan: false });
      map.setView(centre, zoom, { animate: false });
    }
  });
}

/**
 * @param {MapFeature[]} features
 * @param {L.LatLngBounds} bounds
 * @param {Element | null} key
 */
function notes(features, bounds, key) {
  const inView = (/** @type {MapFeature} */ { geometry: { coordinates: [lon, lat] } }) => [-360, 0, 360].some((turn) => bounds.contains([lat, lon + turn]));
  const places = features.filter((one) => one.properties.claims > 0 && inView(one)).slice(0, MOST);
  const chosen = ["#chosen-title", "#claims-shown-words"].map((name) => document.querySelector(name));
  const shown = chosen.filter((one) => one?.textContent && !one.closest("[hidden]"));
  const parts = [...(key?.children ?? [])].filter((one) => one.tagName !== "SUMMARY").map((one) => one.cloneNode(true));
  return el(
    "section",
    { class: "paper-notes" },
    el("h2", {}, "Mention Mapper"),
    ...shown.map((one) => el("p", {}, one?.textContent)),
    el("p", {}, `${DATES.format(new Date())}. ${window.location.href}`),
    el("div", { class: "paper-key" }, ...parts),
    el("ol", {}, ...places.map(({ properties }) => el("li", {}, line(properties)))),
  );
}

/** @param {MapFeature["properties"]} properties */
function line(properties) {
  const { name, claims } = properties;
  const whole = properties.cell ? `${name} and ${counted(properties.places - 1, "other place")}` : [name, properties.path].filter(Boolean).join(", ");
  return `${whole}: ${counted(claims, "claim")}`;
}
