/* Places as the server sends them. */

const NONE = { claims: 0, by_context: 0, acting: 0, mentions: 0, articles: 1, is_area: false, has_outline: false };

export function properties(some = {}) {
  return { name: "Mirpur", path: "", precision: "settlement", written: [], ...NONE, ...some };
}

export function place(id, coordinates, some = {}) {
  return { id, geometry: { coordinates }, properties: properties({ name: id, ...some }) };
}

export function cell(id, coordinates, some = {}) {
  return { id, bbox: [0, 0, 1, 1], geometry: { coordinates }, properties: { cell: true, places: 2, claims: 1, name: "Mirpur", ...some } };
}
