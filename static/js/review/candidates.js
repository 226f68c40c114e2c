/* The candidates of a mention, numbered as on the map, each a button that says what speaks for it. */

import { el, keycap, link } from "../shared/dom.js";
import { exactness } from "../shared/words.js";

/** @typedef {import("./types.js").Candidate} Candidate */

/** As many as there are keys. */
export const MOST = 9;

/**
 * @param {readonly Candidate[]} candidates
 * @param {{onChoose: (candidate: Candidate) => void, onPoint: (index: number | null) => void}} events ``onPoint`` gets which is
 *   pointed at
 */
export function candidateList(candidates, { onChoose, onPoint }) {
  const items = candidates.slice(0, MOST).map((candidate, index) => {
    const button = el(
      "button",
      { type: "button", class: "candidate", "aria-pressed": String(candidate.chosen), "aria-keyshortcuts": String(index + 1) },
      keycap(String(index + 1)),
      el("span", { class: "candidate-name" }, el("bdi", {}, candidate.name), candidate.chosen ? el("span", { class: "candidate-now" }, "now") : null),
      el("span", { class: "candidate-score" }, `${Math.round(candidate.score * 100)}%`),
      el("span", { class: "candidate-path" }, [candidate.path, howExact(candidate)].filter(Boolean).join(" · ")),
      candidate.evidence.length ? el("span", { class: "candidate-why" }, sentence(candidate.evidence)) : null,
    );
    button.addEventListener("click", () => onChoose(candidate));
    for (const type of ["mouseenter", "focus"]) button.addEventListener(type, () => onPoint(index));
    for (const type of ["mouseleave", "blur"]) button.addEventListener(type, () => onPoint(null));
    const about = hasPage(candidate) ? link(`/gazetteer/${encodeURI(candidate.id)}`, "About", { class: "candidate-about", "aria-label": `About ${candidate.name}` }) : null;
    return el("li", { class: "candidate-row" }, button, about);
  });
  return el("ol", { class: "candidate-list", "aria-label": "Candidates" }, ...items);
}

/** @param {Candidate} candidate */
function howExact({ id, precision }) {
  if (id.startsWith("area:")) return "an area drawn on the map";
  return id.startsWith("point:") ? "a point on the map" : precision && exactness(precision);
}

/** @param {Candidate} candidate @returns {boolean} whether the gazetteer has a page about it */
function hasPage({ id, precision }) {
  return !/^(point|area):/.test(id) && precision !== "approximate";
}

/** @param {string[]} evidence */
function sentence(evidence) {
  const words = evidence.map((one) => one.replace(/\.+$/, "")).join("; ").replace(/\s+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
