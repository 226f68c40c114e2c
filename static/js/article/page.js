/* An article's page: its text and its map, linked both ways. */

import { serverSource } from "../shared/api.js";
import { need } from "../shared/dom.js";
import { isPlace } from "../map/badge_faces.js";
import { mapView } from "../map/mapview.js";
import { marginNotes } from "./margin_notes.js";
import { claimFilter } from "./claim_filter.js";
import { marking } from "./marking.js";
import { readingText } from "./reading_text.js";
import { refresh } from "./refresh.js";
import { rereading } from "../shared/rereading.js";
import { pageState } from "../state/state.js";
import { whenReady } from "../shared/status.js";
import { whyPanel } from "../review/why/panel.js";

const page = need("#article");
const id = /** @type {string} */ (page.dataset.article);
const source = serverSource();
const state = pageState();
let turn = 0;
/** @type {Promise<import("../shared/types.js").Places> | null} what the map is to show */
let coming = null;
/** @type {HTMLElement[]} */
let claims = [];
/** @type {ReturnType<typeof marginNotes>} */
let notes;

const view = mapView(source, {
  mentioned: true, // the text beside it names them
  margins: () => ({ left: 0, bottom: 0 }),
  article: () => id,
  claims: () => state.query(),
  // Places can be chosen in the text before the map has them.
  async find(place) {
    /** @type {import("../shared/types.js").MapFeature[]} */
    const features = (await coming)?.features ?? [];
    return features.filter(isPlace).find((one) => one.id === place) ?? null;
  },
  onSelect(place) {
    text.markPlace(place);
    if (!place) return;
    text.bringPlace(place);
    view.select(place);
  },
  onPoint: (place) => text.markPlace(place ?? view.selected()),
});

const text = readingText(need(".article-column"), {
  onMention: (mention) => explain(Number(mention.dataset.mention), mention),
  onPoint: (place) => view.highlight(place),
});

/** @type {Promise<import("../shared/types.js").Mentions> | null} */
let mentions = null;

/** Ask for the article's mentions, once until something about them changes. */
function asked() {
  mentions ??= source
    .mentions(id)
    .then((answer) => {
      // Mentions are known by their number in one reading.
      if (answer.read_with !== page.dataset.readWith) throw new Error("This article was read again after this page was opened. Reload the page.");
      return answer;
    })
    .catch((error) => {
      mentions = null;
      throw error;
    });
  return mentions;
}

const why = whyPanel(need("#why"), {
  map: view.map,
  stays: ".article-map, #mark-words",
  load: asked,
  onShow: (place) => view.select(place),
  async onChanged() {
    mentions = null;
    await refresh(page, window.location.pathname + window.location.search);
    gather();
    narrowClaims();
    await showPlaces({ fit: false });
  },
  openerOf: (_article, { index }) => /** @type {HTMLElement | null} */ (page.querySelector(`[data-mention="${index}"]`) ?? need("#text")),
});
const narrow = window.matchMedia("(max-width: 720px)");

/**
 * Show why a mention is where it is, beside the words or the button that asked, and highlight its place.
 *
 * @param {number} mention
 * @param {HTMLElement} opener
 */
function explain(mention, opener) {
  const place = page.querySelector(`[data-mention="${mention}"]`)?.getAttribute("data-place");
  // A narrow window has no room for a pop-up beside the panel.
  if (place && !narrow.matches) view.select(place);
  void why.open(Number(id), (all) => all[mention], opener);
  if (place && narrow.matches) view.highlight(place);
}

page.addEventListener("click", (event) => {
  const asks = event.target instanceof Element ? event.target.closest("[data-why]") : null;
  if (asks instanceof HTMLElement) explain(Number(asks.dataset.why), asks);
});
marking(need(".article-column"), need("#mark-words"), (span, paragraph) => void why.mark({ article: Number(id), ...span }, paragraph));

/** Find on the page what it says now: its claims, and the buttons that ask why. */
function gather() {
  claims = [...page.querySelectorAll("[data-claim]")]
    .map((item) => /** @type {HTMLElement} */ (item))
    .sort((a, b) => Number(a.dataset.claim) - Number(b.dataset.claim));
  for (const button of page.querySelectorAll("[data-why]")) /** @type {HTMLElement} */ (button).hidden = false;
  notes?.stop();
  notes = marginNotes(
    need("#margin"),
    claims.map((item) => ({
      index: Number(item.dataset.claim),
      speaker: item.dataset.speaker || "Speaker not named",
      cue: item.dataset.cue ?? "",
    })),
    text.claimStart,
    (index) => {
      window.location.hash = `claim-${index}`;
      followHash();
    },
  );
}

function followHash() {
  const { hash } = window.location;
  text.follow(hash);
  const claim = /^#claim-(\d+)$/.exec(hash)?.[1] ?? null;
  notes.mark(claim === null ? null : Number(claim));
  for (const item of claims) item.classList.toggle("is-highlighted", item.dataset.claim === claim);
}

const chooser = claimFilter(page, state.filters, {
  onChoose(filters) {
    state.set({ filters });
  },
});

/** Show the claims that the address selects in the text, the margin, the list and on the map. */
function narrowClaims() {
  const kept = chooser.show(state.get().filters, claims);
  for (const group of page.querySelectorAll(".claim-group")) {
    /** @type {HTMLElement} */ (group).hidden = !group.querySelector("[data-claim]:not([hidden])");
  }
  text.keep(kept);
  notes.keep(kept);
}

rereading({
  ready: whenReady,
  onDone({ article }) {
    if (!article?.outdated) window.location.reload();
  },
});

/** @param {{fit: boolean}} options */
async function showPlaces({ fit }) {
  turn += 1;
  const mine = turn;
  view.close(); // its content was narrowed to other claims
  coming = source.places(id, state.query());
  const { features } = await coming;
  if (mine !== turn) return;
  view.map.invalidateSize();
  // A place that was chosen meanwhile is what the reader wants to see.
  if (fit && !view.selected()) view.fit(features);
  view.show(features);
}

/** @param {Error} error */
function report(error) {
  const problem = need("#map-problem");
  problem.textContent = error.message;
  problem.hidden = false;
}

state.subscribe((_now, _before, parts) => {
  // The map's centre, a place or the order of a list leave the claims as they are.
  if (!parts.has("filters")) return;
  narrowClaims();
  showPlaces({ fit: true }).then(() => {
    need("#map-problem").hidden = true;
  }, report);
});
// On a phone the map gives way to the panel that says why.
new ResizeObserver(() => view.map.invalidateSize({ animate: false })).observe(need(".article-map"));
window.addEventListener("hashchange", followHash);
gather();
followHash();
narrowClaims();
showPlaces({ fit: true }).catch(report);
