/* The filters on claims as the program declares them: what each shows, whether it is active, its part of an address. */

/** In an address, stands for none: a speaker who is not named. */
export const UNNAMED = "-";

/**
 * @typedef {object} Declared a filter as `webapp/store/claims/filters` declares it
 * @property {string} name in an address
 * @property {string} label
 * @property {string} shape "flag", "choice", "text", "number", "share" or "date"
 * @property {boolean} several whether it can have several values
 * @property {boolean} widens whether it adds claims that are otherwise left out
 * @property {string} words for what it leaves, such as "by {}"
 * @property {string} dash what "-" stands for, if anything
 * @property {{value: string, label: string}[]} values those that it may have, if they are known beforehand
 */

/** @typedef {Record<string, string[]>} Choice by a filter's name its values, as an address has them; none filter nothing */
/** @typedef {{name: string, text: string, without: Choice}} Chip a chosen value in words, and the change that leaves it out */
/** @typedef {(name: string, value: string) => string} Called what a value is called that the declaration does not name */

/** One kind of filter: everything that pages need to know of it, from its declaration alone. */
export class FilterKind {
  /** @param {Declared} declared */
  constructor(declared) {
    this.name = declared.name;
    this.label = declared.label;
    this.shape = declared.shape;
    this.several = declared.several;
    this.widens = declared.widens;
    this.declared = declared;
  }

  /**
   * @param {Choice} choice
   * @returns {string[]}
   */
  values(choice) {
    return choice[this.name] ?? [];
  }

  /** @param {Choice} choice */
  isActive(choice) {
    return this.values(choice).length > 0;
  }

  /**
   * @param {Choice} choice
   * @param {string} value
   */
  has(choice, value) {
    return this.values(choice).includes(value);
  }

  /**
   * @param {URLSearchParams} query
   * @returns {string[]} its values in an address
   */
  read(query) {
    return query.getAll(this.name).filter(Boolean);
  }

  /**
   * Add its part to an address.
   *
   * @param {Choice} choice
   * @param {URLSearchParams} query
   */
  write(choice, query) {
    for (const value of this.values(choice)) query.append(this.name, value);
  }

  /**
   * @param {Choice} choice
   * @param {string} value
   * @returns {Choice} the choice with the value added, or without it where it was there
   */
  toggled(choice, value) {
    const kept = this.values(choice).filter((one) => one !== value);
    const added = this.has(choice, value) ? [] : [value];
    return { ...choice, [this.name]: this.several ? [...kept, ...added] : added };
  }

  /**
   * @param {Choice} choice
   * @param {Called} called
   * @returns {string} "allegations or denials"
   */
  described(choice, called) {
    const named = this.values(choice).map((value) => this.#named(value, called));
    return this.declared.words.replace("{}", () => named.join(" or "));
  }

  /**
   * @param {Choice} choice
   * @param {Called} called
   * @returns {Chip[]} one for each value that is chosen
   */
  chips(choice, called) {
    return this.values(choice).map((value) => ({
      name: this.name,
      text: this.widens ? this.label : this.declared.words.replace("{}", () => this.#named(value, called)),
      without: { [this.name]: this.values(choice).filter((one) => one !== value) },
    }));
  }

  /** @param {string} value @param {Called} called */
  #named(value, called) {
    const { dash, values } = this.declared;
    if (value === UNNAMED && dash) return dash;
    return values.find((one) => one.value === value)?.label ?? called(this.name, value);
  }
}

/** All filters on claims, in the order in which they are declared and stand in an address. */
export class Filters {
  /** @param {Declared[]} declared */
  constructor(declared) {
    this.kinds = declared.map((one) => new FilterKind(one));
  }

  /** @returns {Choice} what shows every claim; whether attitudes and copies are among them is left as it is */
  get everyClaim() {
    return Object.fromEntries(this.kinds.filter(({ widens }) => !widens).map(({ name }) => [name, []]));
  }

  /** @returns {Choice} no filter at all, neither one that narrows nor one that widens */
  get none() {
    return Object.fromEntries(this.kinds.map(({ name }) => [name, []]));
  }

  /**
   * @param {string} name
   * @returns {FilterKind}
   */
  kind(name) {
    const found = this.kinds.find((one) => one.name === name);
    if (!found) throw new Error(`There is no filter ${name}`);
    return found;
  }

  /**
   * @param {Choice} choice
   * @param {Called} called
   * @returns {Chip[]} one for each chosen value, in the filters' order
   */
  chips(choice, called) {
    return this.kinds.flatMap((kind) => kind.chips(choice, called));
  }

  /**
   * @param {URLSearchParams} query
   * @returns {Choice} with every filter, also those that are not active
   */
  read(query) {
    return Object.fromEntries(this.kinds.map((kind) => [kind.name, kind.read(query)]));
  }

  /**
   * @param {Choice} choice
   * @returns {URLSearchParams} which claims are shown, as the server's addresses expect it
   */
  query(choice) {
    const query = new URLSearchParams();
    for (const kind of this.kinds) kind.write(choice, query);
    return query;
  }

  /**
   * Put a choice in the place of the one that an address has.
   *
   * @param {URLSearchParams} query
   * @param {Choice} choice
   */
  replace(query, choice) {
    for (const kind of this.kinds) {
      query.delete(kind.name);
      kind.write(choice, query);
    }
  }

  /**
   * @param {Choice} one
   * @param {Choice} other
   * @returns {string[]} the filters of which they have other values
   */
  changed(one, other) {
    return this.kinds.filter((kind) => String(kind.values(one)) !== String(kind.values(other))).map(({ name }) => name);
  }

  /**
   * @param {Choice} choice
   * @returns {boolean} whether it leaves out claims that were said
   */
  isNarrowed(choice) {
    return this.kinds.some((kind) => !kind.widens && kind.isActive(choice));
  }

  /**
   * @param {Choice} choice
   * @param {Called} called
   * @returns {string} "by Ada Okoro; quoted or paraphrased; allegations or denials"
   */
  described(choice, called) {
    const active = this.kinds.filter((kind) => !kind.widens && kind.isActive(choice));
    return active.map((kind) => kind.described(choice, called)).join("; ");
  }
}

/**
 * The filters that a page embeds, but that of the article, which a page's state keeps apart.
 *
 * @param {string | null | undefined} json
 * @returns {Filters} none on a page that is opened from a disk
 */
export function filtersFrom(json) {
  /** @type {Declared[]} */
  const all = json ? JSON.parse(json) : [];
  return new Filters(all.filter(({ name }) => name !== "article"));
}
