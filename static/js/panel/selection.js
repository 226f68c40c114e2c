/* Articles that are ticked in a list: one by one, a range with the shift key, or all of what is shown. No elements here. */

export class Selection {
  /** @type {Set<number>} */
  #ids = new Set();
  /** @type {Set<number>} those that are not chosen although all are */
  #but = new Set();
  #every = false;
  /** @type {number | null} where a range begins */
  #from = null;

  /** @param {number} id */
  has(id) {
    return this.#every ? !this.#but.has(id) : this.#ids.has(id);
  }

  /**
   * @param {number} total how many there are
   * @returns {number} how many of them are chosen
   */
  count(total) {
    return this.#every ? Math.max(0, total - this.#but.size) : this.#ids.size;
  }

  /**
   * Tick one, or take the tick away; with a range also those between it and the one before.
   *
   * @param {number} id
   * @param {boolean} ticked
   * @param {{range?: boolean, order?: number[]}} [options] ``order`` is that of the list
   */
  tick(id, ticked, { range = false, order = [] } = {}) {
    const [from, to] = [order.indexOf(this.#from ?? -1), order.indexOf(id)].sort((a, b) => a - b);
    const some = range && from >= 0 ? order.slice(from, to + 1) : [id];
    const set = this.#every ? this.#but : this.#ids;
    for (const one of some) {
      if (ticked === this.#every) set.delete(one);
      else set.add(one);
    }
    this.#from = id;
  }

  /** @param {boolean} every whether all are chosen, or none */
  all(every) {
    this.#every = every;
    this.#ids.clear();
    this.#but.clear();
    this.#from = null;
  }

  /**
   * Untick those that a request named; what was ticked since stays so, also after all were.
   *
   * @param {{every: boolean, ids: number[]}} named
   */
  release({ every, ids }) {
    if (!every) for (const id of ids) this.#ids.delete(id);
    else if (this.#every) this.all(false);
  }

  /** @returns {{every: boolean, ids: number[], but: number[]}} what a request names */
  named() {
    return { every: this.#every, ids: [...this.#ids], but: [...this.#but] };
  }
}
