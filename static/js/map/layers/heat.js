/* Claims as warmth: where most was said glows most, without a mark for each place. */

import { near } from "../wrap.js";

/** @typedef {import("../../shared/types.js").MapFeature} MapFeature */

const RADIUS = 38;
/** Canvas pixels in one of the screen. */
const FINE = 0.5;
const AROUND = 0.25;
const LEAST = 0.22;

/**
 * @param {L.Map} map
 * @param {() => MapFeature[]} features points with claims are drawn; none where the reader wants no heat
 */
export function heatLayer(map, features) {
  const pane = map.createPane("heat");
  pane.style.zIndex = "360";
  pane.style.pointerEvents = "none";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  // Leaflet takes any element for this layer, though it is called after the kind that it is mostly used with.
  const layer = L.svgOverlay(/** @type {SVGElement} */ (/** @type {unknown} */ (canvas)), map.getBounds(), { pane: "heat", interactive: false });

  function draw() {
    // What is said of a whole country is not said of its middle.
    const claimed = features().filter(({ properties }) => properties.claims > 0 && !properties.is_area);
    if (!claimed.length) {
      layer.remove();
      return;
    }
    const bounds = map.getBounds().pad(AROUND);
    const zoom = map.getZoom();
    const corner = map.project(bounds.getNorthWest(), zoom);
    const size = map.project(bounds.getSouthEast(), zoom).subtract(corner);
    canvas.width = Math.max(1, Math.round(size.x * FINE));
    canvas.height = Math.max(1, Math.round(size.y * FINE));
    const most = Math.max(...claimed.map(({ properties }) => properties.claims));
    const centre = bounds.getCenter().lng;
    const spots = claimed.map(({ geometry: { coordinates: [lon, lat] }, properties: { claims } }) => {
      const { x, y } = map.project([lat, near(lon, centre)], zoom).subtract(corner).multiplyBy(FINE);
      return { x, y, weight: LEAST + (1 - LEAST) * (Math.log1p(claims) / Math.log1p(most)) };
    });
    paint(canvas, spots);
    layer.setBounds(bounds).addTo(map);
  }

  map.on("moveend resize", draw);
  document.addEventListener("themechange", draw);
  return { draw };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{x: number, y: number, weight: number}[]} spots
 */
function paint(canvas, spots) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
  const radius = RADIUS * FINE;
  for (const { x, y, weight } of spots) {
    const spot = context.createRadialGradient(x, y, 0, x, y, radius);
    spot.addColorStop(0, `rgb(0 0 0 / ${weight})`);
    spot.addColorStop(1, "rgb(0 0 0 / 0)");
    context.fillStyle = spot;
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
  const image = context.getImageData(0, 0, canvas.width, canvas.height);
  const colours = ramp();
  const { data } = image;
  for (let at = 3; at < data.length; at += 4) {
    const warmth = data[at];
    if (!warmth) continue;
    data[at - 3] = colours[warmth * 4];
    data[at - 2] = colours[warmth * 4 + 1];
    data[at - 1] = colours[warmth * 4 + 2];
    data[at] = Math.min(215, 40 + warmth * 1.1);
  }
  context.putImageData(image, 0, 0);
}

/** The colours of the steps, from the coolest to the hottest, in 256 shades. */
function ramp() {
  const style = getComputedStyle(document.documentElement);
  const canvas = document.createElement("canvas");
  canvas.width = 256;
  canvas.height = 1;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const gradient = context.createLinearGradient(0, 0, 256, 0);
  for (let step = 1; step <= 6; step += 1) gradient.addColorStop((step - 1) / 5, style.getPropertyValue(`--step-${step}`).trim());
  context.fillStyle = gradient;
  context.fillRect(0, 0, 256, 1);
  return context.getImageData(0, 0, 256, 1).data;
}
