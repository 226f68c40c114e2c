/* The self-contained map: the same view over data embedded in the page itself. */

import { mapView } from "../map/mapview.js";
import { localDates } from "../shared/dates.js";
import { need } from "../shared/dom.js";
import { portionOf } from "../place/portions.js";
import { placesList } from "../panel/places_list.js";
import { sheet } from "../shared/sheet.js";
import { matching } from "../shared/matching.js";

/** @param {string} id */
function inlined(id) {
  return JSON.parse(need(id).textContent ?? "");
}

const data = inlined("#map-data");
const panel = sheet(() => view.map.fire("resize"));

/** @type {import("../shared/api.js").Source} */
const source = {
  places: async () => data.places,
  place: async (id, _article, _claims, after) => portionOf(data.details[id], after),
  outline: async (id) => data.outlines[id] ?? null,
};

const view = mapView(source, {
  margins: panel.margins,
  article: () => null,
  basemap: inlined("#basemap-data"),
  onSelect(id) {
    places.mark(id);
    if (!id) return;
    if (panel.isNarrow()) panel.open(false);
    view.select(id);
  },
  onPoint: (id) => places.highlight(id),
});

const places = placesList({
  onSelect(id) {
    if (panel.isNarrow()) panel.open(false);
    places.mark(id);
    view.select(id);
  },
  onPoint: (id) => view.highlight(id),
  onQuery: (query) => draw(query || null),
});

/** @param {string | null} query */
function draw(query) {
  const { features } = data.places;
  const shown = matching(features, query);
  places.show(shown, features.length, query);
  if (!view.anyInSight(shown)) view.fit(shown, view.selected());
  view.show(shown);
}

localDates(document);
view.map.invalidateSize();
view.fit(data.places.features);
draw(null);
