/* What the map shows of more places than the server sends at once: asked for anew whenever the reader moves it. */

/** A map that goes on moving is asked for when it rests for so long, in milliseconds. */
const PAUSE = 70;
const OFTEN = 200;
const AROUND = 0.2;
const EDGE = 85;

/** @typedef {{bbox: string, zoom: number}} Asked */
/** @typedef {{bounds: L.LatLngBounds, zoom: number, asked: Asked}} View */

/**
 * @param {L.Map} map
 * @param {object} options
 * @param {(moved: () => void) => void} options.onMoved calls what it is given when the map has come to rest
 * @param {() => boolean} options.isNeeded whether there is more than the server sends
 * @param {(view: Asked, signal: AbortSignal) => Promise<import("../shared/types.js").MapAnswer>} options.ask
 * @param {(answer: import("../shared/types.js").MapAnswer, view: Asked) => void} options.onAnswer
 * @param {(error: unknown) => void} options.onError
 */
export function mapWindow(map, { onMoved, isNeeded, ask, onAnswer, onError }) {
  /** @type {AbortController | null} */
  let asking = null;
  let timer = 0;
  let last = -Infinity;
  /** @type {View | null} what was asked for last */
  let held = null;

  function stop() {
    window.clearTimeout(timer);
    asking?.abort();
    asking = null;
  }

  /** @returns {Asked} what of the map is in view, and a little around it; it is held as asked for */
  function now() {
    const bounds = map.getBounds().pad(AROUND);
    const asked = { bbox: box(bounds), zoom: map.getZoom() };
    held = { bounds, zoom: asked.zoom, asked };
    return asked;
  }

  /** Ask for what is in view now; an earlier question that is not answered yet is given up. */
  async function refresh() {
    stop();
    if (!isNeeded()) return;
    const mine = new AbortController();
    asking = mine;
    last = performance.now();
    const view = now();
    try {
      const answer = await ask(view, mine.signal);
      if (asking !== mine) return;
      asking = null;
      onAnswer(answer, view);
    } catch (error) {
      if (mine.signal.aborted) return;
      held = null;
      onError(error);
    }
  }

  /**
   * @param {Asked} [asked]
   * @returns {boolean} whether this, or what was asked for last, covers what is in view
   */
  function covers(asked) {
    return held !== null && (!asked || asked === held.asked) && held.zoom === map.getZoom() && held.bounds.contains(map.getBounds());
  }

  onMoved(() => {
    if (!isNeeded() || covers()) return;
    window.clearTimeout(timer);
    if (performance.now() - last > OFTEN) refresh();
    else timer = window.setTimeout(refresh, PAUSE);
  });

  return { refresh, stop, now, covers, isAsking: () => asking !== null };
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
