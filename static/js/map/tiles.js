/* The operator's own map at close zooms, where there is one: square images over the ground, under borders and marks. */

/**
 * @param {L.Map} map
 * @param {HTMLElement} container
 * @returns {boolean} whether there is one
 */
export function addTiles(map, container) {
  const holder = container.closest("[data-tiles]");
  const address = holder?.getAttribute("data-tiles");
  if (!address) return false;
  const from = Number(holder?.getAttribute("data-tiles-from"));
  const most = Number(holder?.getAttribute("data-tiles-to"));
  const pane = map.createPane("tiles");
  pane.style.zIndex = "160";
  pane.style.pointerEvents = "none";
  map.setMaxZoom(most);
  const attribution = holder?.getAttribute("data-tiles-credit") ?? "";
  L.tileLayer(address, { pane: "tiles", minZoom: from, maxZoom: most, attribution: escaped(attribution) }).addTo(map);
  return true;
}

/** @param {string} words that Leaflet would read as markup */
function escaped(words) {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder.innerHTML;
}
