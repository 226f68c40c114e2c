/* What the addresses of a person's decisions answer with, as types: nothing here runs.

   Every start and end counts characters (code points) of an article's text, the end exclusive. */

/**
 * @typedef {[number, number]} Words start and end
 * @typedef {"mention" | "claim" | "article" | "collection" | "everywhere"} Scope
 * @typedef {{id: number, title: string, href: string, date?: string | null, publisher?: string | null, collection?: {id: number, name: string} | null}} ReviewedArticle
 * @typedef {{id: string, name: string, path?: string, lat: number, lon: number, precision?: string}} ReviewedPlace
 * @typedef {ReviewedPlace & {score: number, evidence: string[], chosen: boolean}} Candidate
 * @typedef {{id?: string, name?: string, lat?: number, lon?: number, area?: {type: "Polygon", coordinates: [number, number][][]}}} GivenPlace a
 *   place by its id, or a point or an area with its name
 */

/**
 * A mention in the queue of those that need a person.
 *
 * @typedef {object} QueueItem
 * @property {ReviewedArticle} article
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {{id: string, name: string, path?: string} | null} place
 * @property {number} claims
 * @property {string[]} reasons why it is asked about
 * @property {string} status "unverified", "verified", "corrected", "not_identifiable" or "rejected"
 * @typedef {{items: QueueItem[], after: string | null}} QueuePortion
 */

/**
 * A mention with all that a person needs to decide.
 *
 * @typedef {{start: number, end: number, text: string, status: string, place: {id: string, name: string} | null}} Name
 * @typedef {object} ReviewedMention
 * @property {string} text
 * @property {number} start
 * @property {number} end
 * @property {string} kind
 * @property {string} status
 * @property {ReviewedPlace | null} place
 * @property {number} confidence from 0 to 1
 * @property {string[]} why why the words are a place
 * @property {string[]} [why_here]
 * @property {string[]} contrast
 * @property {string | null} [unmapped] why it puts nothing on the map
 * @property {string[]} decisions the uids of those in effect
 * @typedef {{id?: string | null, name: string, description?: string | null, generic?: boolean}} ClaimSpeaker
 * @typedef {{start: number, end: number, text: string, name: string | null, role: string, basis: string}} ClaimLink
 * @typedef {object} ReviewedClaim
 * @property {number} position in the reading
 * @property {number} start
 * @property {string} quote
 * @property {ClaimSpeaker | null} speaker
 * @property {string} manner
 * @property {string} status
 * @property {Words[]} content
 * @property {ClaimLink[]} places
 * @typedef {{start: number, text: string, names: Name[]}} Paragraph
 * @typedef {object} Item
 * @property {ReviewedArticle} article
 * @property {Paragraph} paragraph
 * @property {ReviewedMention} mention
 * @property {Candidate[]} candidates
 * @property {ReviewedClaim[]} claims
 * @property {number} others of the same name in this article
 */

/**
 * What follows from a decision.
 *
 * @typedef {object} Decision
 * @property {string} uid
 * @property {string} what
 * @property {string} words
 * @property {string} who
 * @property {string} when
 * @property {Scope} scope
 * @property {string} reach its scope in words
 * @property {string} [why]
 * @property {boolean} [undone]
 * @property {string} [undone_by]
 * @property {string | null} [href]
 * @property {ReviewedArticle | null} [article]
 * @typedef {{articles: number, mentions: number}} Changed
 * @typedef {{decision: Decision, words: string, changed: Changed, job: number | null, spreads: boolean, conflict: boolean, at: At | null}} Decided
 * @typedef {import("../shared/types.js").Job & {name: string, seconds_left: number | null, decision: string, undone: boolean, counting: boolean}} Spreading
 *   a job that shows a decision on further articles, or takes it from them if it is undone; while it is counting them their number is
 *   not known
 * @typedef {{article: number, start: number, end: number}} At
 * @typedef {{decisions: Decision[], after: string | null, whos?: string[]}} DecisionPortion
 * @typedef {{article: ReviewedArticle, start: number, end: number, before: string, words: string, after: string, place: {id: string, name: string, path?: string} | null}} Example
 * @typedef {{mentions: number, articles: number, otherwise: number, decided: number, examples: Example[], more: number}} Alike
 * @typedef {{reviewed: number, mentions: number, words: string}} Progress
 * @typedef {{shown: Decision, other: Decision, all: Decision[], article: ReviewedArticle | null, before: string, words: string, after: string}} Conflict
 * @typedef {{added: number, known: number, waiting: number, conflicts: number}} Imported
 */

/**
 * A decision that is to be made, without its scope and whose it is.
 *
 * @typedef {{what: string, value: Record<string, unknown>, spans?: Words[], start?: number, end?: number}} Wish
 */

export {};
