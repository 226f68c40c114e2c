/* "Right place?" in a pop-up: the panel that says why, and decides, without leaving the map. */

import { whyPanel } from "./panel.js";
import { need } from "../../shared/dom.js";

/** @typedef {import("../../shared/types.js").Mentions} Mentions */

/**
 * @param {{map: L.Map, close: () => void, select: (id: string) => Promise<void>}} view
 * @param {(article: string) => Promise<Mentions>} ask
 * @param {() => Promise<void>} reload shows what a decision changed
 */
export function checking(view, ask, reload) {
  /** @type {Map<number, Promise<Mentions>>} */
  const asked = new Map();

  /** @param {number} article */
  function load(article) {
    const known = asked.get(article) ?? ask(String(article));
    asked.set(article, known);
    known.catch(() => asked.delete(article));
    return known;
  }

  const panel = whyPanel(need("#why"), {
    map: view.map,
    load,
    beside: false,
    stays: "[data-check], .leaflet-container",
    onShow: (place) => void view.select(place),
    async onChanged() {
      asked.clear();
      view.close(); // its claims are those from before
      await reload();
    },
    openerOf: () => need("#results-heading"),
  });

  document.addEventListener("click", (event) => {
    const from = event.target instanceof Element ? event.target.closest("[data-check]") : null;
    if (!(from instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { check, checkPlace, checkMention } = from.dataset;
    void panel.open(Number(check), (all) => (checkMention ? all[Number(checkMention)] : all.find(({ place }) => place?.id === checkPlace)), from);
  });
}
