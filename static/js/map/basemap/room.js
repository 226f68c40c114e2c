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
    for (const key of tilesOf(wide)) {
      if (this.#tiles.get(key)?.some((other) => overlap(other, wide))) return false;
    }
    this.hold(wide);
    return true;
  }

  /**
   * Reserve a box whatever overlaps it.
   *
   * @param {Box} box
   */
  hold(box) {
    for (const key of tilesOf(box)) {
      const boxes = this.#tiles.get(key);
      if (boxes) boxes.push(box);
      else this.#tiles.set(key, [box]);
    }
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
