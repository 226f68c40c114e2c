/* Tells when the reader has moved the map: by hand, wheel, key or button, not because of what was chosen elsewhere. */

const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "=", "_"]);
const PAUSE = 250;
/** A wheel or a key may leave the map where it is: milliseconds after which it is taken to have done so. */
const MOVES = 2000;

/**
 * @param {L.Map} map
 * @param {() => void} onMoved called once the map has come to rest
 */
export function watchMoves(map, onMoved) {
  let byHand = false;
  let began = 0;
  let timer = 0;
  const begin = () => {
    byHand = true;
    began = performance.now();
  };
  const container = map.getContainer();
  map.on("dragstart drag dblclick boxzoomend", begin);
  container.addEventListener("wheel", begin, { passive: true });
  container.addEventListener("touchmove", begin, { passive: true });
  container.addEventListener("keydown", (event) => {
    if (KEYS.has(event.key)) begin();
  });
  container.querySelector(".leaflet-control-zoom")?.addEventListener("click", begin, { capture: true });
  map.on("moveend", () => {
    if (!byHand) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      byHand = false;
      onMoved();
    }, PAUSE);
  });
  return {
    begin,
    /** @returns {boolean} whether the reader is moving it: the map has not come to rest since */
    isMoving: () => byHand && performance.now() - began < MOVES,
    /** The map is about to be moved by something else: what the reader did before no longer counts. */
    forget() {
      byHand = false;
      window.clearTimeout(timer);
    },
  };
}
