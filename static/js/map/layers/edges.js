/* The sides of areas as lines, of which neighbours share one: it is drawn once. */

/** @typedef {import("geojson").Position} Position */

const UNITS = 1e4;

/**
 * @param {Position[][]} rings of all areas, each ending where it begins
 * @returns {Position[][]} lines that together have each side of the rings once
 */
export function sharedOnce(rings) {
  const seen = new Set();
  /** @type {Position[][]} */
  const lines = [];
  for (const ring of rings) {
    /** @type {Position[] | null} */
    let line = null;
    for (let at = 1; at < ring.length; at += 1) {
      const key = sideKey(ring[at - 1], ring[at]);
      if (seen.has(key)) {
        line = null;
        continue;
      }
      seen.add(key);
      if (line) line.push(ring[at]);
      else lines.push((line = [ring[at - 1], ring[at]]));
    }
  }
  return lines;
}

/**
 * @param {Position} one
 * @param {Position} other
 * @returns {string} the same in both directions
 */
function sideKey(one, other) {
  const [a, b] = [pointKey(one), pointKey(other)];
  return a < b ? `${a}/${b}` : `${b}/${a}`;
}

/** @param {Position} point */
function pointKey([lon, lat]) {
  return Math.round(lon * UNITS) * 4e6 + Math.round(lat * UNITS);
}
