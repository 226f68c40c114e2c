/* The map page: one filter, in the address, drives map, list and counts. */

import { serverSource } from "../shared/api.js";
import { articlesList } from "../panel/articles_list.js";
import { chosenLine } from "../panel/chosen_line.js";
import { claimsList } from "../panel/claims_list.js";
import { keptFocus, need } from "../shared/dom.js";
import { counted } from "../shared/numbers.js";
import { filtersPanel } from "../panel/filters_panel.js";
import { showHeld } from "../panel/held.js";
import { saveMenu } from "./controls/save_menu.js";
import { isPlace } from "./badge_faces.js";
import { checking } from "../review/why/checking.js";
import { further } from "./further.js";
import { mapView } from "./mapview.js";
import { box, mapWindow } from "./window.js";
import { placesList } from "../panel/places_list.js";
import { rereading } from "../shared/rereading.js";
import { searchBox } from "../panel/search_box.js";
import { sheet } from "../shared/sheet.js";
import { matching } from "../shared/matching.js";
import { pageState } from "../state/state.js";
import { serverStatus } from "../shared/status.js";
import { showNumber, tabs } from "../panel/tabs.js";
import { timeLine } from "../panel/time_line.js";
import { offerUndo } from "../shared/undo.js";
import { uploads } from "../panel/uploads.js";

const IN_PLACE = ["from", "to", "undated", "box"];
const state = pageState();
const status = serverStatus();
const panel = sheet(() => view.map.fire("resize"));
const source = serverSource();
/** @type {import("../shared/types.js").PlaceFeature[]} every place of the chosen article, or of all; none if there are too many */
let features = [];
/** How many places there are if they are too many to be sent at once, else 0. */
let many = 0;
/** @type {[number, number][]} where the busiest of many are */
let reach = JSON.parse(document.querySelector("#reach")?.textContent ?? "[]");
let turn = 0;

const times = timeLine(state, {
  onRange: ({ from, to, undated }, options) => choose({ from: from ? [from] : [], to: to ? [to] : [], undated: undated ? ["yes"] : [] }, options),
  onSize: () => document.documentElement.style.setProperty("--times", `${times.height()}px`),
});

const view = mapView(source, {
  margins() {
    const { left, bottom } = panel.margins();
    return { left, bottom: bottom + times.height() };
  },
  article: () => state.get().article,
  claims: () => state.query(),
  onSelect(id) {
    if (id && panel.isNarrow()) panel.open(false);
    state.set({ place: id });
  },
  onPoint: (id) => places.highlight(id),
  reach: () => (many ? reach : []),
  onMoved: (at) => state.set({ at }, { replace: true }),
  async find(id) {
    if (!many) return null;
    const { features: found } = await source.view({ ids: id }, state.query());
    return found.filter(isPlace)[0] ?? null;
  },
});

const inView = mapWindow(view.map, {
  onMoved: view.onRest,
  isNeeded: () => many > 0,
  ask: (asked, signal) => source.view({ ...asked, ...view.look.asked(asked.zoom), q: state.get().q }, state.query(), signal),
  onAnswer: showView,
  onError: status.problem,
});

const places = placesList({
  onSelect: showPlace,
  onPoint: (id) => view.highlight(id),
  onQuery: (q) => state.set({ q: q || null }, { replace: true }),
});

/** @param {string} id of a place that is chosen in a list */
function showPlace(id) {
  if (panel.isNarrow()) panel.open(false);
  view.select(id, places.feature(id));
  state.set({ place: id });
}

const claims = claimsList(state, { onPlace: showPlace, onPoint: (id) => view.highlight(id), onSpeaker: choose });

const articles = articlesList(state, {
  onProblem: status.problem,
  onFilter(article) {
    if (article && panel.isNarrow()) panel.open(false);
    state.set({ article, place: null });
  },
  async onDone({ message, undo }, gone) {
    const isWaiting = keptFocus();
    say(`${message}.`);
    if (gone && undo) offerUndo({ words: `${message}.`, deletion: undo, onBack: back, onProblem: status.problem });
    const alone = gone && (await articles.isGone(state.get().article));
    if (alone) state.set({ article: null, place: null }, { replace: true });
    await reload({ fit: alone });
    again.refresh().catch(status.problem);
    // From what was deleted the next key leads to Undo.
    if (isWaiting()) need(gone && undo ? "#deleted > *" : need("#lists").hidden ? "#add > summary" : "#results-heading").focus({ preventScroll: true });
  },
});

/** @param {import("../state/filters.js").Choice} filters @param {{replace?: boolean}} [options] */
function choose(filters, options) {
  state.set({ filters, place: null }, options);
}

const filterPanel = filtersPanel(state, {
  onChoose: choose,
  onProblem: status.problem,
  onAnswer(answer) {
    showNumber(need("#claims-count"), answer.claims);
    need("#totals-articles").textContent = `in ${counted(answer.articles, "article")}`;
    line.name(answer.called);
  },
});
const search = searchBox(state, { onChoose: choose });
const line = chosenLine(state, { onRemove: (change) => state.set({ place: null, ...change }) });
const lists = tabs(need("#tabs"), (name) => state.set({ list: name === "places" ? null : name }, { replace: true }));
saveMenu(() => state.link({ at: view.centre() }));

uploads(state, {
  onStart: () => panel.open(true),
  onSome: () => reload({ fit: false }),
  async onAdded(added, { failed, isElsewhere }) {
    const ids = new Set(added.map(({ id }) => String(id)));
    if (!ids.size) return;
    if (!isElsewhere && !failed && panel.isNarrow()) panel.open(false);
    say(`${counted(ids.size, "article")} on the map.`);
    const article = ids.size === 1 ? [...ids][0] : null;
    if (!isElsewhere) state.set({ article, place: null, q: null, filters: state.filters.everyClaim });
    await reload({ fit: !isElsewhere, stay: isElsewhere });
  },
});

/** Ask the server for everything, and draw it. @param {{fit: boolean, stay?: boolean}} options as for ``showMap`` */
async function reload({ fit, stay = false }) {
  filterPanel.renew();
  times.renew();
  articles.refresh().then(showChosen);
  claims.renew();
  await showMap({ fit, stay, exact: true });
}

/**
 * Ask the server for the places of the state, and draw them.
 *
 * @param {{fit: boolean, stay?: boolean, exact?: boolean}} options whether the map shows them all; whether it stays even if it shows
 *   none; whether it moves though it shows all of many already
 */
async function showMap({ fit, stay = false, exact = false }) {
  turn += 1;
  const mine = turn;
  try {
    inView.stop();
    const { article, q } = state.get();
    const went = state.watch(view.isMoving);
    const asked = inView.now();
    const collection = await source.whole(article, { ...asked, ...view.look.asked(asked.zoom), q }, state.query());
    if (mine !== turn) return;
    status.clear();
    features = collection.reach ? [] : collection.features;
    reach = collection.reach ?? [];
    many = collection.reach ? collection.counts.places : 0;
    showHeld(collection.counts, state.isNarrowed());
    if (collection.reach) showMany(collection, asked, { fit: fit && !went(), exact });
    else draw(fit && !went(), stay || went());
  } catch (error) {
    if (mine === turn) status.problem(error);
  }
}

/** Show which article is chosen, and by what name. */
async function showChosen() {
  line.entitle(await articles.choose(state.get()));
}

/**
 * Show what the map shows of many, and ask for more if it has to move for that.
 *
 * @param {import("../shared/types.js").ManyPlaces} collection
 * @param {import("./window.js").Asked} asked
 * @param {{fit: boolean, exact: boolean}} options
 */
function showMany(collection, asked, { fit, exact }) {
  need("#places-view").hidden = false;
  if (fit) view.fitPoints(reach, { place: state.get().place, stay: !exact });
  if (!inView.covers(asked) && !inView.isAsking()) inView.refresh();
  showView(collection, asked); // what is found elsewhere is better than nothing until the rest comes
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
  const now = () => ({ asked: { bbox, q, mentioned: view.look.asked(0).mentioned }, claims: state.query() });
  view.show(answer.features, { partly: true });
  places.show(listed, many, q, further(source, now, answer.list?.after ?? null, places.ended), true);
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
    if (fit) view.fitPoints(reach, { place });
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
  if (place && place !== view.selected()) view.select(place, places.feature(place));
  if (!place && view.selected()) view.close();
}

async function back() {
  const isWaiting = keptFocus();
  say("They are back.");
  await reload({ fit: true }); // where nothing was left there is no heading until then
  if (isWaiting()) need("#results-heading").focus({ preventScroll: true });
  again.refresh().catch(status.problem);
}

const say = (/** @type {string} */ words) => (need("#announce").textContent = words);

const again = rereading({
  ready: status.ready,
  onFound: () => articles.refresh().then(showChosen),
  async onDone(_state, lostFocus) {
    const isWaiting = keptFocus();
    view.close(); // its claims are those of the earlier reading
    await reload({ fit: false });
    if (lostFocus && isWaiting()) need("#results-heading").focus();
  },
});

checking(view, source.mentions, () => reload({ fit: false, stay: true }));
need("#box-here").addEventListener("click", () => choose({ box: [box(view.map.getBounds())] }));
function showState() {
  lists.show(state.get().list ?? "places");
  search.show();
  line.show();
}

view.look.subscribe(() => inView.refresh());
state.subscribe((shown, before, parts) => {
  const asksAnew = parts.has("article") || parts.has("filters");
  const isMoved = Boolean(shown.at && parts.has("at"));
  if (shown.at && isMoved) view.moveTo(shown.at, shown.place);
  showState();
  if (asksAnew) {
    filterPanel.show();
    // Other dates, or the part of the map that is in view, leave the map where it is.
    const isElsewhere = state.filters.changed(shown.filters, before.filters).some((name) => !IN_PLACE.includes(name));
    // What is found now is shown whole, unless the address says which part of the map: so it does after going back.
    const fit = (parts.has("article") || isElsewhere) && !isMoved;
    if (fit && shown.at) queueMicrotask(() => state.set({ at: null }, { replace: true }));
    showMap({ fit, stay: isMoved });
  } else if (parts.has("q")) draw(false);
  else if (parts.has("place")) follow(shown.place);
  if (parts.has("filters")) articles.untick();
  if (parts.has("filters") || parts.has("sort")) articles.refresh().then(showChosen);
  else if (parts.has("article")) showChosen();
  if (asksAnew || parts.has("order")) claims.renew();
  else claims.show();
  if (asksAnew || parts.has("unit")) times.show();
});
status.ready().catch(status.problem);
showState();
const opened = state.get().at;
if (opened) view.moveTo(opened, state.get().place);
else if (reach.length) (times.place(), view.fitPoints(reach));
reload({ fit: !opened, stay: Boolean(opened) });
