/* The operator's own map at close zooms, where there is one: square images over the ground, under borders and marks. */

/** @typedef {{address: string, credit: string, closer_than: number, closest: number}} Tiles */

/** The closest zoom without one, from which `webapp/store/places/view.py` gathers nothing. */
const CLOSEST = 12;

/**
 * @param {L.Map} map
 * @returns {boolean} whether there is one
 */
export function addTiles(map) {
  const { mapTiles: tiles } = /** @type {HTMLElement & {mapTiles?: Tiles}} */ (map.getContainer());
  map.setMaxZoom(Math.max(CLOSEST, tiles?.closest ?? 0));
  if (!tiles) return false;
  const pane = map.createPane("tiles");
  pane.style.zIndex = "160";
  pane.style.pointerEvents = "none";
  const zooms = { minZoom: tiles.closer_than, maxNativeZoom: tiles.closest, maxZoom: map.getMaxZoom() };
  const options = { pane: "tiles", ...zooms, attribution: escaped(tiles.credit) };
  L.tileLayer(tiles.address, options).addTo(map);
  // Its names would stand beside those of the base map.
  const tell = () => map.getContainer().classList.toggle("is-on-tiles", map.getZoom() >= tiles.closer_than);
  map.on("zoomend", tell);
  tell();
  return true;
}

/** @param {string} words that Leaflet would read as markup */
function escaped(words) {
  const holder = document.createElement("span");
  holder.textContent = words;
  return holder.innerHTML;
}
