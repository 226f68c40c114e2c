/* How the number of claims about a place becomes a size and a colour: the same steps for points, groups and areas. */

/** The least number of claims of each step. */
export const STEPS = [1, 2, 5, 20, 100, 1000];
/** Half the width of a mark of each step, in pixels; that of a place without claims comes first. */
const HALVES = [6, 10, 11.5, 13.5, 16, 19, 22];
const NUMBERS = new Intl.NumberFormat("en");

/**
 * @param {number} claims
 * @returns {number} 1 for the lowest step, 0 where there is no claim
 */
export function stepOf(claims) {
  return STEPS.filter((least) => claims >= least).length;
}

/**
 * @param {number} claims
 * @returns {number} half the width of a mark, in pixels
 */
export function halfOf(claims) {
  return HALVES[stepOf(claims)];
}

/**
 * @param {number} step
 * @returns {string} the claims of a step in words: "5–19", "1,000+"
 */
export function stepWords(step) {
  const [least, next] = [STEPS[step - 1], STEPS[step]];
  if (next === undefined) return `${NUMBERS.format(least)}+`;
  return next - 1 === least ? String(least) : `${least}–${next - 1}`;
}
