/* The desk's map, on which candidates are shown and points are chosen. */

import { addBasemap } from "../map/basemap/basemap.js";
import { shellMap } from "../map/leaflet.js";

const CREDIT = '<a href="https://www.geonames.org/">GeoNames</a> (CC BY 4.0)';

/** @returns {L.Map} */
export function deskMap() {
  const { map } = shellMap();
  map.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>').addAttribution(CREDIT);
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", "Map of the candidates");
  addBasemap(map, { url: "/static/basemap/" })
    .then(({ attribution }) => map.attributionControl.addAttribution(attribution))
    .catch(() => map.attributionControl.addAttribution("the base map could not be loaded"));
  return map;
}
