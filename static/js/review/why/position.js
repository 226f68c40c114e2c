/* Where the panel beside some words stands: under them or over them, where there is more room. */

const GAP = 8;
const LEAST_HEIGHT = 300;

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} opener
 */
export function placedBeside(panel, opener) {
  const words = opener.getClientRects()[0] ?? opener.getBoundingClientRect();
  const column = /** @type {HTMLElement} */ (panel.offsetParent ?? panel.parentElement);
  const box = column.getBoundingClientRect();
  const below = window.innerHeight - words.bottom - 2 * GAP;
  const above = words.top - 52 - 2 * GAP;
  const under = below >= Math.min(panel.scrollHeight, LEAST_HEIGHT) || below >= above;
  const room = Math.max(LEAST_HEIGHT, under ? below : above);
  const left = Math.min(words.left - box.left, box.width - panel.offsetWidth - 32);
  const style = {
    "--why-top": under ? `${words.bottom - box.top + GAP}px` : "auto",
    "--why-bottom": under ? "auto" : `${box.bottom - words.top + GAP}px`,
    "--why-left": `${Math.max(GAP, left)}px`,
    "--why-room": `${room}px`,
  };
  for (const [name, value] of Object.entries(style)) panel.style.setProperty(name, value);
  if (words.bottom > panel.getBoundingClientRect().top && getComputedStyle(panel).position === "fixed") {
    opener.scrollIntoView({ block: "start" });
  }
}
