/* A place's claims in portions where all of them are at hand: in a map that is opened from a disk. */

/** @typedef {import("../shared/types.js").PopupPortion} PopupPortion */
/** @typedef {import("../shared/types.js").PopupSpeaker} PopupSpeaker */

const PORTION = 20;

/**
 * @param {PopupPortion} detail with every claim
 * @param {string} [after] the cursor of the portion before
 * @returns {PopupPortion} some of the claims; mentions come with the last of them
 */
export function portionOf(detail, after = "") {
  const start = Number(after) || 0;
  const about = one(detail.speakers);
  const claims = [...about, ...one(detail.acting)];
  const end = Math.min(start + PORTION, claims.length);
  const isLast = end === claims.length;
  return {
    ...detail,
    speakers: claims.slice(start, Math.min(end, about.length)),
    acting: claims.slice(Math.max(start, about.length), end),
    mentions: isLast ? detail.mentions : [],
    after: isLast ? null : String(end),
  };
}

/**
 * @param {PopupSpeaker[]} speakers
 * @returns {PopupSpeaker[]} each with one claim; the pop-up puts those of one speaker together again
 */
function one(speakers) {
  return speakers.flatMap((speaker) => speaker.claims.map((claim) => ({ ...speaker, claims: [claim] })));
}
