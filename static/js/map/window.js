/* What the map shows of more places than the server sends at once: asked for anew whenever the reader moves it. */

const PAUSE = 70;
const AROUND = 0.2;
const EDGE = 85;

/**
 * @param {L.Map} map
 * @param {object} options
 * @param {() => boolean} options.isNeeded whether there is more than the server sends
 * @param {(view: {bbox: string, zoom: number}, signal: AbortSignal) => Promise<import("../shared/types.js").MapAnswer>} options.ask
 * @param {(answer: import("../shared/types.js").MapAnswer, view: {bbox: string, zoom: number}) => void} options.onAnswer
 * @param {(error: unknown) => void} options.onError
 */
export function mapWindow(map, { isNeeded, ask, onAnswer, onError }) {
  /** @type {AbortController | null} */
  let asking = null;
  let timer = 0;
  /** @type {{bounds: L.LatLngBounds, zoom: number} | null} what was asked for last */
  let held = null;

  function stop() {
    window.clearTimeout(timer);
    asking?.abort();
    asking = null;
  }

  /** Ask for what is in view now; an earlier question that is not answered yet is given up. */
  async function refresh() {
    stop();
    if (!isNeeded()) return;
    const mine = new AbortController();
    asking = mine;
    const bounds = map.getBounds().pad(AROUND);
    const zoom = map.getZoom();
    held = { bounds, zoom };
    const view = { bbox: box(bounds), zoom };
    try {
      const answer = await ask(view, mine.signal);
      if (asking === mine) onAnswer(answer, view);
    } catch (error) {
      if (mine.signal.aborted) return;
      held = null;
      onError(error);
    }
  }

  map.on("moveend", () => {
    if (!isNeeded()) return;
    if (held && held.zoom === map.getZoom() && held.bounds.contains(map.getBounds())) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(refresh, PAUSE);
  });

  return { refresh, stop };
}

/**
 * @param {L.LatLngBounds} bounds
 * @returns {string} "west,south,east,north"; longitudes go beyond 180° where the view does
 */
export function box(bounds) {
  const lat = (/** @type {number} */ value) => Math.max(-EDGE, Math.min(EDGE, value));
  const sides = [bounds.getWest(), lat(bounds.getSouth()), bounds.getEast(), lat(bounds.getNorth())];
  return sides.map((side) => side.toFixed(4)).join(",");
}
