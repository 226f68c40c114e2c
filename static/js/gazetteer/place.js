/* A place's page: its outline or its point on our own base map, and its coordinates to copy. */

import { getJson } from "../shared/api.js";
import { addBasemap } from "../map/basemap/basemap.js";
import { shellMap } from "../map/leaflet.js";
import { el, need } from "../shared/dom.js";

/** @typedef {(number | Nested)[]} Nested */
/** @typedef {import("../shared/types.js").Outline} Outline */

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';
const ZOOMS = /** @type {Record<string, number>} */ ({ site: 11, settlement: 9, district: 8, region: 7, country: 4, beyond: 4 });

const holder = need("#place-map");
const { map } = shellMap(holder);
const { name = "", outline, precision = "settlement", approximate } = holder.dataset;
/** @type {[number, number]} */
const at = [Number(holder.dataset.lat), Number(holder.dataset.lon)];

/** @param {string} which of the colours in tokens.css */
const colour = (which) => getComputedStyle(document.documentElement).getPropertyValue(which).trim();

const styles = {
  area: () => ({ color: colour("--area"), weight: 2, fillColor: colour("--area"), fillOpacity: 0.12 }),
  point: () => ({ radius: 8, weight: 2.5, color: colour("--surface"), fillColor: colour("--claim"), fillOpacity: 1 }),
  rough: () => ({ radius: 16, weight: 2, dashArray: "4 4", color: colour("--claim"), fillColor: colour("--claim"), fillOpacity: 0.12 }),
};

/** @type {{layer: L.Path | L.GeoJSON, style: () => L.PathOptions}[]} */
const drawn = [];

/** @param {L.CircleMarker | L.GeoJSON} layer @param {() => L.PathOptions} style */
function draw(layer, style) {
  layer.setStyle(style()).addTo(map);
  drawn.push({ layer, style });
}

function showPoint() {
  const isRough = Boolean(approximate) || !["site", "settlement"].includes(precision);
  const point = L.circleMarker(at, { interactive: false });
  draw(point, isRough ? styles.rough : styles.point);
  point.bindTooltip(el("span", { dir: "auto" }, name), { permanent: true, direction: "right", offset: [isRough ? 12 : 3, 0] });
  map.setView(at, ZOOMS[precision] ?? 8, { animate: false });
}

/**
 * Move what lies beyond 180° next to the rest, so that Fiji or Russia is in one piece and not as wide as the world.
 *
 * @param {Nested} coordinates of a geometry, nested or a position
 * @returns {Nested}
 */
function beside(coordinates) {
  const [first, ...rest] = coordinates;
  if (typeof first !== "number") return coordinates.map((one) => beside(/** @type {Nested} */ (one)));
  return [first < 0 && at[1] > 0 ? first + 360 : first > 0 && at[1] < 0 ? first - 360 : first, ...rest];
}

/** @param {Outline} feature */
function width(feature) {
  const bounds = L.geoJSON(feature).getBounds();
  return bounds.getEast() - bounds.getWest();
}

/** @param {Outline} feature whose outline may cross 180° */
function whole(feature) {
  const { geometry } = feature;
  const moved = /** @type {Outline} */ ({ ...feature, geometry: { ...geometry, coordinates: geometry.coordinates.map(beside) } });
  return width(moved) < width(feature) ? moved : feature;
}

async function show() {
  if (!outline) {
    showPoint();
    return;
  }
  try {
    const area = L.geoJSON(whole(await getJson(outline)), { interactive: false });
    draw(area, styles.area);
    map.fitBounds(area.getBounds().pad(0.08), { animate: false });
  } catch {
    showPoint();
  }
}

document.addEventListener("themechange", () => {
  for (const { layer, style } of drawn) layer.setStyle(style());
});

const copy = need("#copy");
copy.hidden = !navigator.clipboard;
copy.addEventListener("click", async () => {
  const message = need("#copied");
  try {
    await navigator.clipboard.writeText(copy.dataset.text ?? "");
    message.textContent = "Copied";
  } catch {
    message.textContent = "The browser does not allow copying: select the numbers instead";
  }
});

map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
addBasemap(map, { url: "/static/basemap/" })
  .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
  .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));
show();
