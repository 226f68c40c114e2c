/*
 * Where badges go so that each can be seen and clicked: close ones are moved apart, crowds are gathered,
 * and a name is written beside a badge where there is room. Screen pixels throughout; no map, no page.
 */

/** @typedef {"centre" | "right" | "left" | "above" | "below"} Side */

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {number} x
 * @property {number} y
 * @property {number} half half the badge's width
 * @property {number} label width of the name beside or in it
 * @property {boolean} centred whether the name is in the badge (an area) or to its right (a point)
 * @property {boolean} [apart] whether it is gathered with no others, and others make room for it
 * @property {boolean} [yields] whether its badge is left out where there is no room: the area itself is drawn
 *
 * @typedef {object} Placed
 * @property {string} id the item's; for a crowd the first member's
 * @property {number} x
 * @property {number} y
 * @property {number} half
 * @property {"" | Side} label where the name is written; "" where there is no room
 * @property {string[]} members more than one for a crowd
 * @property {Item} item
 */

const MANY = 150;
const CROWD = { radius: 15, size: 5 };
const CROWD_AMONG_MANY = { radius: 26, size: 3 };
const CROWD_HALF = 19;
/** Width of the words that stand after the name of a crowd's foremost place. */
export const OTHERS = 74;
const GAP = 3;
const ROUNDS = 24;
const HALF_HEIGHT = 12;
/** How far a badge may be moved from its place, in its own widths, before it is gathered with its neighbour. */
const FARTHEST = 1.2;
const GATHERINGS = 12;
/** Where a badge that yields may stand, in halves of its width from its place. */
const SPOTS = [[0, 0], [0, -2], [0, 2], [-2, 0], [2, 0]];
const CENTRED = /** @type {const} */ (["centre", "right", "left"]);
/** @type {Set<"" | Side>} */
const UPRIGHT = new Set(["above", "below"]);
const BESIDE = /** @type {const} */ (["right", "left", "above", "below"]);

/**
 * @param {Item[]} items most important first
 * @param {object} options
 * @param {boolean} options.gather whether crowds may be gathered into one badge
 * @param {boolean} [options.move] whether badges may be moved apart
 * @param {Box | null} [options.view] what lies outside is skipped
 * @param {Box | null} [options.room] what names may cover
 * @param {(members: string[]) => number} [options.halfOf] half the width of a crowd's badge
 * @returns {Placed[]} in the same order
 */
export function layOut(items, { gather, move = true, view = null, room = null, halfOf = () => CROWD_HALF }) {
  const firm = items.filter(({ yields }) => !yields);
  const own = firm.filter(({ apart }) => apart).map(alone);
  const rest = own.length ? firm.filter(({ apart }) => !apart) : firm;
  const all = [...own, ...(gather ? gathered(rest, halfOf) : rest.map(alone))];
  let placed = view ? all.filter((one) => crossing(badgeBox(one), view)) : all;
  if (move) spread(placed);
  for (let round = 0; gather && move && round < GATHERINGS && placed.some(isFar); round += 1) {
    placed = joined(placed, halfOf);
    spread(placed);
  }
  placed = [...placed, ...fitting(items.filter(({ yields }) => yields), placed)];
  const rank = new Map(items.map(({ id }, index) => [id, index]));
  placed.sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
  label(placed, room);
  return placed;
}

/**
 * Those that find room where they are, or a little above or below it, the important ones first.
 *
 * @param {Item[]} items
 * @param {Placed[]} placed
 * @returns {Placed[]}
 */
function fitting(items, placed) {
  const taken = placed.map(badgeBox);
  return items.flatMap((item) => {
    const spot = SPOTS.map(([x, y]) => ({ ...alone(item), x: item.x + x * item.half, y: item.y + y * item.half }))
      .find((one) => !taken.some((box) => crossing(box, badgeBox(one))));
    if (!spot) return [];
    taken.push(badgeBox(spot));
    return [spot];
  });
}

/**
 * What badges and their names cover.
 *
 * @param {Placed[]} placed
 * @returns {Box[]}
 */
export function covered(placed) {
  return placed.flatMap((one) => [...(!one.label || UPRIGHT.has(one.label) ? [badgeBox(one)] : []), ...(one.label ? [labelBox(one, one.label)] : [])]);
}

/**
 * @param {Item} item
 * @returns {Placed}
 */
function alone(item) {
  return { id: item.id, x: item.x, y: item.y, half: item.half, label: "", members: [item.id], item };
}

/**
 * Gather what lies within a few pixels of a more important item, if there are many.
 *
 * @param {Item[]} items
 * @param {(members: string[]) => number} halfOf
 * @returns {Placed[]}
 */
function gathered(items, halfOf) {
  const { radius, size } = items.length > MANY ? CROWD_AMONG_MANY : CROWD;
  /** @type {Map<string, {first: Item, rest: Item[]}[]>} */
  const cells = new Map();
  const groups = [];
  for (const item of items) {
    const column = Math.floor(item.x / radius);
    const row = Math.floor(item.y / radius);
    const near = neighbours(column, row).flatMap((key) => cells.get(key) ?? []);
    const group = near.find(({ first }) => Math.hypot(first.x - item.x, first.y - item.y) < radius);
    if (group) {
      group.rest.push(item);
      continue;
    }
    const fresh = { first: item, rest: [] };
    const key = `${column}:${row}`;
    cells.set(key, [...(cells.get(key) ?? []), fresh]);
    groups.push(fresh);
  }
  return groups.flatMap(({ first, rest }) => {
    const members = [first, ...rest];
    if (members.length < size) return members.map(alone);
    const ids = members.map(({ id }) => id);
    return [{ ...alone(first), half: halfOf(ids), members: ids }];
  });
}

/** @param {Placed} one */
function isFar({ x, y, half, item }) {
  return !item.apart && Math.hypot(x - item.x, y - item.y) > FARTHEST * 2 * half;
}

/**
 * Gather each badge that was pushed too far with the one whose place is nearest; all return to their own places.
 *
 * @param {Placed[]} placed
 * @param {(members: string[]) => number} halfOf
 * @returns {Placed[]}
 */
function joined(placed, halfOf) {
  const gone = new Set();
  const members = new Map(placed.map((one) => [one, one.members]));
  for (const one of [...placed].reverse()) {
    if (!isFar(one) || gone.has(one)) continue;
    let nearest = null;
    let least = Infinity;
    for (const other of placed) {
      const away = Math.hypot(other.item.x - one.item.x, other.item.y - one.item.y);
      if (other === one || other.item.apart || gone.has(other) || away >= least) continue;
      [nearest, least] = [other, away];
    }
    if (!nearest) continue;
    const [first, second] = placed.indexOf(one) < placed.indexOf(nearest) ? [one, nearest] : [nearest, one];
    gone.add(second);
    members.set(first, [...(members.get(first) ?? []), ...(members.get(second) ?? [])]);
  }
  return placed
    .filter((one) => !gone.has(one))
    .map((one) => {
      const all = members.get(one) ?? one.members;
      return { ...alone(one.item), half: all.length > 1 ? halfOf(all) : one.item.half, members: all };
    });
}

/**
 * @param {number} column
 * @param {number} row
 * @returns {string[]}
 */
function neighbours(column, row) {
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => `${column + dx}:${row + dy}`));
}

/**
 * Push overlapping badges apart; the less important one of a pair moves further.
 *
 * @param {Placed[]} placed
 */
function spread(placed) {
  const rank = new Map(placed.map((one, index) => [one, index]));
  const widest = Math.max(0, ...placed.map(({ half }) => half));
  const byX = [...placed];
  for (let round = 0; round < ROUNDS; round += 1) {
    byX.sort((a, b) => a.x - b.x);
    let moved = false;
    for (let i = 0; i < byX.length; i += 1) {
      for (let j = i + 1; j < byX.length && byX[j].x - byX[i].x < 2 * widest + GAP; j += 1) {
        const [a, b] = /** @type {number} */ (rank.get(byX[i])) < /** @type {number} */ (rank.get(byX[j]))
          ? [byX[i], byX[j]]
          : [byX[j], byX[i]];
        moved = push(a, b) || moved;
      }
    }
    if (!moved) return;
  }
}

/**
 * @param {Placed} firm
 * @param {Placed} loose
 * @returns {boolean} whether they stood too near
 */
function push(firm, loose) {
  const apart = firm.half + loose.half + GAP;
  let dx = loose.x - firm.x;
  let dy = loose.y - firm.y;
  let distance = Math.hypot(dx, dy);
  if (distance >= apart) return false;
  if (distance < 0.01) {
    // Two at one point: a direction that depends on the names alone, so that a redraw gives the same map.
    const turn = [...loose.id].reduce((sum, char) => sum + char.charCodeAt(0), 0);
    [dx, dy, distance] = [Math.cos(turn), Math.sin(turn), 1];
  }
  const step = (apart - Math.min(distance, apart)) || apart / 2;
  firm.x -= (dx / distance) * step * 0.25;
  firm.y -= (dy / distance) * step * 0.25;
  loose.x += (dx / distance) * step * 0.75;
  loose.y += (dy / distance) * step * 0.75;
  return true;
}

/**
 * Write names where they cover nothing, the important ones first.
 *
 * @param {Placed[]} placed
 * @param {Box | null} room
 */
function label(placed, room) {
  const taken = placed.map((one) => ({ owner: one, box: badgeBox(one) }));
  for (const one of placed) {
    const sides = one.item.centred && one.members.length === 1 ? CENTRED : BESIDE;
    const side = sides.find((at) => {
      const name = labelBox(one, at);
      if (room && (name.left < room.left || name.right > room.right || name.top < room.top || name.bottom > room.bottom)) return false;
      return !taken.some(({ owner, box }) => owner !== one && crossing(name, box));
    });
    if (!side) continue;
    one.label = side;
    taken.push({ owner: one, box: labelBox(one, side) });
  }
}

/** @param {Placed} one */
function badgeBox({ x, y, half }) {
  return { left: x - half, right: x + half, top: y - half, bottom: y + half };
}

/**
 * The box of a badge and its name together; of the name alone where it stands above or below.
 *
 * @param {Placed} one
 * @param {Side} side
 */
function labelBox({ x, y, half, item, members }, side) {
  const label = item.label + (members.length > 1 ? OTHERS : 0);
  if (side === "above" || side === "below") {
    const top = side === "above" ? y - half - 2 * HALF_HEIGHT : y + half;
    return { left: x - label / 2, right: x + label / 2, top, bottom: top + 2 * HALF_HEIGHT };
  }
  const shift = { centre: label / 2, right: 0, left: label }[side];
  const left = x - half - shift;
  return { left, right: left + 2 * half + label, top: y - HALF_HEIGHT, bottom: y + HALF_HEIGHT };
}

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */

/**
 * @param {Box} a
 * @param {Box} b
 */
function crossing(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
