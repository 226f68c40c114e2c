/* The base map's colours, read from the page's custom properties, with its own palette for a page that has none. */

const LIGHT = {
  water: "#d5e1e6",
  land: "#f6f3ec",
  coast: "#a7bac3",
  border: "#8b8276",
  disputed: "#8b5e4c",
  admin: "#cfc6b7",
  river: "#b3c9d3",
  lake: "#d5e1e6",
  label: "#4a453e",
  "label-halo": "#f6f3ec",
  "water-label": "#6c8b9b",
  place: "#6a645b",
};

const DARK = {
  water: "#12191f",
  land: "#20272d",
  coast: "#35444f",
  border: "#74808a",
  disputed: "#b58a6c",
  admin: "#39444d",
  river: "#263a47",
  lake: "#12191f",
  label: "#b9c1c7",
  "label-halo": "#1a2026",
  "water-label": "#5c7788",
  place: "#8d98a1",
};

/** @typedef {typeof LIGHT} Palette */

/** @returns {Palette} */
export function readPalette() {
  const computed = getComputedStyle(document.documentElement);
  const own = isDark() ? DARK : LIGHT;
  return /** @type {Palette} */ (
    Object.fromEntries(
      Object.entries(own).map(([name, value]) => [name, computed.getPropertyValue(`--map-${name}`).trim() || value]),
    )
  );
}

/**
 * Call back whenever the page turns light or dark.
 *
 * @param {() => void} changed
 */
export function watchTheme(changed) {
  document.addEventListener("themechange", changed);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}
