/* The time line: claims by the date of their articles; a range is dragged, typed, or moved with the arrow keys. */

import { getJson } from "../shared/api.js";
import { need } from "../shared/dom.js";
import { counted, shownDate } from "../shared/numbers.js";
import { asked } from "./claims_list.js";
import { drawBars } from "./time_plot.js";
import { barAt, bars as barsOf, barsIn, called, placeOf, rangeOf, toDay, unitsFor } from "./time_scale.js";

/** @typedef {import("./time_scale.js").Bar} Bar */
/** @typedef {import("./time_scale.js").Range} Range */
/** @typedef {import("./time_scale.js").Unit} Unit */
/** @typedef {import("../state/state.js").State} State */

const KEPT = "mention-mapper-time-line";
const STEP = 1_200;
const GAP = 12;
const NARROW = window.matchMedia("(max-width: 720px)");
const MOVED = 3;
/** @type {Record<string, number>} */
const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };

/**
 * @param {State} state
 * @param {{onRange: (range: Range & {undated: boolean}, options: {replace: boolean}) => void, onSize: () => void}} events
 */
export function timeLine(state, { onRange, onSize }) {
  const section = need("#times");
  const plot = need("#times-plot");
  const canvas = /** @type {HTMLCanvasElement} */ (need("#times-bars", plot));
  const pane = need("#times-window", plot);
  const handles = { from: need("#times-from-handle"), to: need("#times-to-handle") };
  const inputs = { from: /** @type {HTMLInputElement} */ (need("#times-from")), to: /** @type {HTMLInputElement} */ (need("#times-to")) };
  const units = /** @type {HTMLSelectElement} */ (need("#times-unit"));
  const play = need("#times-play");
  const here = need("#times-here");
  const switches = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-times-switch]")]);
  /** @type {Bar[]} */
  let bars = [];
  /** @type {Unit} */
  let unit = "month";
  let undated = 0;
  let last = "";
  let playing = 0;
  let isOpen = localStorage.getItem(KEPT) !== "hidden";
  /** @type {AbortController | null} */
  let asking = null;

  /** @returns {Range} */
  function chosen() {
    const { from, to } = state.get().filters;
    return { from: from?.[0] ?? "", to: to?.[0] ?? "" };
  }

  /** @param {Range} range */
  function draw(range) {
    const left = range.from ? placeOf(bars, toDay(range.from)) : 0;
    const right = range.to ? placeOf(bars, toDay(range.to) + 1) : 1;
    drawBars(canvas, { bars, unit, left, right });
    pane.style.left = `${left * 100}%`;
    pane.style.width = `${Math.max(0, right - left) * 100}%`;
    pane.classList.toggle("is-all", !range.from && !range.to);
    const ends = bars.length ? barsIn(bars, range) : [0, 0];
    const words = { from: shownDate(range.from) || "the first day", to: shownDate(range.to) || "the last day" };
    for (const [index, name] of /** @type {const} */ (["from", "to"]).entries()) {
      handles[name].setAttribute("aria-valuemax", String(Math.max(0, bars.length - 1)));
      handles[name].setAttribute("aria-valuenow", String(ends[index]));
      handles[name].setAttribute("aria-valuetext", words[name]);
      if (inputs[name] !== document.activeElement) inputs[name].value = range[name];
    }
    need("#times-all").hidden = !range.from && !range.to;
    need("#times-words").textContent = words_(range);
  }

  /** @param {Range} range */
  function words_({ from, to }) {
    if (!bars.length) return undated ? "No article of these claims has a date" : "No claims";
    const [first, end] = barsIn(bars, { from, to });
    const inside = bars.slice(first, end + 1).reduce((sum, { claims }) => sum + claims, 0);
    if (from || to) return `${shownDate(from) || "the beginning"} to ${shownDate(to) || "the end"}`;
    return `${counted(inside, "claim")} by date`;
  }

  /**
   * @param {number} one
   * @param {number} other
   * @param {{replace?: boolean}} [options]
   */
  function choose(one, other, { replace = false } = {}) {
    onRange({ ...rangeOf(bars, one, other), undated: false }, { replace });
  }

  // Dragging: a new range, an end of it, or all of it.
  /** @type {{what: "from" | "to" | "new" | "move", at: number, ends: [number, number], x: number} | null} */
  let drag = null;
  /** What came while a range was dragged. @type {import("../shared/types.js").Timeline | null} */
  let late = null;
  const placeAt = (/** @type {PointerEvent} */ { clientX }) => (clientX - plot.getBoundingClientRect().left) / plot.clientWidth;

  /** @param {number} at @returns {[number, number]} */
  function dragged(at) {
    if (!drag) return [0, 0];
    const [first, end] = drag.ends;
    if (drag.what === "new") return [drag.at, at];
    if (drag.what === "move") {
      const by = Math.max(-first, Math.min(bars.length - 1 - end, at - drag.at));
      return [first + by, end + by];
    }
    return drag.what === "from" ? [at, end] : [first, at];
  }

  plot.addEventListener("pointerdown", (event) => {
    if (!bars.length || event.button) return;
    stop();
    const on = event.target instanceof Element ? event.target : plot;
    const what = on === handles.from ? "from" : on === handles.to ? "to" : on === pane && !pane.classList.contains("is-all") ? "move" : "new";
    drag = { what, at: barAt(bars, placeAt(event)), ends: barsIn(bars, chosen()), x: event.clientX };
    plot.setPointerCapture(event.pointerId);
    if (on instanceof HTMLElement && on.tabIndex === 0) on.focus();
    event.preventDefault();
  });
  plot.addEventListener("pointermove", (event) => {
    if (!bars.length) return;
    const at = barAt(bars, placeAt(event));
    if (drag) draw(rangeOf(bars, ...dragged(at)));
    here.textContent = `${called(bars[at], unit)}: ${counted(bars[at].claims, "claim")}`;
  });
  plot.addEventListener("pointerleave", () => (here.textContent = ""));
  plot.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const moved = Math.abs(event.clientX - drag.x) > MOVED;
    const range = dragged(barAt(bars, placeAt(event)));
    const { what } = drag;
    drag = null;
    if (moved || what === "new") choose(...range);
    drop();
  });
  plot.addEventListener("pointercancel", drop);

  /** Nothing is dragged any more. */
  function drop() {
    drag = null;
    if (late) take(late);
    late = null;
    draw(chosen());
  }

  for (const name of /** @type {const} */ (["from", "to"])) {
    handles[name].addEventListener("keydown", (event) => {
      const step = KEYS[event.key];
      if (event.key === "Escape") return onRange({ from: "", to: "", undated: false }, { replace: true });
      if (!step || !bars.length) return;
      event.preventDefault();
      const [first, end] = barsIn(bars, chosen());
      const at = Math.max(0, Math.min(bars.length - 1, (name === "from" ? first : end) + step));
      if (name === "from") choose(Math.min(at, end), end, { replace: true });
      else choose(first, Math.max(at, first), { replace: true });
    });
    inputs[name].addEventListener("change", () => onRange({ ...chosen(), [name]: inputs[name].value, undated: false }, { replace: false }));
  }
  need("#times-all").addEventListener("click", () => onRange({ from: "", to: "", undated: false }, { replace: false }));
  need("#times-undated").addEventListener("click", (event) => {
    event.preventDefault();
    onRange({ from: "", to: "", undated: !(state.get().filters.undated ?? []).length }, { replace: false });
  });
  units.addEventListener("change", () => state.set({ unit: units.value || null }, { replace: true }));

  play.addEventListener("click", () => {
    if (playing) return stop();
    if (!bars.length) return;
    const { from, to } = chosen();
    const [first, end] = from || to ? barsIn(bars, { from, to }) : [0, Math.max(0, Math.round(bars.length / 12) - 1)];
    const width = end - first;
    let at = end >= bars.length - 1 ? 0 : first;
    const step = () => {
      if (at + width > bars.length - 1) return stop();
      choose(at, at + width, { replace: playing > 0 && at > first });
      at += 1;
    };
    playing = window.setInterval(step, STEP);
    play.textContent = "Stop";
    step();
  });

  function stop() {
    window.clearInterval(playing);
    playing = 0;
    play.textContent = "Play";
  }

  /** @param {boolean} open */
  function setOpen(open) {
    isOpen = open;
    localStorage.setItem(KEPT, open ? "shown" : "hidden");
    show();
  }

  for (const button of switches) {
    button.addEventListener("click", () => {
      setOpen(!isOpen);
      if (!isOpen) stop();
      if (section.contains(button)) switches.find((one) => !section.contains(one))?.focus();
    });
  }

  /** Take the room that the line needs: the map is fitted beside it. */
  function place() {
    section.hidden = !isOpen;
    for (const button of switches) if (!section.contains(button)) button.setAttribute("aria-pressed", String(isOpen));
    onSize();
  }

  /** Ask for the bars if they may be others by now, and draw them. */
  async function show() {
    place();
    if (!isOpen) return;
    const query = asked(state);
    for (const name of ["from", "to", "undated"]) query.delete(name);
    query.set("whole", "yes");
    if (state.get().unit) query.set("unit", state.get().unit ?? "");
    if (String(query) !== last) {
      last = String(query);
      asking?.abort();
      asking = new AbortController();
      const { signal } = asking;
      /** @type {import("../shared/types.js").Timeline | null} */
      const answer = await getJson(`/api/timeline?${query}`, signal).catch(() => null);
      if (signal.aborted) return;
      if (!answer) last = ""; // the map says what is wrong
      else if (drag) late = answer;
      else take(answer);
    }
    if (!drag) draw(chosen());
  }

  /** @param {import("../shared/types.js").Timeline} answer */
  function take(answer) {
    unit = /** @type {Unit} */ (answer.unit);
    undated = answer.undated;
    bars = barsOf(answer);
    section.classList.toggle("is-empty", !bars.length);
    const fitting = unitsFor(bars);
    for (const option of units.options) option.disabled = option.value !== "" && !fitting.includes(/** @type {Unit} */ (option.value));
    units.value = state.get().unit ?? "";
    units.options[0].textContent = `auto: ${unit}`;
    const link = /** @type {HTMLAnchorElement} */ (need("#times-undated"));
    link.hidden = !undated && !(state.get().filters.undated ?? []).length;
    link.textContent = `${undated.toLocaleString("en")} undated`;
    link.title = "Claims in articles without a date";
  }

  new ResizeObserver(() => bars.length && draw(chosen())).observe(canvas);
  new ResizeObserver(onSize).observe(section);
  new MutationObserver(() => bars.length && draw(chosen())).observe(document.documentElement, { attributeFilter: ["data-theme"] });

  /** Show which range is chosen, and ask for the bars if they may be others. */
  function showChosen() {
      const only = (state.get().filters.undated ?? []).length > 0;
      const link = /** @type {HTMLAnchorElement} */ (need("#times-undated"));
      if (only) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      link.href = state.link({ filters: { from: [], to: [], undated: only ? [] : ["yes"] } });
      return show();
  }

  return {
    place,
    show: showChosen,
    /** The articles changed: ask again although the question is the same. */
    renew() {
      last = "";
      return showChosen();
    },
    /** @returns {number} pixels of the map that it covers */
    height: () => (section.offsetHeight && !NARROW.matches ? section.offsetHeight + GAP : section.offsetHeight),
  };
}
