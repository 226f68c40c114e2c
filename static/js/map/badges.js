/* The markers: round for points, square for areas, each a button that the keyboard reaches. */

import { badgeName, crowdFace, crowdHalf, isGathering, placeFace, rise, toItem } from "./badge_faces.js";
import { covered, layOut } from "./layout.js";
import { drawn } from "./controls/look.js";
import { reachOf } from "./extent.js";
import { near } from "./wrap.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("./layout.js").Placed} Placed */

const MOST_DRAWN = 400;
/** Marks on a heat map: those of the busiest places, so that they are named and can be opened. */
const MOST_DOTS = 80;
const SHIFTED = 7;
/** How long marks of another zoom stand while others are asked for, in milliseconds. */
const COMING = 1500;

/**
 * @param {L.Map} map
 * @param {object} options
 * @param {(id: string) => void} options.onSelect
 * @param {(id: string | null) => void} options.onPoint
 * @param {() => {left: number, bottom: number}} options.margins pixels of the map that panels cover
 * @param {() => import("./controls/look.js").Look} options.look
 * @param {(kept: import("./basemap/basemap.js").Kept) => void} options.onWritten told what badges and names cover
 * @param {() => void} options.onOpened the reader opened a group
 */
export function badgeLayer(map, { onSelect, onPoint, margins, look, onWritten, onOpened }) {
  const group = L.layerGroup().addTo(map);
  const leaders = L.layerGroup().addTo(map);
  const pane = map.createPane("leaders");
  pane.style.zIndex = "450"; // above the outlines, under the markers
  pane.style.pointerEvents = "none";
  const renderer = L.canvas({ pane: "leaders", padding: 0.3 });
  /** @type {Map<string, MapFeature>} features by place id */
  let features = new Map();
  /** @type {Map<string, {placed: Placed, marker: L.Marker}>} by place id; members of a crowd share one */
  let badges = new Map();
  /** @type {string | null} */
  let highlighted = null;
  /** @type {string | null} the one whose pop-up is open: it is gathered with no others */
  let chosen = null;
  /** @type {string | null} the one that is drawn because it is lit */
  let came = null;
  /** @type {L.LatLng | null} where the reader came closer by the keyboard to what was gathered there */
  let entered = null;
  /** Whether there are more places than these, so that others come for each zoom. */
  let partly = false;
  let later = 0;
  /** The meridian around which the badges are drawn. */
  let centre = 0;
  let color = "";
  let casing = "";

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    color = style.getPropertyValue("--ink").trim();
    casing = style.getPropertyValue("--surface").trim();
  }

  function draw() {
    window.clearTimeout(later);
    if (!color) readColours();
    // Measured before anything changes, so that the browser need not lay the page out twice.
    const free = room();
    centre = (map.unproject([(free.left + free.right) / 2, free.top])).lng;
    const focused = focusedPlace();
    group.clearLayers();
    leaders.clearLayers();
    badges = new Map();
    const zoom = map.getZoom();
    const { manner } = look();
    const dots = manner === "heat";
    const some = drawnNow();
    const busiest = dots ? some.slice(0, MOST_DOTS) : some;
    const items = busiest.map((one) => toItem(one, map.project(at(one), zoom), { dots, lit: one.id === highlighted, apart: one.id === chosen }));
    const view = features.size > MOST_DRAWN ? viewBox() : null;
    const gather = manner === "grouped" && zoom < map.getMaxZoom();
    const placed = layOut(items, { gather, move: manner === "grouped", view, room: free, halfOf: (ids) => crowdHalf(membersOf(ids)) });
    for (const one of placed) {
      const marker = drawBadge(one, zoom);
      for (const id of one.members) badges.set(id, { placed: one, marker });
    }
    const named = placed.filter(({ label }) => label).map(({ id, x, y }) => ({ name: features.get(id)?.properties.name ?? "", x, y }));
    onWritten({ zoom, boxes: covered(placed), named });
    if (highlighted) element(highlighted)?.classList.add("is-highlighted");
    if (focused) element(focused)?.focus({ preventScroll: true });
    if (entered && document.activeElement === document.body) nearest(entered)?.focus({ preventScroll: true });
  }

  /** Those that the reader wants to see, and the one that is lit. */
  function drawnNow() {
    const all = [...features.values()];
    const some = drawn(all, look());
    const lit = highlighted ? features.get(highlighted) : undefined;
    return lit && !some.includes(lit) ? [...some, lit] : some;
  }

  /** @param {string[]} ids */
  function membersOf(ids) {
    return ids.map((id) => /** @type {MapFeature} */ (features.get(id)));
  }

  /** @returns {number} the meridian in the middle of what no panel covers */
  function middle() {
    const { x, y } = map.getSize();
    return map.containerPointToLatLng([(margins().left + x) / 2, y / 2]).lng;
  }

  /** @param {MapFeature} feature */
  function at({ geometry: { coordinates: [lon, lat] } }) {
    return L.latLng(lat, near(lon, centre));
  }

  function nearest(/** @type {L.LatLng} */ point) {
    const away = (/** @type {{marker: L.Marker}} */ { marker }) => marker.getLatLng().distanceTo(point);
    return [...badges.values()].sort((a, b) => away(a) - away(b))[0]?.marker.getElement() ?? null;
  }

  /** What of the map no panel covers: names are written there. */
  function room() {
    const { min, max } = map.getPixelBounds();
    const [{ x: left = 0, y: top = 0 } = {}, { x: right = 0, y: bottom = 0 } = {}] = [min, max];
    return { left: left + margins().left, right, top, bottom };
  }

  /** Which of many badges are drawn: those in the window and half a window around it. */
  function viewBox() {
    const bounds = map.getPixelBounds();
    const [min, max] = [bounds.getTopLeft(), bounds.getBottomRight()];
    const { x, y } = map.getSize();
    return { left: min.x - x / 2, right: max.x + x / 2, top: min.y - y / 2, bottom: max.y + y / 2 };
  }

  /**
   * @param {Placed} one
   * @param {number} zoom
   */
  function drawBadge(one, zoom) {
    const members = membersOf(one.members);
    const [first] = members;
    const crowd = members.length > 1 || isGathering(first);
    const face = crowd ? crowdFace(members, one.label) : placeFace(first, one.label);
    const size = 2 * one.half;
    const icon = L.divIcon({ html: face, className: "badge-holder", iconSize: [size, size] });
    const marker = L.marker(map.unproject([one.x, one.y], zoom), {
      icon,
      autoPanOnFocus: false,
      riseOnHover: true,
      zIndexOffset: crowd ? 0 : rise(first),
    });
    group.addLayer(marker);
    const node = /** @type {HTMLElement} */ (marker.getElement()); // it is on the map now
    node.setAttribute("aria-label", badgeName(members));
    node.dataset.place = one.id;
    const act = () => (crowd ? openCrowd(members) : onSelect(one.id));
    marker.on("click", act);
    node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      entered = crowd ? marker.getLatLng() : null;
      act();
    });
    node.addEventListener("focus", () => {
      // If the map moved under the mouse, the click would be lost.
      if (node.matches(":focus-visible")) panInside(marker.getLatLng());
    });
    for (const name of ["mouseenter", "focus"]) node.addEventListener(name, () => onPoint(crowd ? null : one.id));
    for (const name of ["mouseleave", "blur"]) node.addEventListener(name, () => onPoint(null));
    if (!crowd && !first.properties.is_area && Math.hypot(one.x - one.item.x, one.y - one.item.y) > SHIFTED) {
      drawLeader(first, marker.getLatLng());
    }
    return marker;
  }

  /** @param {L.LatLng} at */
  function panInside(at) {
    const { left, bottom } = margins();
    map.panInside(at, { paddingTopLeft: [left + 60, 40], paddingBottomRight: [60, bottom + 40], animate: false });
  }

  /**
   * A line from a badge that was moved aside to the point where its place is.
   *
   * @param {MapFeature} feature
   * @param {L.LatLng} to
   */
  function drawLeader(feature, to) {
    const quiet = { renderer, pane: "leaders", interactive: false };
    leaders.addLayer(L.polyline([at(feature), to], { ...quiet, color: casing, weight: 4, opacity: 0.9 }));
    leaders.addLayer(L.polyline([at(feature), to], { ...quiet, color, weight: 1.5 }));
    leaders.addLayer(L.circleMarker(at(feature), { ...quiet, radius: 3.5, color: casing, weight: 1.5, fillColor: color, fillOpacity: 1 }));
  }

  /** @param {MapFeature[]} members */
  function openCrowd(members) {
    const bounds = L.latLngBounds(members.flatMap((one) => reachOf(one, at(one))));
    onOpened();
    const closer = map.getBoundsZoom(bounds, false, L.point(60, 60));
    const zoom = Math.min(map.getMaxZoom(), Math.max(closer, map.getZoom() + 1));
    const { left, bottom } = margins();
    map.setView(map.unproject(map.project(bounds.getCenter(), zoom).subtract([left / 2, -bottom / 2]), zoom), zoom);
  }

  /** @returns {string | null} */
  function focusedPlace() {
    const active = document.activeElement;
    return active instanceof HTMLElement && active.classList.contains("badge-holder") ? active.dataset.place ?? null : null;
  }

  /**
   * @param {string} id
   * @returns {HTMLElement | null}
   */
  function element(id) {
    return badges.get(id)?.marker.getElement() ?? null;
  }

  /** @param {string | null} id */
  function highlight(id) {
    if (highlighted === id) return;
    const gone = highlighted;
    if (gone) element(gone)?.classList.remove("is-highlighted");
    highlighted = id;
    // A place that is not among those drawn comes and goes with its light.
    const comes = id !== null && features.has(id) && !badges.has(id);
    const goes = gone !== null && (came === gone || !drawnNow().some((one) => one.id === gone));
    came = comes ? id : null;
    if (comes || goes) draw();
    else if (id) element(id)?.classList.add("is-highlighted");
  }

  /** @param {string | null} id of the place that stands by itself, lit, until another does */
  function choose(id) {
    if (chosen === id) return;
    const [before, after] = [chosen, id].map((one) => (one === null ? undefined : badges.get(one)?.placed));
    chosen = id;
    if (!before && (after?.members.length ?? 0) < 2) {
      highlight(id);
      return;
    }
    highlighted = id;
    came = after ? null : id;
    draw();
  }

  /** @returns {boolean} whether the reader has gone so far round the world that a badge belongs on its other side */
  function isTurned() {
    const now = middle();
    const turned = (/** @type {MapFeature} */ { geometry: { coordinates: [lon] } }) => near(lon, now) !== near(lon, centre);
    return Math.abs(now - centre) > 1 && [...features.values()].some(turned);
  }

  // A reader who goes on by mouse or by another key looks elsewhere.
  map.getContainer().addEventListener("focusin", () => {
    if (entered && !focusedPlace()?.startsWith("cell:")) entered = null;
  });
  map.on("mousedown", () => {
    entered = null;
  });
  let zoomed = false;
  map.on("resize", draw);
  map.on("zoomend", () => {
    zoomed = true; // the end of the accompanying move need not redraw
    later = window.setTimeout(draw, COMING);
    if (!partly) draw();
  });
  map.on("moveend", () => {
    if (!zoomed && ((!partly && features.size > MOST_DRAWN) || isTurned())) draw();
    zoomed = false;
  });
  document.addEventListener("themechange", () => {
    readColours();
    draw();
  });
  return {
    /**
     * @param {MapFeature[]} next
     * @param {{some?: boolean}} [options] whether there are more, which are shown as one comes closer
     */
    show(next, { some = partly } = {}) {
      partly = some;
      features = new Map(next.map((feature) => [feature.id, feature]));
      draw();
    },
    draw,
    highlight,
    choose,
    element,
    /** @param {string} id where the place's badge is drawn, which may be a little to the side of the place */
    place: (id) => badges.get(id)?.marker.getLatLng() ?? null,
    /** @param {string} id */
    feature: (id) => features.get(id),
  };
}
