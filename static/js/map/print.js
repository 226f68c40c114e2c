/* The map on paper: it takes the width of the page, shows the same part of the world, and its key is open. */

/** @param {L.Map} map */
export function printable(map) {
  const paper = window.matchMedia("print");
  /** @type {{bounds: L.LatLngBounds, centre: L.LatLng, zoom: number, open: boolean} | null} */
  let screen = null;
  paper.addEventListener("change", () => {
    const key = map.getContainer().querySelector(".legend-key");
    if (paper.matches) {
      screen ??= { bounds: map.getBounds(), centre: map.getCenter(), zoom: map.getZoom(), open: Boolean(key?.hasAttribute("open")) };
      key?.setAttribute("open", "");
      map.invalidateSize({ animate: false, pan: false });
      map.fitBounds(screen.bounds, { animate: false });
    } else if (screen) {
      key?.toggleAttribute("open", screen.open);
      map.invalidateSize({ animate: false, pan: false });
      map.setView(screen.centre, screen.zoom, { animate: false });
      screen = null;
    }
  });
}
