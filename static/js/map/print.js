/* The map on paper: as wide as the page, with the same part of the world, its key open, and the busiest places beneath. */

import { el } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {{bounds: L.LatLngBounds, centre: L.LatLng, zoom: number, open: boolean, notes: HTMLElement}} Screen what is put back */

const MOST = 40;
const DATES = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });

/**
 * @param {L.Map} map
 * @param {() => MapFeature[]} features those that are shown, the busiest first
 */
export function printable(map, features) {
  const paper = window.matchMedia("print");
  const key = () => map.getContainer().querySelector(".legend-key");
  /** @type {Screen | null} */
  let screen = null;
  paper.addEventListener("change", () => {
    if (paper.matches && !screen) {
      const bounds = map.getBounds();
      screen = { bounds, centre: map.getCenter(), zoom: map.getZoom(), open: Boolean(key()?.hasAttribute("open")), notes: notes(features(), bounds) };
      key()?.setAttribute("open", "");
      document.body.append(screen.notes);
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(bounds, { animate: false });
    } else if (!paper.matches && screen) {
      key()?.toggleAttribute("open", screen.open);
      screen.notes.remove();
      map.invalidateSize({ animate: false, pan: false });
      map.setView(screen.centre, screen.zoom, { animate: false });
      screen = null;
    }
  });
}

/**
 * @param {MapFeature[]} features
 * @param {L.LatLngBounds} bounds
 */
function notes(features, bounds) {
  const inView = (/** @type {MapFeature} */ { geometry: { coordinates: [lon, lat] } }) => [-360, 0, 360].some((turn) => bounds.contains([lat, lon + turn]));
  const places = features.filter((one) => one.properties.claims > 0 && inView(one)).slice(0, MOST);
  const chosen = [document.querySelector("#chosen-title"), document.querySelector("#claims-shown-words")];
  return el(
    "section",
    { class: "paper-notes" },
    el("h2", {}, "Mention Mapper"),
    ...chosen.map((one) => (one?.textContent ? el("p", {}, one.textContent) : null)),
    el("p", {}, `${DATES.format(new Date())}. ${window.location.href}`),
    el("ol", {}, ...places.map(({ properties }) => el("li", {}, line(properties)))),
  );
}

/** @param {MapFeature["properties"]} properties */
function line(properties) {
  const { name, claims } = properties;
  const whole = properties.cell ? `${name} and ${counted(properties.places - 1, "other place")}` : [name, properties.path].filter(Boolean).join(", ");
  return `${whole}: ${counted(claims, "claim")}`;
}
