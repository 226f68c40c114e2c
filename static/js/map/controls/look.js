/* How the reader wants the map to show places; kept in the browser. */

/** @typedef {"grouped" | "plain" | "heat"} Manner */
/** @typedef {{manner: Manner, mentioned: boolean}} Look `mentioned`: also places about which there is no claim */

const KEY = "mention-mapper-map";
/** @type {readonly Manner[]} */
export const MANNERS = ["grouped", "plain", "heat"];
/** How much finer, in zooms, groups are where they are not drawn as marks. */
const FINER = 2;

/**
 * @param {object} [options]
 * @param {string} [options.key] under which the browser keeps it
 * @param {boolean} [options.mentioned] until the reader chooses
 * @param {Pick<Storage, "getItem" | "setItem">} [options.storage]
 */
export function mapLook({ key = KEY, mentioned = false, storage } = {}) {
  let now = stored(key, { manner: "grouped", mentioned }, storage);
  /** @type {((look: Look) => void)[]} */
  const listeners = [];
  return {
    get: () => now,
    /** @param {Partial<Look>} change */
    set(change) {
      now = { ...now, ...change };
      try {
        (storage ?? localStorage).setItem(key, JSON.stringify(now));
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
 * @template {import("../../shared/types.js").MapFeature} Feature
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
 * @param {string} key
 * @param {Look} otherwise
 * @param {Pick<Storage, "getItem" | "setItem">} [storage]
 * @returns {Look}
 */
function stored(key, otherwise, storage) {
  try {
    const { manner, mentioned } = JSON.parse((storage ?? localStorage).getItem(key) ?? "{}");
    return {
      manner: MANNERS.includes(manner) ? manner : otherwise.manner,
      mentioned: typeof mentioned === "boolean" ? mentioned : otherwise.mentioned,
    };
  } catch {
    return otherwise;
  }
}
