/* The map page: one filter, in the address, drives map, list and counts. */

import { serverSource } from "../shared/api.js";
import { articlesList } from "../panel/articles_list.js";
import { need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { mannerFilter } from "../panel/manner_filter.js";
import { isPlace } from "./badge_faces.js";
import { mapView } from "./mapview.js";
import { mapWindow } from "./window.js";
import { placesList } from "../panel/places_list.js";
import { rereading } from "../shared/rereading.js";
import { sheet } from "../shared/sheet.js";
import { matching } from "../shared/matching.js";
import { pageState } from "../state/state.js";
import { serverStatus } from "../shared/status.js";
import { deleteArticle, offerUndo } from "../shared/undo.js";
import { uploads } from "../panel/uploads.js";

const state = pageState();
const status = serverStatus();
const panel = sheet();
const source = serverSource();
/** @type {import("../shared/types.js").PlaceFeature[]} every place of the chosen article, or of all; the busiest if there are too many */
let features = [];
/** How many places there are if they are too many to be sent at once, else 0. */
let many = 0;
let turn = 0;

const view = mapView(source, {
  margins: panel.margins,
  article: () => state.get().article,
  claims: () => state.query(),
  onSelect(id) {
    if (id && panel.isNarrow()) panel.open(false);
    state.set({ place: id });
  },
  onPoint: (id) => places.highlight(id),
  onMoved: (at) => state.set({ at }, { replace: true }),
  async find(id) {
    if (!many) return null;
    const { features: found } = await source.view({ ids: id }, state.query());
    return found.filter(isPlace)[0] ?? null;
  },
});

const inView = mapWindow(view.map, {
  isNeeded: () => many > 0,
  ask: (asked, signal) => source.view({ ...asked, ...view.look.asked(asked.zoom), q: state.get().q }, state.query(), signal),
  onAnswer: showView,
  onError: status.problem,
});

const places = placesList({
  onSelect(id) {
    if (panel.isNarrow()) panel.open(false);
    state.set({ place: id });
    view.select(id);
  },
  onPoint: (id) => view.highlight(id),
  onQuery: (q) => state.set({ q: q || null }, { replace: true }),
});

const articles = articlesList({
  chosen: () => state.get().article,
  onProblem: status.problem,
  attitudes: () => (state.get().filters.attitudes ?? []).length > 0,
  collections: () => state.get().filters.collection ?? [],
  onFilter(article) {
    if (article && panel.isNarrow()) panel.open(false);
    state.set({ article, place: null });
  },
  async onDelete(article) {
    const next = articles.after(article.id);
    const deletion = await deleteArticle(article).catch(status.problem);
    if (!deletion) return;
    const words = `“${article.title}” was deleted.`;
    say(words);
    offerUndo({ words, deletion, onBack: () => back(article), onProblem: status.problem });
    const wasChosen = state.get().article === String(article.id);
    if (wasChosen) state.set({ article: null, place: null }, { replace: true });
    await reload({ fit: wasChosen });
    again.refresh().catch(status.problem);
    if (next && articles.focusRow(next)) return;
    need(need("#lists").hidden ? "#add > summary" : "#articles-heading").focus();
  },
});

const claimFilter = mannerFilter(state.filters, { onChoose: (filters) => state.set({ filters, place: null }) });

uploads({
  onStart: () => panel.open(true),
  onSome: () => reload({ fit: false }),
  async onAdded(added, failed) {
    const ids = new Set(added.map(({ id }) => String(id)));
    if (!ids.size) return;
    if (!failed && panel.isNarrow()) panel.open(false);
    say(`${counted(ids.size, "article")} on the map.`);
    const article = ids.size === 1 ? [...ids][0] : null;
    const unfiltered = { q: null, filters: state.filters.everyClaim };
    const { q } = state.get();
    if (state.get().article !== article || q || state.isNarrowed()) state.set({ article, place: null, ...unfiltered });
    else await reload({ fit: true });
  },
});

/**
 * Ask the server for articles and places, and draw them.
 *
 * @param {{fit: boolean, stay?: boolean}} options whether the map shows them all; whether it stays even if it shows none
 */
async function reload({ fit, stay = false }) {
  turn += 1;
  const mine = turn;
  try {
    const [collection, held] = await Promise.all([source.places(state.get().article, state.query()), articles.refresh()]);
    if (mine !== turn) return;
    status.clear();
    features = collection.features;
    many = collection.truncated ? collection.counts.places : 0;
    inView.stop();
    need("#empty").hidden = held > 0;
    need("#lists").hidden = held === 0;
    showChosen(collection.counts);
    draw(fit, stay);
  } catch (error) {
    status.problem(error);
  }
}

/** @param {{places: number, claims: number, attitudes: number}} counts */
function showChosen(counts) {
  const { article } = state.get();
  const title = articles.title(article);
  articles.choose(article);
  need("#chosen").hidden = !title;
  need("#chosen-title").textContent = title ?? "";
  need("#totals").textContent = `${counted(counts.places, "place")}, ${counted(counts.claims, "claim")}`;
  need("#attitudes-count").textContent = String(counts.attitudes);
  need("#places-none").hidden = features.length > 0;
  need("#places-none").textContent = state.isNarrowed()
    ? "No claim of this kind is about a place."
    : "No place could be mapped. The article’s page says why.";
  claimFilter.show(state.get());
}

/**
 * What the map shows of more places than were sent.
 *
 * @param {import("../shared/types.js").MapAnswer} answer
 * @param {{bbox: string}} asked
 */
function showView(answer, { bbox }) {
  const { q, place } = state.get();
  const listed = answer.list?.features ?? answer.features.filter(isPlace);
  let after = answer.list?.after ?? null;
  async function further() {
    const { mentioned } = view.look.asked(0);
    const portion = await source.busiest({ bbox, q, after, mentioned }, state.query());
    ({ after } = portion);
    if (!after) places.ended();
    return portion.features;
  }
  places.show(listed, many, q, after ? further : null, true);
  view.show(answer.features, { partly: true });
  follow(place);
}

/**
 * @param {boolean} fit
 * @param {boolean} [stay]
 */
function draw(fit, stay = false) {
  const { q, place } = state.get();
  need("#places-view").hidden = !many;
  if (many) {
    if (fit) view.fit(features, place);
    inView.refresh();
    return;
  }
  const shown = matching(features, q);
  places.show(shown, features.length, q);
  view.map.invalidateSize();
  // Never leave the reader with an empty map: after a deletion, or as a filter is typed.
  if (fit || (!stay && !view.anyInSight(shown))) view.fit(shown, place);
  view.show(shown);
  follow(place);
}

/** @param {string | null} place */
function follow(place) {
  places.mark(place);
  if (place && place !== view.selected()) view.select(place);
  if (!place && view.selected()) view.close();
}

/** @param {import("../shared/types.js").Article} article that was put back */
async function back(article) {
  say(`“${article.title}” is back.`);
  await reload({ fit: true });
  again.refresh().catch(status.problem);
  articles.focusRow(String(article.id));
}

/** @param {string} words for screen readers and in the panel */
function say(words) {
  need("#announce").textContent = words;
}

const again = rereading({
  ready: status.ready,
  onFound: () => articles.refresh(),
  async onDone(_state, lostFocus) {
    view.close(); // its claims are those of the earlier reading
    await reload({ fit: false });
    if (lostFocus) need("#articles-heading").focus();
  },
});

need("#chosen-clear").addEventListener("click", () => state.set({ article: null, place: null }));
view.look.subscribe(() => inView.refresh());
state.subscribe((shown, before, parts) => {
  const { at } = shown;
  if (parts.has("at") && at) view.moveTo(at, shown.place);
  if (parts.has("article") || parts.has("filters")) {
    // What is found now is shown whole, unless the address says which part of the map: so it does after going back.
    const fit = !at || !parts.has("at");
    if (fit && at) queueMicrotask(() => state.set({ at: null }, { replace: true }));
    reload({ fit, stay: !fit });
  } else if (parts.has("q")) draw(false);
  else if (shown.place !== before.place) follow(shown.place);
});
status.ready().catch(status.problem);
const opened = state.get().at;
if (opened) view.moveTo(opened, state.get().place);
reload({ fit: !opened, stay: Boolean(opened) });
