/* Longitudes around the world: a map that is centred on the Pacific shows Fiji beside Samoa. */

/** @typedef {import("geojson").Position} Position */

/**
 * @param {number} lon
 * @param {number} centre
 * @returns {number} the same meridian, counted so that it is at most 180° from the centre
 */
export function near(lon, centre) {
  return lon + 360 * Math.round((centre - lon) / 360);
}

/**
 * The shortest arc that holds all of some longitudes.
 *
 * @param {number[]} lons at least one
 * @returns {[number, number]} west and east, of which east may exceed 180 and west be less than -180
 */
export function arc(lons) {
  const sorted = lons.map((lon) => near(lon, 0)).sort((a, b) => a - b);
  const last = sorted.length - 1;
  let [west, east] = [sorted[0], sorted[last]];
  let widest = 360 - (east - west);
  for (let at = 0; at < last; at += 1) {
    const gap = sorted[at + 1] - sorted[at];
    if (gap <= widest) continue;
    widest = gap;
    [west, east] = [sorted[at + 1], sorted[at] + 360];
  }
  const centre = (west + east) / 2;
  const shift = near(centre, 0) - centre;
  return [west + shift, east + shift];
}

/**
 * The parts of an area, moved by whole turns so that they lie together and near a meridian.
 *
 * @param {import("../shared/types.js").Area} area
 * @param {number} centre
 * @returns {Position[][][]}
 */
export function together(area, centre) {
  const parts = area.type === "MultiPolygon" ? area.coordinates : [area.coordinates];
  const largest = parts.reduce((one, other) => (other[0].length > one[0].length ? other : one), parts[0]);
  const home = near(middle(largest), centre);
  return parts.map((part) => {
    const lon = middle(part);
    const shift = near(lon, home) - lon;
    return shift ? part.map((ring) => ring.map(([x, y]) => [x + shift, y])) : part;
  });
}

/** @param {Position[][]} part */
function middle([outer]) {
  return outer.reduce((sum, [lon]) => sum + lon, 0) / outer.length;
}
