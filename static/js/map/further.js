/* The list of places beside the map, where there are more than the map shows: asked for in portions. */

/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

/**
 * @param {import("../shared/api.js").Further} source
 * @param {() => {asked: import("../shared/types.js").Asked, claims: URLSearchParams}} now which places are listed, of which claims
 * @param {string | null} first the cursor of the portion before, null if there is no further one
 * @param {() => void} onEnd there are no more
 * @returns {(() => Promise<PlaceFeature[]>) | null}
 */
export function further(source, now, first, onEnd) {
  let after = first;
  if (!after) return null;
  return async () => {
    const { asked, claims } = now();
    const portion = await source.busiest({ ...asked, after }, claims);
    ({ after } = portion);
    if (!after) onEnd();
    return portion.features;
  };
}
