/* The bars of the time line on a canvas: those of the chosen range in full colour, with years or months below. */

import { ticks } from "./time_scale.js";

/** @typedef {import("./time_scale.js").Bar} Bar */

const WORDS = 14;
const WIDEST = 44;
const WIDTH_OF_WORDS = 74;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{bars: Bar[], unit: import("./time_scale.js").Unit, left: number, right: number}} shown places from 0 to 1
 */
export function drawBars(canvas, { bars, unit, left, right }) {
  const scale = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paint = canvas.getContext("2d");
  if (!paint || !bars.length || !width) return;
  const style = getComputedStyle(canvas);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  paint.scale(scale, scale);
  const withWords = height >= 3 * WORDS;
  const room = height - (withWords ? WORDS : 0) - 1;
  const most = Math.max(1, ...bars.map(({ claims }) => claims));
  const each = width / bars.length;
  const wide = Math.max(1, Math.min(WIDEST, each > 4 ? each - 1 : each));
  bars.forEach(({ claims }, index) => {
    if (!claims) return;
    const tall = Math.max(1.5, (claims / most) * (room - 2));
    const middle = (index + 0.5) / bars.length;
    paint.fillStyle = colour(middle >= left && middle <= right ? "--claim" : "--line-strong");
    paint.globalAlpha = middle >= left && middle <= right ? 1 : 0.55;
    paint.fillRect(index * each + (each - wide) / 2, room - tall, wide, tall);
  });
  paint.globalAlpha = 1;
  paint.fillStyle = colour("--line");
  paint.fillRect(0, room, width, 1);
  if (!withWords) return;
  paint.fillStyle = colour("--ink-3");
  paint.font = `11px ${style.fontFamily}`;
  paint.textBaseline = "bottom";
  for (const { place, text } of ticks(bars, unit, Math.floor(width / WIDTH_OF_WORDS))) {
    const long = paint.measureText(text).width;
    const x = Math.min(place * width + Math.max(1, (each - long) / 2), width - long);
    paint.fillText(text, x, height);
  }
}
