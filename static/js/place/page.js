/* The map on the page of a place or a speaker: the places of the claims on that page, under its filters. */

import { serverSource } from "../shared/api.js";
import { need } from "../shared/dom.js";
import { mapView } from "../map/mapview.js";
import { pageState } from "../state/state.js";

const holder = need(".record-map");
const { place, who } = holder.dataset;
const source = serverSource();
const state = pageState();

/** @returns {URLSearchParams} the page's filters, and what the page itself is about */
function filters() {
  const query = state.query();
  if (who) {
    query.set("who", who);
    query.set("copies", "yes"); // as the page counts
  }
  return query;
}

const view = mapView(source, {
  margins: () => ({ left: 0, bottom: 0 }),
  article: () => null,
  claims: filters,
  onSelect(id) {
    if (id) view.select(id);
  },
});

async function show() {
  const query = filters();
  if (place) query.delete("role"); // the place is on its own map whatever it is to the claims
  const { features } = place ? await source.view({ ids: place }, query) : await source.places(null, query);
  view.map.invalidateSize();
  view.fit(features);
  await view.show(features);
}

show().catch((error) => holder.append(Object.assign(document.createElement("p"), { className: "map-problem", role: "alert", textContent: error.message })));
