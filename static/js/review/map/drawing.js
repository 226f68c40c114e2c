/* Drawing an area on a map, corner by corner: by mouse or finger where they press, by keyboard in the map's middle. */

import { el, keycap } from "../../shared/dom.js";
import { actOf, named } from "../keys.js";
import { bringIntoView } from "./markers.js";
import { closingRefusal, FEWEST_CORNERS, refusal } from "./outline.js";

/** @typedef {import("./outline.js").Corner} Corner */

/** Pixels around the first corner in which a press closes the area; a finger is wider than a mouse. */
const NEAR = { mouse: 12, touch: 24 };
/** Pixels by which a pointer may move in a press; more moves the map. */
const STILL = 5;
const DIGITS = 5;
/** Pixels by which an arrow key moves the map, and how much further with Shift. */
const STRIDE = 40;
const FURTHER = 4;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-STRIDE, 0], ArrowRight: [STRIDE, 0], ArrowUp: [0, -STRIDE], ArrowDown: [0, STRIDE] };
const OTHERS = ["+", "-", "=", "_", "Tab", "Shift"];
const OURS = ["Enter", "Escape"];
const TAKES_BACK = ["Backspace", "Delete", "Ctrl+z"];
const FIELDS = "input, select, textarea, dialog";
const PRESSED = "button, a, summary";
const HOW = "Press the corners one after the other, the first one again to close the area.";
const HOW_BY_KEYS = " With the keyboard: move the map with the arrow keys, Enter sets a corner in its middle, Enter again closes. Backspace takes a corner back, Esc gives up.";

/**
 * @param {L.Map} map
 * @param {{onArea: (corners: Corner[]) => void, onLeave: () => void, say: (words: string) => void, corners?: Corner[]}} options
 *   ``corners`` are those set before, of an area that could not be kept
 * @returns {{leave: () => void}}
 */
export function areaMode(map, { onArea, onLeave, say, corners: given = [] }) {
  const container = map.getContainer();
  const corners = [...given];
  const renderer = L.svg();
  const layer = L.layerGroup().addTo(map);
  const cross = el("div", { class: "map-cross", "aria-hidden": "true" });
  const closeButton = button("Close the area", "↵", () => close());
  const backButton = button("Last corner back", "⌫", () => back());
  const tools = el("div", { class: "map-draw-tools", role: "group", "aria-label": "Drawing an area" }, closeButton, backButton, button("Give up", "Esc", () => giveUp()));
  /** Whether the arrow keys moved the map since the last corner: then its middle is meant. */
  let isAimed = corners.length === 0;
  /** Where the next corner would be. @type {L.LatLng | null} */
  let aim = null;
  /** Where a press began. @type {{x: number, y: number, type: string} | null} */
  let begun = null;
  const zoomedByTwo = map.doubleClickZoom.enabled();

  /** @param {string} words @param {string} key @param {() => void} does */
  function button(words, key, does) {
    const made = el("button", { type: "button", class: "button is-small" }, `${words} `, keycap(key));
    made.addEventListener("click", () => {
      does();
      if (container.isConnected && tools.isConnected) container.focus({ preventScroll: true });
    });
    return made;
  }

  function draw() {
    const points = corners.map(({ lat, lon }) => L.latLng(lat, lon));
    layer.clearLayers();
    const style = { renderer, interactive: false, smoothFactor: 0 };
    if (points.length > 1) L.polygon(points, { ...style, className: "drawn-area" }).addTo(layer);
    if (aim && points.length) L.polyline([points[points.length - 1], aim], { ...style, className: "drawn-next" }).addTo(layer);
    for (const [index, point] of points.entries()) {
      L.circleMarker(point, { ...style, radius: index === 0 ? 7 : 4, className: index === 0 ? "drawn-corner is-first" : "drawn-corner" }).addTo(layer);
    }
    closeButton.toggleAttribute("disabled", corners.length < FEWEST_CORNERS);
    backButton.toggleAttribute("disabled", corners.length === 0);
  }

  /** @param {L.LatLng} at */
  function set(at) {
    const corner = { lat: rounded(at.lat), lon: rounded(at.lng) };
    const refused = refusal(corners, corner);
    if (refused) return say(refused);
    corners.push(corner);
    isAimed = false;
    say(corners.length < FEWEST_CORNERS ? `Corner ${corners.length} is set.` : `Corner ${corners.length} is set. Enter, or the first corner, closes the area.`);
    draw();
  }

  function back() {
    if (!corners.length) return say("There is no corner to take back.");
    corners.pop();
    isAimed = corners.length === 0;
    say(corners.length ? `Taken back: ${corners.length} ${corners.length === 1 ? "corner is" : "corners are"} left.` : "Taken back: no corner is left.");
    draw();
  }

  function close() {
    const refused = closingRefusal(corners);
    if (refused) return say(refused);
    leave();
    onArea(corners);
  }

  function giveUp() {
    leave();
    onLeave();
  }

  /** Nothing else on the map may take these presses. @param {MouseEvent} event */
  function clicked(event) {
    if (event.target instanceof Element && event.target.closest(".map-draw-tools, .leaflet-control")) return;
    event.preventDefault();
    event.stopPropagation();
    const start = begun;
    begun = null;
    if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL) return;
    const first = corners[0];
    const near = start?.type === "touch" ? NEAR.touch : NEAR.mouse;
    const point = map.mouseEventToContainerPoint(event);
    if (corners.length >= FEWEST_CORNERS && map.latLngToContainerPoint([first.lat, first.lon]).distanceTo(point) <= near) close();
    else set(map.containerPointToLatLng(point));
  }

  /** @param {PointerEvent} event */
  function pressed({ clientX: x, clientY: y, pointerType: type }) {
    begun = { x, y, type };
  }

  /** @param {MouseEvent} event */
  function pointed(event) {
    aim = map.mouseEventToLatLng(event);
    draw();
  }

  function moved() {
    if (isAimed) aim = map.getCenter();
    draw();
  }

  /** Without animation: Enter may come at once. @param {[number, number]} step @param {number} times */
  function pan([x, y], times) {
    isAimed = true;
    map.panBy([x * times, y * times], { animate: false });
  }

  /** @param {KeyboardEvent} event */
  function typed(event) {
    const at = event.target instanceof Element ? event.target : container;
    if (at.closest(FIELDS) || event.altKey) return;
    if (OTHERS.includes(event.key) || ((event.key === "Enter" || event.key === " ") && at.closest(PRESSED))) return;
    const takesBack = TAKES_BACK.includes(named(event));
    // While an area is drawn no key of reviewing decides anything; those of the browser are left to it.
    if (!takesBack && !OURS.includes(event.key) && !(event.key in ARROWS) && !actOf(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat && event.key === "Enter") return;
    if (event.key in ARROWS) pan(ARROWS[event.key], event.shiftKey ? FURTHER : 1);
    else if (event.key === "Escape") giveUp();
    else if (takesBack) back();
    else if (event.key === "Enter" && isAimed) set(map.getCenter());
    else if (event.key === "Enter") close();
  }

  function leave() {
    document.removeEventListener("keydown", typed, true);
    container.removeEventListener("click", clicked, true);
    container.removeEventListener("pointerdown", pressed, true);
    container.removeEventListener("mousemove", pointed);
    map.off("move", moved);
    if (zoomedByTwo) map.doubleClickZoom.enable();
    container.classList.remove("is-pointing", "is-drawing");
    layer.remove();
    renderer.remove();
    cross.remove();
    tools.remove();
  }

  document.addEventListener("keydown", typed, true);
  container.addEventListener("click", clicked, true);
  container.addEventListener("pointerdown", pressed, true);
  container.addEventListener("mousemove", pointed);
  map.on("move", moved);
  map.doubleClickZoom.disable();
  container.append(cross, tools);
  container.classList.add("is-pointing", "is-drawing");
  bringIntoView(container);
  container.focus({ preventScroll: true });
  if (!corners.length) say(window.matchMedia("(hover: none)").matches ? HOW : HOW + HOW_BY_KEYS);
  draw();
  return { leave };
}

/** @param {number} degrees */
function rounded(degrees) {
  return Number(degrees.toFixed(DIGITS));
}
