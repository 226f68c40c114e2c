/* The keys of reviewing, in one table: what a key does and what the help says of it come from here. */

/**
 * @typedef {object} Key
 * @property {string} act
 * @property {string[]} keys as ``named`` writes them
 * @property {string} label what a button shows
 * @property {string} words what it does
 * @property {string} group
 */

/** @type {readonly Key[]} */
export const KEYS = [
  { act: "next", keys: ["j", "ArrowRight"], label: "j or →", words: "Next mention", group: "Move" },
  { act: "previous", keys: ["k", "ArrowLeft"], label: "k or ←", words: "Previous mention", group: "Move" },
  { act: "accept", keys: ["Enter", "a"], label: "Enter or a", words: "Right as it is", group: "Decide" },
  { act: "candidate", keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], label: "1 to 9", words: "It is this candidate", group: "Decide" },
  { act: "rejected", keys: ["x"], label: "x", words: "Not a place", group: "Decide" },
  { act: "unidentifiable", keys: ["u"], label: "u", words: "A place, but not to be identified", group: "Decide" },
  { act: "search", keys: ["/"], label: "/", words: "Search another place", group: "Decide" },
  { act: "point", keys: ["p"], label: "p", words: "A point on the map", group: "Decide" },
  { act: "area", keys: ["d"], label: "d", words: "An area drawn on the map", group: "Decide" },
  { act: "scope", keys: ["e"], label: "e", words: "How far it applies: next choice", group: "Decide" },
  { act: "mark", keys: ["m"], label: "m", words: "Mark a place that was missed", group: "Text and claims" },
  { act: "speaker", keys: ["s"], label: "s", words: "Speaker of the claim", group: "Text and claims" },
  { act: "undo", keys: ["z", "Ctrl+z"], label: "z or Ctrl+Z", words: "Undo my last step", group: "Undo" },
  { act: "redo", keys: ["Shift+z", "Ctrl+y", "Ctrl+Shift+z"], label: "Shift+Z or Ctrl+Y", words: "Redo it", group: "Undo" },
  { act: "help", keys: ["?"], label: "?", words: "These keys", group: "Undo" },
];

/** What goes on while its key is held down; all else is done once. @type {readonly string[]} */
export const GOES_ON = ["next", "previous"];

const WRITTEN = ["text", "search", "url", "email", "number", "date", "password", "tel", "time", "month", "week"];
const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/**
 * @typedef {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">} Pressed
 *
 * @param {Pressed} event
 * @returns {string} such as "j", "Shift+z" or "Ctrl+y"; empty with the Alt key
 */
export function named({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || !key) return "";
  const isLetter = /^\p{L}$/u.test(key);
  const control = ctrlKey || metaKey ? "Ctrl+" : "";
  // A sign such as "?" may need the key on one keyboard and not on another.
  const shift = shiftKey && (isLetter || key.length > 1) ? "Shift+" : "";
  return control + shift + (isLetter ? key.toLowerCase() : key);
}

/**
 * @param {Pressed} event
 * @returns {{act: string, number: number} | null} what to do, ``number`` which candidate; null for all other keys
 */
export function actOf(event) {
  const name = named(event);
  const key = KEYS.find(({ keys }) => keys.includes(name));
  return key ? { act: key.act, number: Number(name) || 0 } : null;
}

/**
 * Whether what has the focus needs the key itself: a field everything but control keys, a button or link Enter, a
 * choice or a map the arrows.
 *
 * @param {{tag: string, type?: string, editable?: boolean, inMap?: boolean}} at
 * @param {string} name of the key
 */
export function isTaken({ tag, type = "text", editable = false, inMap = false }, name) {
  if (editable || tag === "TEXTAREA" || tag === "SELECT" || (tag === "INPUT" && WRITTEN.includes(type))) return true;
  if (name === "Enter" || name === " ") return ["BUTTON", "A", "SUMMARY", "INPUT"].includes(tag) || inMap;
  return MOVES.includes(name) && (inMap || tag === "INPUT");
}

/** Enter that is held down presses no further button. @param {Document | HTMLElement} within */
export function pressesOnce(within) {
  within.addEventListener("keydown", heldDown, true);
}

/** @param {Event} event */
function heldDown(event) {
  if (!(event instanceof KeyboardEvent) || !event.repeat || event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {string} act
 * @returns {string} the first key of an act, as its button shows it
 */
export function keyOf(act) {
  const first = KEYS.find((key) => key.act === act)?.keys[0] ?? "";
  return first.replace("Shift+z", "Shift+Z").replace("Enter", "↵");
}

/**
 * @param {string} act
 * @returns {string} its first key as ``aria-keyshortcuts`` has it
 */
export function shortcutOf(act) {
  return KEYS.find((key) => key.act === act)?.keys[0].toUpperCase().replace("ENTER", "Enter") ?? "";
}

/** @returns {Map<string, Key[]>} the table by group, for the help */
export function byGroup() {
  /** @type {Map<string, Key[]>} */
  const groups = new Map();
  for (const key of KEYS) groups.set(key.group, [...(groups.get(key.group) ?? []), key]);
  return groups;
}
