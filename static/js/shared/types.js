/* What the server's addresses answer with, as types: nothing here runs. */

/**
 * A place on the map, as `webapp/maps/features.py` writes it.
 *
 * @typedef {object} PlaceProperties
 * @property {undefined} [cell]
 * @property {string} name
 * @property {string} precision "site", "settlement", "district", "region", "country", "beyond" or "approximate"
 * @property {boolean} is_area
 * @property {boolean} has_outline
 * @property {string} path the areas that it lies in
 * @property {string[]} written the forms in which articles name it
 * @property {number} claims about it; without ``is_about`` those in which it has a role that the filters ask for
 * @property {boolean} [is_about]
 * @property {number} by_context those of its claims that do not name it themselves
 * @property {number} acting claims in which it only acts
 * @property {number} [origin] claims that were reported from it
 * @property {number} [named] claims in which it is part of another name
 * @property {number} mentions
 * @property {number} articles
 *
 * @typedef {object} PlaceFeature
 * @property {string} id
 * @property {Point} geometry
 * @property {undefined} [bbox]
 * @property {PlaceProperties} properties
 */

/**
 * Many places that lie close together, drawn as one marker.
 *
 * @typedef {{cell: true, places: number, claims: number, name: string, is_area?: undefined, has_outline?: undefined}} CellProperties
 * @typedef {{id: string, geometry: Point, bbox: [number, number, number, number], properties: CellProperties}} CellFeature
 * @typedef {PlaceFeature | CellFeature} MapFeature
 */

/**
 * @typedef {{coordinates: [number, number]}} Point longitude, then latitude
 * @typedef {{articles: number, places: number, claims: number, attitudes: number}} MapCounts
 * @typedef {{features: PlaceFeature[], counts: MapCounts, truncated?: boolean, reach?: undefined}} AllPlaces
 * @typedef {MapAnswer & {counts: MapCounts, reach: [number, number][]}} ManyPlaces what the map shows of many, and where the busiest
 *   of all are
 * @typedef {AllPlaces | ManyPlaces} Places
 * @typedef {{features: PlaceFeature[], after: string | null}} PlacePortion
 * @typedef {{features: MapFeature[], list?: PlacePortion}} MapAnswer what the map shows of a view
 * @typedef {object} Asked
 * @property {string} [bbox]
 * @property {number} [zoom]
 * @property {string | null} [q]
 * @property {string} [ids]
 * @property {string | null} [after]
 * @property {string | null} [group] "no" for the busiest places themselves in place of groups of them
 * @property {string} [mentioned] "no" leaves out places that no claim is about
 * @typedef {import("geojson").Polygon | import("geojson").MultiPolygon} Area
 * @typedef {import("geojson").Feature<Area> & {id: string}} Outline
 */

/**
 * @typedef {{id: number, title: string, publisher: string | null, date: string | null}} ArticleRef date such as 2026-02-04
 * @typedef {ArticleRef & {claims: number, places: number, outdated: boolean, href: string}} Article one of the list
 * @typedef {{articles: Article[], after: string | null, total: number, found: number, listed: number}} ArticlePortion
 */

/**
 * @typedef {{start: string, claims: number}} TimePoint the first day of a unit of time
 * @typedef {{unit: string, points: TimePoint[], undated: number}} Timeline
 * @typedef {Record<string, Record<string, string>>} CalledValues by filter and value
 * @typedef {{claims: number, articles: number, facets: Facet[], called: CalledValues}} FacetsAnswer
 * @typedef {{articles: number, message: string, undo: string | null}} ManyDone
 */

/**
 * A claim in a place's pop-up.
 *
 * @typedef {object} PopupClaim
 * @property {string} kind "direct", "indirect" or "mixed"
 * @property {string | null} cue
 * @property {string | null} manner_words
 * @property {boolean} nested
 * @property {string | null} reported_by
 * @property {string | null} speaker
 * @property {string[]} fragments its words
 * @property {boolean} attitude
 * @property {string | null} ground what ties it to the place; null where it names the place
 * @property {string} sure
 * @property {string | null} href
 * @property {ArticleRef} article
 * @property {string} [status_words] what a person decided about it; empty if nobody did
 * @property {string[]} [notes]
 * @property {string[]} [tags]
 */

/**
 * What a place's pop-up shows, or a portion of it.
 *
 * @typedef {{name: string | null, href: string | null, description: string | null, claims: PopupClaim[]}} PopupSpeaker
 * @typedef {{text: string, before: string, after: string, href: string | null, article: ArticleRef}} PopupMention
 * @typedef {object} PopupPortion
 * @property {number} lat
 * @property {number} lon
 * @property {string} source
 * @property {string | null} [page]
 * @property {PopupSpeaker[]} speakers
 * @property {PopupSpeaker[]} acting
 * @property {PopupSpeaker[]} [origin]
 * @property {PopupSpeaker[]} [named]
 * @property {PopupMention[]} mentions
 * @property {number} [further] mentions beside those listed
 * @property {string | null} after the cursor for the next portion
 * @property {string[]} [notes] on the place
 * @property {string[]} [tags]
 */

/**
 * Claims that the filters leave in, and counts of them.
 *
 * @typedef {{id: string, name: string, role: string, ground: string, ground_words: string, sure: string}} ListedPlace
 * @typedef {Omit<PopupClaim, "ground" | "sure" | "nested" | "reported_by"> & {description: string | null, places: ListedPlace[], lit?: string[][]}} ListedClaim ``lit`` is its
 *   words in parts, of which every second one was looked for
 * @typedef {{claims: ListedClaim[], total: number, after: string | null}} ClaimPortion
 * @typedef {{claims: number, articles: number, first: string | null, last: string | null, facets: Facet[], timeline: Timeline}} Summary
 */

/**
 * A mention of an article with the evidence for it.
 *
 * @typedef {{id: string, name: string, path: string, precision: string, href: string | null}} MentionPlace
 * @typedef {MentionPlace & {score: number, percent: number, chosen: boolean, evidence: string[]}} PlaceCandidate
 * @typedef {{share: number, percent: number, words: string}} Confidence
 * @typedef {object} Mention
 * @property {number} index
 * @property {number} start in characters of the text
 * @property {number} end
 * @property {string} text
 * @property {string} [status] what a person decided about it
 * @property {string} kind "toponym", "demonym" or "embedded"
 * @property {string | null} sense "government" or "people"
 * @property {MentionPlace | null} place
 * @property {Confidence | null} confidence null where there is no place
 * @property {string | null} unmapped why it puts nothing on the map
 * @property {{why_a_place: string[], why_here: string[], contrast: string[], candidates: PlaceCandidate[]}} evidence
 * @typedef {{read_with: string, mentions: Mention[]}} Mentions
 */

/**
 * Uploads that are read in the background.
 *
 * @typedef {object} Job
 * @property {number} id
 * @property {number} total
 * @property {number} queued
 * @property {number} reading
 * @property {number} settled
 * @property {string} words
 * @property {string} href
 * @property {string} api
 * @property {number | string} cursor
 * @typedef {{id: number, title: string | null, href: string, places: number, claims: number}} JobArticle
 * @typedef {{id: number, name: string, status: string, message: string, article: JobArticle | null, choose?: string | null}} JobItem
 * @typedef {Job & {items: JobItem[], more: boolean}} JobAnswer
 * @typedef {{job: Job, note?: string}} UploadAnswer
 */

/**
 * How far reading again has got.
 *
 * @typedef {{id: number, title: string, why: string, href: string}} RereadFailure
 * @typedef {object} Rereading
 * @property {number} outdated
 * @property {boolean} running
 * @property {number} total
 * @property {number} done
 * @property {number} failed
 * @property {boolean} stopping
 * @property {boolean} stopped
 * @property {string} problem
 * @property {string | null} job where each article of the run is listed
 * @property {number} changed how many articles of it show something else now
 * @property {RereadFailure[]} failures
 * @property {{id: number, outdated: boolean}} [article] of which it was asked
 */

/**
 * @typedef {{ready: boolean, failed: boolean, message: string, note: string | null}} ServerStatus
 * @typedef {{value: string, label: string, claims: number}} FacetValue
 * @typedef {{name: string, label: string, values: FacetValue[], further: number}} Facet
 * @typedef {{id: string, name: string, description: string | null, only_in: string | null, claims: number}} SpeakerLine
 * @typedef {{speakers: SpeakerLine[], found: number, after: string | null}} SpeakersFound
 * @typedef {{name: string, matched: string | null, kind: string, where: string, href: string}} FoundPlace
 * @typedef {{results: FoundPlace[], similar: boolean}} FoundPlaces
 */

export {};
