/* The form of a person's own place and its map: click to set the point, see the area that was pasted. */

import { addBasemap } from "../map/basemap/basemap.js";
import { shellMap } from "../map/leaflet.js";
import { RequestFailed } from "../shared/api.js";
import { el, need } from "../shared/dom.js";

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const DIGITS = 5;
const CLOSE = 8;
const CHANGED = 300;

const page = need("#own-places");
const form = need("#place-form");
const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (need(`[name=${name}]`, form));
const [lat, lon, area] = ["lat", "lon", "area"].map(field);
const { map } = shellMap();

/** @param {string} name of a colour in tokens.css */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const styles = {
  other: () => ({ radius: 5, weight: 1.5, color: colour("--surface"), fillColor: colour("--link"), fillOpacity: 0.9 }),
  otherArea: () => ({ weight: 1.5, color: colour("--link"), fillOpacity: 0.08 }),
  mine: () => ({ radius: 8, weight: 2.5, color: colour("--surface"), fillColor: colour("--claim"), fillOpacity: 1 }),
  mineArea: () => ({ weight: 2, color: colour("--claim"), fillOpacity: 0.15 }),
};

/** @type {L.GeoJSON | null} */
let others = null;
/** @type {L.CircleMarker | null} */
let point = null;
/** @type {L.GeoJSON | null} */
let outline = null;

/** @param {string} message */
function say(message) {
  const problem = need("#map-problem");
  problem.textContent = message;
  problem.hidden = !message;
}

/** @returns {[number, number] | null} the contents of the two fields, if they are a point */
function written() {
  if (!lat.value.trim() || !lon.value.trim()) return null;
  const numbers = [lat, lon].map(({ value }) => Number(value.trim().replace(",", ".")));
  const [y, x] = numbers;
  return Math.abs(y) <= 90 && Math.abs(x) <= 180 ? [y, x] : null;
}

function showPoint() {
  const at = written();
  point?.remove();
  point = at && L.circleMarker(at, { ...styles.mine(), interactive: false }).addTo(map);
  return at;
}

function showArea() {
  outline?.remove();
  outline = null;
  const text = area.value.trim();
  if (!text.startsWith("{")) return null;
  try {
    outline = L.geoJSON(JSON.parse(text), { style: styles.mineArea, interactive: false }).addTo(map);
    say("");
    return outline.getBounds();
  } catch {
    say("The area is not valid GeoJSON yet.");
    return null;
  }
}

function showBoth() {
  const bounds = showArea();
  const at = showPoint();
  if (bounds?.isValid()) map.fitBounds(bounds.pad(0.3), { animate: false, maxZoom: CLOSE + 2 });
  else if (at) map.setView(at, Math.max(map.getZoom(), CLOSE), { animate: false });
}

/** Show the existing places, for orientation; their names are text, not markup. */
async function showOthers() {
  let isMoved = false;
  map.once("dragstart zoomstart", () => (isMoved = true));
  if (!page.dataset.places) return;
  const response = await fetch(page.dataset.places);
  if (!response.ok) throw new RequestFailed("Your places could not be shown on the map. Reload the page to try again.");
  const { features } = await response.json();
  if (!features.length) return;
  others = L.geoJSON(features, {
    style: (feature) => (feature?.geometry.type === "Point" ? styles.other() : styles.otherArea()),
    pointToLayer: (_, at) => L.circleMarker(at, styles.other()),
    onEachFeature({ properties }, layer) {
      layer.bindTooltip(el("span", { dir: "auto" }, properties.name), { direction: "top" });
    },
  }).addTo(map);
  if (!written() && !outline && !isMoved) map.fitBounds(others.getBounds().pad(0.2), { animate: false, maxZoom: CLOSE });
}

/** @param {HTMLInputElement} input @param {() => void} then */
function whenChanged(input, then) {
  let waiting = 0;
  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(then, CHANGED);
  });
}

map.on("click", ({ latlng }) => {
  const { lat: y, lng: x } = latlng.wrap();
  lat.value = y.toFixed(DIGITS);
  lon.value = x.toFixed(DIGITS);
  showPoint();
});
whenChanged(lat, showBoth);
whenChanged(lon, showBoth);
whenChanged(area, showBoth);

/** @type {HTMLInputElement} */ (field("area_file")).addEventListener("change", async ({ target }) => {
  const file = /** @type {HTMLInputElement} */ (target).files?.[0];
  if (!file) return;
  area.value = await file.text();
  /** @type {HTMLInputElement} */ (target).value = "";
  showBoth();
});

document.addEventListener("themechange", () => {
  point?.setStyle(styles.mine());
  outline?.setStyle(styles.mineArea());
  others?.eachLayer((layer) => {
    if (layer instanceof L.Path) layer.setStyle(layer instanceof L.CircleMarker ? styles.other() : styles.otherArea());
  });
});

map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
addBasemap(map, { url: "/static/basemap/" })
  .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
  .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));
showBoth();
showOthers().catch((error) => say(error.message));
/** @type {HTMLElement | null} */ (document.querySelector("#problems"))?.focus();
