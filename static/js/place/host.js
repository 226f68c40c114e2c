/* Where what is said about a place is shown: in a pop-up at it, or on a phone in the one sheet at the bottom. */

import { el } from "../shared/dom.js";

const NARROW = window.matchMedia("(max-width: 720px)");
/** The share of a narrow window that the sheet may cover; popup.css has the same. */
const SHEET = 0.52;

/**
 * @typedef {object} Hosted
 * @property {() => void} update after the content changed
 * @property {(at: L.LatLng) => void} move without moving the map
 * @property {() => void} remove
 */

/**
 * @param {L.Map} map
 * @param {() => {left: number, bottom: number}} margins
 * @param {HTMLElement} content
 * @param {{at: L.LatLng, onRemoved: () => void}} place
 * @returns {Hosted}
 */
export function hosted(map, margins, content, { at, onRemoved }) {
  return NARROW.matches ? inSheet(content, onRemoved) : inPopup(map, margins, content, at, onRemoved);
}

/**
 * The part of the map beside what is said about a place, and how far down it the place belongs.
 *
 * @param {L.Map} map
 * @param {() => {left: number, bottom: number}} margins
 * @returns {{left: number, bottom: number, height: number, down: number}} in pixels, and a share of the height
 */
export function placeRoom(map, margins) {
  const { left, bottom } = margins();
  const { y } = map.getSize();
  if (!NARROW.matches) return { left, bottom, height: y - bottom, down: 0.7 };
  const covered = Math.max(0, map.getContainer().getBoundingClientRect().bottom - window.innerHeight * (1 - SHEET));
  return { left, bottom: Math.min(covered, y * 0.8), height: y - Math.min(covered, y * 0.8), down: 0.55 };
}

/**
 * @param {HTMLElement} content
 * @param {() => void} onRemoved
 * @returns {Hosted}
 */
function inSheet(content, onRemoved) {
  const close = el("button", { type: "button", class: "icon-button place-sheet-close", "aria-label": "Close" }, "×");
  const sheet = el("div", { class: "place-sheet" }, close, content);
  const remove = () => {
    if (!sheet.parentNode) return;
    onRemoved();
    sheet.remove();
    document.body.classList.toggle("has-place-sheet", document.querySelector(".place-sheet") !== null);
  };
  close.addEventListener("click", remove);
  document.body.append(sheet);
  document.body.classList.add("has-place-sheet");
  return { update() {}, move() {}, remove };
}

/**
 * @param {L.Map} map
 * @param {() => {left: number, bottom: number}} margins
 * @param {HTMLElement} content
 * @param {L.LatLng} at
 * @param {() => void} onRemoved
 * @returns {Hosted}
 */
function inPopup(map, margins, content, at, onRemoved) {
  const size = map.getSize();
  const { left, bottom } = margins();
  const leaflet = L.popup({
    className: "place-popup",
    closeOnEscapeKey: false,
    autoClose: false,
    closeOnClick: false,
    maxWidth: Math.min(400, size.x - 36),
    minWidth: Math.min(300, size.x - 36),
    maxHeight: Math.max(180, Math.min(520, size.y - bottom - 90)),
    autoPanPaddingTopLeft: [left + 12, 12],
    autoPanPaddingBottomRight: [12, bottom + 12],
    offset: [0, -8],
  });
  leaflet.on("remove", onRemoved);
  leaflet.setLatLng(at).setContent(content).openOn(map);
  return {
    update: () => leaflet.update(),
    move(to) {
      leaflet.options.autoPan = false;
      leaflet.setLatLng(to);
      leaflet.options.autoPan = true;
    },
    remove: () => leaflet.remove(),
  };
}
