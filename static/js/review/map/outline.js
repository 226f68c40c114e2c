/* The corners of an area that is being drawn: which sides would cross, and the area as GeoJSON. */

/** As many as `webapp/decisions/areas.py` takes. */
export const MOST_CORNERS = 200;
export const FEWEST_CORNERS = 3;

/** @typedef {{lat: number, lon: number}} Corner */

/**
 * @param {readonly Corner[]} corners
 * @param {Corner} next
 * @returns {string} why this cannot be the next corner, empty if it can
 */
export function refusal(corners, next) {
  if (corners.length >= MOST_CORNERS) return `An area has at most ${MOST_CORNERS} corners: close this one.`;
  const last = corners[corners.length - 1];
  if (!last) return "";
  if (isSame(last, next)) return "There is a corner already: choose another spot.";
  if (sideCrosses(corners, next)) return "This side would cross another: choose another corner, or take the last one back.";
  return "";
}

/**
 * @param {readonly Corner[]} corners
 * @returns {string} why the area cannot be closed, empty if it can
 */
export function closingRefusal(corners) {
  if (corners.length < FEWEST_CORNERS) return `An area has at least ${FEWEST_CORNERS} corners: set another.`;
  const [first, ...others] = corners;
  if (sideCrosses(others, first)) return "Closed here, the outline would cross itself: take the last corner back.";
  if (turnOf(corners[0], corners[1], corners[2]) === 0 && corners.length === FEWEST_CORNERS) return "These corners are in one line: set another beside it.";
  return "";
}

/**
 * @param {readonly Corner[]} corners at least three
 * @returns {{type: "Polygon", coordinates: [number, number][][]}} longitudes may run over 180°, the first does not
 */
export function polygonOf(corners) {
  const turn = 360 * Math.round(corners[0].lon / 360);
  const ring = corners.map(({ lat, lon }) => /** @type {[number, number]} */ ([lon - turn, lat]));
  return { type: "Polygon", coordinates: [[...ring, ring[0]]] };
}

/**
 * Whether the side from the last corner to the next would cross or touch another one, but for that which ends there.
 *
 * @param {readonly Corner[]} corners
 * @param {Corner} next
 */
function sideCrosses(corners, next) {
  const last = corners[corners.length - 1];
  const before = corners[corners.length - 2];
  if (before && turnOf(before, last, next) === 0 && isBetween(last, next, before)) return true;
  return corners.slice(0, -2).some((start, index) => meet(start, corners[index + 1], last, next));
}

/** @param {Corner} a @param {Corner} b @param {Corner} c @param {Corner} d */
function meet(a, b, c, d) {
  const [one, two, three, four] = [turnOf(a, b, c), turnOf(a, b, d), turnOf(c, d, a), turnOf(c, d, b)];
  if (one !== two && three !== four) return true;
  return (one === 0 && within(a, b, c)) || (two === 0 && within(a, b, d)) || (three === 0 && within(c, d, a)) || (four === 0 && within(c, d, b));
}

/** @param {Corner} a @param {Corner} b @param {Corner} c @returns {number} 1 to the left, -1 to the right, 0 straight on */
function turnOf(a, b, c) {
  return Math.sign((b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon));
}

/** Whether two corners lie on the same side of a third, of three in one line. @param {Corner} at @param {Corner} one @param {Corner} other */
function isBetween(at, one, other) {
  return (one.lon - at.lon) * (other.lon - at.lon) + (one.lat - at.lat) * (other.lat - at.lat) > 0;
}

/** @param {Corner} a @param {Corner} b @param {Corner} point on their line */
function within(a, b, point) {
  const between = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => Math.min(x, y) <= z && z <= Math.max(x, y);
  return between(a.lon, b.lon, point.lon) && between(a.lat, b.lat, point.lat);
}

/** @param {Corner} one @param {Corner} other */
function isSame(one, other) {
  return one.lat === other.lat && one.lon === other.lon;
}
