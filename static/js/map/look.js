/* How the reader wants the map to show places; kept in the browser. */

/** @typedef {"grouped" | "plain" | "heat"} Manner */
/** @typedef {{manner: Manner, mentioned: boolean}} Look `mentioned`: also places about which there is no claim */

const KEY = "mention-mapper-map";
/** @type {Look} */
const DEFAULT = { manner: "grouped", mentioned: false };
/** @type {readonly Manner[]} */
export const MANNERS = ["grouped", "plain", "heat"];
/** How much finer, in zooms, groups are where they are not drawn as marks. */
const FINER = 2;

/** @param {Pick<Storage, "getItem" | "setItem">} [storage] */
export function mapLook(storage) {
  let now = stored(storage);
  /** @type {((look: Look) => void)[]} */
  const listeners = [];
  return {
    get: () => now,
    /** @param {Partial<Look>} change */
    set(change) {
      now = { ...now, ...change };
      try {
        (storage ?? localStorage).setItem(KEY, JSON.stringify(now));
      } catch {
        // A page that is opened from disk may keep nothing.
      }
      for (const listener of listeners) listener(now);
    },
    /** @param {(look: Look) => void} listener */
    subscribe: (listener) => listeners.push(listener),
    /**
     * What the server is asked for of a view.
     *
     * @param {number} zoom
     */
    asked(zoom) {
      return {
        zoom: now.manner === "heat" ? zoom + FINER : zoom,
        group: now.manner === "plain" ? "no" : null,
        mentioned: now.mentioned ? "yes" : "no",
      };
    },
  };
}

/**
 * The places that are drawn: those without a claim only if they are wanted, or if there is no other.
 *
 * @template {import("../shared/types.js").MapFeature} Feature
 * @param {Feature[]} features
 * @param {Look} look
 * @returns {Feature[]}
 */
export function drawn(features, { mentioned }) {
  if (mentioned) return features;
  const claimed = features.filter(({ properties }) => properties.claims > 0);
  return claimed.length ? claimed : features;
}

/**
 * @param {Pick<Storage, "getItem" | "setItem"> | undefined} storage
 * @returns {Look}
 */
function stored(storage) {
  try {
    const { manner, mentioned } = JSON.parse((storage ?? localStorage).getItem(KEY) ?? "{}");
    return { manner: MANNERS.includes(manner) ? manner : DEFAULT.manner, mentioned: mentioned === true };
  } catch {
    return DEFAULT;
  }
}
