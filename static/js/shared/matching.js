/* Which places a few typed words find, whatever their accents and capitals. */

/** @typedef {import("./types.js").PlaceFeature} PlaceFeature */

/**
 * @param {PlaceFeature[]} features
 * @param {string | null} query
 * @returns {PlaceFeature[]} those whose name, path or written forms hold every word of the query
 */
export function matching(features, query) {
  const words = folded(query ?? "").split(/\s+/).filter(Boolean);
  if (!words.length) return features;
  return features.filter(({ properties }) => {
    const text = folded([properties.name, properties.path, ...properties.written].join(" "));
    return words.every((word) => text.includes(word));
  });
}

/** @param {string} text */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
