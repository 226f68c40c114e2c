/* The place that is chosen on a map: its marker stands by itself, and its pop-up or sheet is open. */

import { el, keptFocus } from "../shared/dom.js";
import { placeContent } from "../place/content.js";
import { hosted, placeRoom } from "../place/host.js";
import { popupHead } from "../place/popup.js";
import { apart } from "./apart.js";
import { isGathering } from "./badge_faces.js";

/** @typedef {import("../shared/types.js").MapFeature} MapFeature */
/** @typedef {import("../shared/types.js").PlaceFeature} PlaceFeature */

const CLOSE = { point: 6, ringed: 4 };
const HEADING = "popup-heading";

/**
 * What is drawn on the map, as far as a chosen place needs it.
 *
 * @typedef {object} Drawn
 * @property {ReturnType<typeof import("./badges.js").badgeLayer>} badges
 * @property {ReturnType<typeof import("./layers/outlines.js").outlineLayer>} outlines
 * @property {ReturnType<typeof import("./viewport.js").viewport>} port
 * @property {ReturnType<typeof import("./controls/moved.js").watchMoves>} moves
 * @property {() => MapFeature[]} shown
 */

/**
 * @param {L.Map} map
 * @param {import("../shared/api.js").Source} source
 * @param {Drawn} drawn
 * @param {object} options as those of the map
 * @param {() => {left: number, bottom: number}} options.margins
 * @param {() => string | null} options.article
 * @param {() => URLSearchParams} options.claims
 * @param {(id: string | null) => void} options.onSelect
 * @param {(id: string) => Promise<PlaceFeature | null>} options.find
 */
export function chosenPlace(map, source, { badges, outlines, port, moves, shown }, { margins, article, claims, onSelect, find }) {
  /** @typedef {{id: string, asked: string, content: HTMLElement, host: import("../place/host.js").Hosted}} Opened */
  /** @type {Opened | null} */
  let open = null;
  /** @type {string | null} the marker that is being chosen on the map itself */
  let pointed = null;
  let wanted = "";
  /** The place that is being asked for: list and address may both choose it. */
  let sought = "";

  /**
   * Open a place's pop-up; resolves when its claims are shown in it.
   *
   * @param {string} id
   * @param {PlaceFeature | null} [known] the place, where it is known though the map does not show it
   */
  async function select(id, known = null) {
    if (open?.id === id || sought === id) return;
    wanted = id;
    sought = id;
    const isWaiting = keptFocus();
    const feature = badges.feature(id) ?? (known ? besides(known) : await found(id));
    if (sought === id) sought = "";
    if (!feature || isGathering(feature) || wanted !== id) return;
    leave();
    moves.forget();
    const asked = String(claims());
    const body = contentOf(feature); // asked for before the map moves: it asks for more then
    const outlined = pointed !== id && feature.properties.is_area && feature.properties.has_outline;
    const extent = outlined ? outlines.extent(id) : null;
    if (extent) port.fitArea(extent);
    else if (!outlined) reveal(id, feature);
    pointed = null;
    const [lon, lat] = feature.geometry.coordinates;
    // On a phone the sheet would cover a marker that was chosen low on the map.
    if (map.latLngToContainerPoint([lat, lon]).y > placeRoom(map, margins).height) port.goTo(feature, map.getZoom());
    const content = el("div", { class: "popup", role: "dialog", "aria-labelledby": HEADING, tabindex: "-1" });
    content.append(popupHead(feature.properties, HEADING), el("p", { class: "popup-wait" }, "Looking up the claims…"));
    const at = badges.place(id) ?? L.latLng(lat, lon);
    const host = hosted(map, margins, content, { at, onRemoved: () => open?.content === content && closed() });
    const mine = { id, asked, content, host };
    open = mine;
    badges.choose(id);
    outlines.highlight(id);
    if (isWaiting()) content.focus({ preventScroll: true });
    if (outlined && !extent) outlines.reach(id).then((bounds) => open === mine && (bounds ? port.fitArea(bounds) : reveal(id, feature)));
    await fill(mine, body);
  }

  /**
   * @param {PlaceFeature} feature
   * @returns {Promise<HTMLElement>} its claims that the page's filters leave in, or what went wrong
   */
  function contentOf(feature) {
    const failed = (/** @type {Error} */ error) => el("p", { class: "popup-error", role: "alert" }, error.message);
    return placeContent(source, feature, article(), claims()).catch(failed);
  }

  /**
   * Put a place's claims in its pop-up, unless others are asked for by then.
   *
   * @param {Opened} mine
   * @param {Promise<HTMLElement>} coming
   */
  async function fill(mine, coming) {
    const { asked } = mine;
    const body = await coming;
    if (open !== mine || mine.asked !== asked) return;
    const held = mine.content.contains(document.activeElement);
    mine.content.lastElementChild?.replaceWith(body);
    mine.host.update(); // Leaflet takes the content out of the page and puts it back, which would lose the focus
    if (held) mine.content.focus({ preventScroll: true });
  }

  /**
   * A place that is not in view, or is in a cell; it is drawn beside what is shown.
   *
   * @param {string} id
   */
  async function found(id) {
    const feature = await find(id).catch(() => null);
    const drawn = badges.feature(id);
    if (drawn) return drawn; // the map has it by now
    return feature && wanted === id ? besides(feature) : feature;
  }

  /** @param {PlaceFeature} feature drawn beside what is shown */
  function besides(feature) {
    badges.show(apart(shown(), feature));
    return feature;
  }

  function closed() {
    const id = open?.id;
    wanted = "";
    open = null;
    badges.choose(null);
    outlines.highlight(null);
    if (id && (document.activeElement === document.body || document.activeElement?.closest(".leaflet-popup, .place-sheet"))) {
      badges.element(id)?.focus({ preventScroll: true });
    }
    onSelect(null);
  }

  function dismiss() {
    badges.choose(null);
    leave();
  }

  /** Close the pop-up; the badges stay as they are until another place is chosen, or none. */
  function leave() {
    if (!open) return;
    const { host } = open;
    open = null;
    host.remove();
  }

  /**
   * Go to a place, unless its marker was chosen on the map.
   *
   * @param {string} id
   * @param {MapFeature} feature
   */
  function reveal(id, feature) {
    const close = feature.properties.is_area ? CLOSE.ringed : CLOSE.point;
    if (pointed !== id) port.goTo(feature, Math.max(map.getZoom(), close));
    if (!badges.place(id)) port.goTo(feature, map.getZoom());
  }

  /** Move the open pop-up to where its badge is now; the map stays where the reader moved it. */
  function follow() {
    const at = open && badges.place(open.id);
    if (open && at) open.host.move(at);
  }

  map.on("click", () => open?.host.remove());
  map.on("zoomend resize", follow);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    const { id, host } = open;
    badges.element(id)?.focus({ preventScroll: true });
    host.remove();
  });

  return {
    select,
    dismiss,
    follow,
    close: () => open?.host.remove(),
    /** @returns {string | null} */
    id: () => open?.id ?? null,
    /** @returns {string} of the place that is chosen or looked for; "" for none */
    wanted: () => open?.id ?? wanted,
    /** @param {string | null} id of the place that is chosen on the map itself: it is in view already */
    point(id) {
      pointed = id;
    },
    /** Show other claims in its pop-up if the page's filters leave others in by now. */
    renew() {
      if (!open || open.asked === String(claims())) return;
      const now = badges.feature(open.id);
      if (!now || isGathering(now)) return;
      open.asked = String(claims());
      fill(open, contentOf(now));
    },
  };
}
