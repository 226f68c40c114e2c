/* The parts of the canvas that already have names on them. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box in CSS pixels */

const TILE = 64;

/** The occupied boxes, by the tiles they touch. */
export class Occupied {
  /** @type {Map<number, Box[]>} */
  #tiles = new Map();

  /**
   * Reserve a box, unless it overlaps another.
   *
   * @param {Box} box
   */
  claim(box) {
    const wide = { left: box.left - 4, right: box.right + 4, top: box.top - 2, bottom: box.bottom + 2 };
    const keys = [...tilesOf(wide)];
    if (keys.some((key) => this.#tiles.get(key)?.some((other) => overlap(other, wide)))) return false;
    for (const key of keys) {
      const boxes = this.#tiles.get(key);
      if (boxes) boxes.push(wide);
      else this.#tiles.set(key, [wide]);
    }
    return true;
  }
}

/** @param {Box} box */
function* tilesOf({ left, top, right, bottom }) {
  for (let row = Math.floor(top / TILE); row <= bottom / TILE; row++) {
    for (let column = Math.floor(left / TILE); column <= right / TILE; column++) yield row * 10_000 + column;
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
