/* Candidates on a map, numbered as in their list, and choosing a point there by mouse, touch or keyboard. */

import { el } from "../../shared/dom.js";
import { near, together } from "../../map/wrap.js";
import { review } from "../asking.js";

/** @typedef {{id?: string, name: string, path?: string, lat: number, lon: number, chosen?: boolean}} Marked */

const NEAREST = 8;
const SIZE = 28;
/** What lies lower may be covered by what is said at the bottom of a phone. */
const MOST_OF_WINDOW = 0.8;

/**
 * @param {L.Map} map
 * @param {{onChoose: (index: number) => void}} events
 */
export function candidateMarkers(map, { onChoose }) {
  const layer = L.layerGroup().addTo(map);
  /** @type {HTMLElement[]} */
  let faces = [];
  const renderer = L.svg();
  let turn = 0;

  /** Outlines that somebody drew, under the numbers. @param {readonly Marked[]} places @param {boolean} fit */
  async function showAreas(places, fit) {
    turn += 1;
    const mine = turn;
    const [middle, zoom] = [map.getCenter(), map.getZoom()];
    const isUnmoved = () => map.getCenter().equals(middle) && map.getZoom() === zoom && !map.getContainer().classList.contains("is-pointing");
    for (const { id, lon } of places.filter((place) => place.id?.startsWith("area:"))) {
      const outline = await review.outline(id ?? "").catch(() => null);
      if (!outline || mine !== turn) continue;
      const parts = together(outline.geometry, lon).map((part) => part.map((ring) => ring.map(([x, y]) => L.latLng(y, x))));
      const area = L.polygon(parts, { renderer, interactive: false, className: "drawn-area" }).addTo(layer);
      if (fit && places.length === 1 && isUnmoved()) map.fitBounds(area.getBounds(), { padding: [24, 24], animate: false });
    }
  }

  /** @param {readonly Marked[]} places */
  function fitTo(places) {
    map.invalidateSize();
    const bounds = L.latLngBounds(places.map(({ lat, lon }) => [lat, near(lon, places[0].lon)]));
    map.fitBounds(bounds, { padding: [36, 36], maxZoom: NEAREST, animate: false });
  }

  return {
    /**
     * @param {readonly Marked[]} places
     * @param {{fit?: boolean}} [options] whether the map goes where all of them are
     */
    show(places, { fit = true } = {}) {
      layer.clearLayers();
      faces = places.map(({ chosen }, index) => el("span", { class: `number-pin${chosen ? " is-now" : ""}` }, String(index + 1)));
      // The first are the likeliest: they lie above the others.
      for (const [index, { name, path, lat, lon }] of [...places.entries()].reverse()) {
        const icon = L.divIcon({ html: faces[index], className: "number-pin-holder", iconSize: [SIZE, SIZE] });
        const marker = L.marker([lat, lon], { icon, zIndexOffset: (places.length - index) * 100 }).addTo(layer);
        marker.getElement()?.setAttribute("aria-label", `${index + 1}: ${[name, path].filter(Boolean).join(", ")}`);
        marker.on("click", () => onChoose(index));
        marker.on("keypress", ({ originalEvent }) => {
          if (originalEvent.key === "Enter") onChoose(index);
        });
      }
      if (fit && places.length) fitTo(places);
      void showAreas(places, fit);
    },
    /** @param {number | null} index */
    highlight(index) {
      for (const [at, face] of faces.entries()) face.classList.toggle("is-lit", at === index);
    },
    clear() {
      turn += 1;
      layer.clearLayers();
      faces = [];
    },
  };
}

/**
 * Let a person choose a point: with the mouse or a finger where they press, with the keyboard the middle of the map.
 *
 * @param {L.Map} map
 * @param {{onPoint: (point: {lat: number, lon: number}) => void, onLeave: () => void}} events
 * @returns {{leave: () => void}}
 */
export function pointMode(map, { onPoint, onLeave }) {
  const container = map.getContainer();
  const cross = el("div", { class: "map-cross", "aria-hidden": "true" });
  container.append(cross);
  container.classList.add("is-pointing");
  bringIntoView(container);
  container.focus({ preventScroll: true });

  function leave() {
    map.off("click", clicked);
    document.removeEventListener("keydown", pressed, true);
    container.classList.remove("is-pointing");
    cross.remove();
  }

  /** @param {L.LatLng} at */
  function choose(at) {
    const { lat, lng } = at.wrap();
    leave();
    onPoint({ lat: rounded(lat), lon: rounded(lng) });
  }

  /** @param {L.LeafletMouseEvent} event */
  function clicked({ latlng }) {
    choose(latlng);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const at = event.target instanceof Element ? event.target : container;
    if ((event.key !== "Enter" && event.key !== "Escape") || at.closest("input, select, textarea, dialog")) return;
    if (event.key === "Enter" && at.closest("button, a, summary") && !container.contains(at)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (event.key === "Enter") choose(map.getCenter());
    else {
      leave();
      onLeave();
    }
  }

  map.on("click", clicked);
  document.addEventListener("keydown", pressed, true);
  return { leave };
}

/** @param {number} degrees */
function rounded(degrees) {
  return Number(degrees.toFixed(5));
}

/** Show all of the map on which something is to be pressed. @param {HTMLElement} container */
export function bringIntoView(container) {
  const { top, bottom } = container.getBoundingClientRect();
  if (top >= 0 && bottom <= window.innerHeight * MOST_OF_WINDOW) return;
  container.scrollIntoView({ block: "start" });
}
