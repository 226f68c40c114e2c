/* What stands in the corners of the map: key, how places are shown, fit to results, full screen, scale. */

import { el } from "../../shared/dom.js";
import { legend } from "./legend.js";
import { underPointer } from "./under.js";

/** @typedef {import("./look.js").Manner} Manner */

/** @type {[Manner, string][]} */
const CHOICES = [
  ["grouped", "Grouped where they are close"],
  ["plain", "Each by itself, the 250 busiest in view"],
  ["heat", "Heat: where most was said"],
];
/** Zoom beyond which the base map shows nothing further. */
const DETAILED = 10;
/** Pixels of a map beside whose marks the key has room. */
const ROOMY = 900;
const FAR = "Closer than this the map has no streets or buildings: towns are points of GeoNames, borders and rivers good to about a kilometre.";

/**
 * @param {L.Map} map
 * @param {object} options
 * @param {ReturnType<typeof import("./look.js").mapLook>} options.look
 * @param {() => void} options.onFit
 * @param {boolean} options.hasTiles whether the operator's own map is shown at close zooms
 */
export function addControls(map, { look, onFit, hasTiles }) {
  const corner = el("div", { class: "map-menus" }, display(look), legend(map.getSize().x >= ROOMY));
  put(map, corner, "topright");
  put(map, el("div", { class: "leaflet-bar map-buttons" }, button("map-fit", "Show all results", FIT, onFit), fullScreen()), "bottomright");
  L.control.scale({ position: "bottomright", imperial: false, maxWidth: 110 }).addTo(map);
  for (const menu of corner.querySelectorAll("details")) {
    menu.addEventListener("toggle", () => {
      if (menu.open) for (const other of corner.querySelectorAll("details")) if (other !== menu) other.open = false;
    });
  }
  if (window.matchMedia("(hover: hover)").matches) put(map, underPointer(map), "bottomright");
  if (!hasTiles) addNote(map);
}

/** @param {ReturnType<typeof import("./look.js").mapLook>} look */
function display(look) {
  const { manner, mentioned } = look.get();
  const choices = CHOICES.map(([value, words]) => {
    const input = el("input", { type: "radio", name: "map-manner", value, checked: value === manner });
    input.addEventListener("change", () => look.set({ manner: value }));
    return el("label", {}, input, ` ${words}`);
  });
  const box = el("input", { type: "checkbox", name: "map-mentioned", checked: mentioned });
  box.addEventListener("change", () => look.set({ mentioned: box.matches(":checked") }));
  return el(
    "details",
    { class: "legend map-display" },
    el("summary", {}, "Display"),
    el("fieldset", {}, el("legend", {}, "Places"), ...choices),
    el("label", {}, box, " Places that are only mentioned, too"),
  );
}

const FIT = "M3 9V3h6M15 3h6v6M21 15v6h-6M9 21H3v-6M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0";
const FULL = "M4 10V4h6M14 4h6v6M20 14v6h-6M10 20H4v-6";

function fullScreen() {
  if (!document.fullscreenEnabled) return null;
  const toggle = button("map-full", "Full screen", FULL, () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen().catch(() => toggle.remove());
  });
  toggle.setAttribute("aria-pressed", "false");
  document.addEventListener("fullscreenchange", () => toggle.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))));
  return toggle;
}

/**
 * @param {string} kind
 * @param {string} words
 * @param {string} drawing
 * @param {() => void} act
 */
function button(kind, words, drawing, act) {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", drawing);
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" })) icon.setAttribute(name, value);
  icon.append(path);
  const made = el("button", { type: "button", class: `map-button ${kind}`, title: words, "aria-label": words }, icon);
  made.addEventListener("click", act);
  return made;
}

/** @param {L.Map} map */
function addNote(map) {
  const note = el("p", { class: "map-note", role: "status" });
  put(map, note, "bottomright");
  const tell = () => {
    note.textContent = map.getZoom() > DETAILED ? FAR : "";
    note.hidden = !note.textContent;
  };
  map.on("zoomend", tell);
  tell();
}

/**
 * @param {L.Map} map
 * @param {HTMLElement} element
 * @param {L.ControlPosition} position
 */
function put(map, element, position) {
  const control = new L.Control({ position });
  L.DomEvent.disableClickPropagation(element);
  L.DomEvent.disableScrollPropagation(element);
  control.onAdd = () => element;
  map.addControl(control);
}
