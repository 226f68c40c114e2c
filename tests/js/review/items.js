/* A mention under review, for tests. */

export function item(mention = {}, article = {}) {
  return {
    article: { id: 3, title: "Floods", href: "/articles/3", collection: null, ...article },
    paragraph: { start: 0, text: "Rain fell on Milltown.", names: [] },
    mention: {
      text: "Milltown",
      start: 13,
      end: 21,
      kind: "toponym",
      status: "unverified",
      place: { id: "own:milltown", name: "Milltown", lat: 33, lon: 73 },
      confidence: 0.7,
      why: [],
      contrast: [],
      decisions: ["0a"],
      ...mention,
    },
    candidates: [],
    claims: [],
    others: 0,
  };
}
