/* Areas, drawn as translucent outlines under the markers, the larger ones lowest. */

import { isByContext } from "../shared/words.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */
/** @typedef {import("../shared/types.js").PlaceProperties} PlaceProperties */
/** @typedef {import("../shared/types.js").Outline} Outline */

/** @type {Map<string, Promise<Outline | null>>} */
const KEPT = new Map();
const AT_ONCE = 50;

/**
 * @param {L.Map} map
 * @param {import("../shared/api.js").Source} source
 */
export function outlineLayer(map, source) {
  map.createPane("outlines").style.zIndex = "350";
  const renderer = L.canvas({ pane: "outlines", padding: 0.3 });
  /** @type {L.GeoJSONOptions & L.PathOptions} the renderer is passed on to each path */
  const options = { interactive: false, renderer, pane: "outlines" };
  /** @type {Map<string, {layer: L.GeoJSON, properties: PlaceProperties}>} */
  let drawn = new Map();
  /** @type {string | null} */
  let highlighted = null;
  let turn = 0;

  /** @param {MapFeature[]} features */
  async function show(features) {
    turn += 1;
    const mine = turn;
    const areas = features.filter(hasOutline);
    if (source.outlines) askForMany(areas.map(({ id }) => id).filter((id) => !KEPT.has(id)), source.outlines);
    const outlines = await Promise.all(areas.map((feature) => fetched(feature.id)));
    if (mine !== turn) return;
    for (const { layer } of drawn.values()) layer.remove();
    drawn = new Map();
    const sized = areas.flatMap((feature, index) => {
      const outline = outlines[index];
      return outline ? [{ feature, layer: L.geoJSON(outline, options) }] : [];
    });
    sized.sort((a, b) => extent(b.layer) - extent(a.layer));
    for (const { feature, layer } of sized) {
      drawn.set(feature.id, { layer, properties: feature.properties });
      layer.addTo(map);
    }
    restyle();
  }

  /**
   * Ask for several at once; each is then there for ``fetched``.
   *
   * @param {string[]} ids
   * @param {(ids: string[]) => Promise<{features: Outline[]}>} ask
   */
  function askForMany(ids, ask) {
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const some = ids.slice(start, start + AT_ONCE);
      const answer = ask(some).then(({ features }) => new Map(features.map((one) => [one.id, one])), () => new Map());
      for (const id of some) KEPT.set(id, answer.then((outlines) => outlines.get(id) ?? null));
    }
  }

  /** @param {string} id */
  async function fetched(id) {
    if (!KEPT.has(id)) KEPT.set(id, source.outline(id).catch(() => null));
    const outline = await KEPT.get(id);
    if (!outline) KEPT.delete(id); // a later draw may reach the server again
    return outline;
  }

  function restyle() {
    const color = getComputedStyle(document.documentElement).getPropertyValue("--area").trim();
    for (const [id, { layer, properties }] of drawn) layer.setStyle(style(color, properties, id === highlighted));
  }

  document.addEventListener("themechange", restyle);
  return {
    show,
    /** @param {string | null} id */
    highlight(id) {
      if (id === highlighted) return;
      highlighted = id;
      restyle();
    },
    /**
     * An area's extent, whether or not it is drawn yet; null if there is no outline.
     *
     * @param {string} id
     */
    async reach(id) {
      const outline = await fetched(id);
      return outline ? L.geoJSON(outline).getBounds() : null;
    },
    /** @param {string} id */
    bounds: (id) => drawn.get(id)?.layer.getBounds() ?? null,
    drawn: () => [...drawn.keys()],
  };
}

/**
 * @param {string} color
 * @param {PlaceProperties} properties of the area's feature
 * @param {boolean} isLit
 */
function style(color, properties, isLit) {
  const { claims } = properties;
  const dashes = claims ? "12 4 2 4" : "5 4";
  return {
    color,
    weight: isLit ? 2.5 : claims ? 1.5 : 1,
    opacity: isLit ? 1 : claims ? 0.75 : 0.55,
    fillColor: color,
    fillOpacity: isLit ? 0.2 : claims ? 0.09 : 0.03,
    dashArray: claims && !isByContext(properties) ? undefined : dashes,
  };
}

/** @param {L.GeoJSON} layer */
function extent(layer) {
  const bounds = layer.getBounds();
  return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
}

/**
 * @param {MapFeature} feature
 * @returns {feature is PlaceFeature}
 */
function hasOutline(feature) {
  const { is_area: isArea, has_outline: hasOne } = feature.properties;
  return Boolean(isArea && hasOne);
}
