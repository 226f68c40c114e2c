"""What is drawn and shown at each place, as the JSON documents that our map's modules read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TypeAlias

from gazetteer.own.record import ID_PREFIX
from webapp.page_words import ground_words, manner_words, shown_description, status_words, sure_words
from webapp.store.summaries import (
    ArticleRef,
    MapCell,
    MapCounts,
    MapView,
    PlacedClaim,
    PlaceDetail,
    PlacedMention,
    PlaceOnMap,
)

Json: TypeAlias = dict[str, object]
Href: TypeAlias = Callable[[int, str], str | None]
"""From an article's id and an anchor in its page to an address; None if there is no such page."""
SOURCES = {"geonames": "GeoNames", "near": "the article, which names another place beside it"}
OWN_SOURCE = "Mention Mapper's own table"
ADDED = "added by hand"


SpeakerHref: TypeAlias = Callable[[str], str | None]
"""From a speaker's id to the address of its page; None if there is no such page."""


def no_speaker_page(_speaker_id: str) -> None:
    """Leave the links to speakers out."""


def no_page(_article_id: int, _anchor: str) -> None:
    """Leave every link out: for a map that is opened without the program."""


def feature_collection(places: Iterable[PlaceOnMap], *, articles: int, claims: int, attitudes: int = 0) -> Json:
    """The places on the map as GeoJSON (RFC 7946), with the counts shown above the list.

    ``attitudes`` is how many attitudes there are, whether they are among the ``claims`` or left out.
    """
    features = [feature(place) for place in places]
    counts = {"articles": articles, "places": len(features), "claims": claims, "attitudes": attitudes}
    return {"type": "FeatureCollection", "features": features, "counts": counts}


def view_collection(
    view: MapView, counts: MapCounts | None = None, reach: Iterable[tuple[float, float]] | None = None
) -> Json:
    """What a view of the map shows as GeoJSON: places, and cells in which many are gathered, most claims first.

    Beside cells it has the first places of the list and the cursor for the next; ``reach`` is where the busiest places
    of all are.
    """
    both = [(one.claims, feature(one)) for one in view.places] + [(one.claims, cell_feature(one)) for one in view.cells]
    features = [one for _, one in sorted(both, key=lambda pair: -pair[0])]
    document: Json = {
        "type": "FeatureCollection",
        "features": features,
        "truncated": view.truncated,
        "revision": view.revision,
    }
    if view.cells:
        document["list"] = place_list(view.listed, view.after)
    if counts is not None:
        document["counts"] = asdict(counts)
    if reach is not None:
        document["reach"] = rounded(reach)
    return document


def rounded(positions: Iterable[tuple[float, float]]) -> list[list[float]]:
    """Longitudes and latitudes, as exact as a map that is to show them all needs them."""
    return [[round(lon, 2), round(lat, 2)] for lon, lat in positions]


def place_list(places: Iterable[PlaceOnMap], after: str | None) -> Json:
    """A portion of the list of places, and the cursor for the next."""
    return {"features": [feature(place) for place in places], "after": after}


def cell_feature(cell: MapCell) -> Json:
    """Many points as one GeoJSON feature, at their mean position; its ``bbox`` is what the cell covers."""
    box = cell.box
    return {
        "type": "Feature",
        "id": f"cell:{cell.level}/{cell.x}/{cell.y}",
        "bbox": [round(side, 4) for side in (box.west, box.south, box.east, box.north)],
        "geometry": {"type": "Point", "coordinates": [round(cell.lon, 4), round(cell.lat, 4)]},
        "properties": {"cell": True, "places": cell.places, "claims": cell.claims, "name": cell.name},
    }


def feature(place: PlaceOnMap) -> Json:
    """One place as a GeoJSON feature."""
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": place.name,
            "precision": place.precision.value,
            "is_area": place.is_area,
            "has_outline": place.has_outline,
            "path": place.path,
            "written": list(place.written),
            "claims": place.claims,
            "by_context": place.by_context,
            "basis": place.basis.value if place.basis else None,
            "confidence": _rounded(place.confidence),
            "acting": place.acting,
            "origin": place.origin,
            "named": place.named,
            "is_about": place.is_about,
            "mentions": place.mentions,
            "articles": place.articles,
        },
    }


def _rounded(confidence: float | None) -> float | None:
    return None if confidence is None else round(confidence, 3)


def popup(detail: PlaceDetail, path: str, href: Href = no_page, speaker_href: SpeakerHref = no_speaker_page) -> Json:
    """What a place's pop-up shows, or a portion of it; ``path`` names the areas that it lies in.

    ``further`` is how many mentions there are beside those listed, ``after`` the cursor for the next portion.
    """
    place = detail.place
    return {
        "id": place.id,
        "name": place.name,
        "path": path,
        "precision": place.precision.value,
        "lat": place.lat,
        "lon": place.lon,
        "written": list(detail.written),
        "source": _source(place.id),
        "speakers": _by_speaker(detail.about, href, speaker_href),
        "acting": _by_speaker(detail.acting, href, speaker_href),
        "origin": _by_speaker(detail.origin, href, speaker_href),
        "named": _by_speaker(detail.named, href, speaker_href),
        "mentions": [_mention(mention, href) for mention in detail.mentions],
        "further": detail.further,
        "after": detail.after,
        "notes": list(detail.remarks.note_texts),
        "tags": list(detail.remarks.tag_names),
    }


def _by_speaker(claims: Iterable[PlacedClaim], href: Href, speaker_href: SpeakerHref) -> list[Json]:
    """Claims grouped by who made them, in the order of their first words; unnamed speakers come last."""
    groups: dict[str | None, list[PlacedClaim]] = {}
    for claim in claims:
        groups.setdefault(claim.known_as.id if claim.known_as else claim.speaker, []).append(claim)
    return [
        {
            "name": _name(group[0]),
            "href": speaker_href(group[0].known_as.id) if group[0].known_as else None,
            "description": _description(group),
            "claims": [_claim(claim, href) for claim in group],
        }
        for _, group in sorted(groups.items(), key=lambda pair: pair[0] is None)
    ]


def _description(group: list[PlacedClaim]) -> str | None:
    latest = next((claim.description for claim in reversed(group) if claim.description), None)
    return shown_description(latest) if latest else None


def _name(claim: PlacedClaim) -> str | None:
    return claim.known_as.name if claim.known_as else claim.speaker


def _claim(claim: PlacedClaim, href: Href) -> Json:
    return {
        "index": claim.index,
        "kind": claim.kind.value,
        "cue": claim.cue,
        "manner": claim.manner.value,
        "negated": claim.negated,
        "manner_words": manner_words(claim.manner, claim.negated, claim.cue),
        "nested": claim.nested,
        "reported_by": claim.reported_by,
        "speaker": claim.speaker,
        "fragments": list(claim.fragments),
        "said": _rounded(claim.said),
        "attitude": claim.attitude,
        "status": claim.status.value,
        "status_words": status_words(claim.status),
        "notes": list(claim.remarks.note_texts),
        "tags": list(claim.remarks.tag_names),
        "basis": claim.basis.value,
        "confidence": _rounded(claim.confidence),
        "ground": ground_words(claim.basis),
        "sure": sure_words(claim.confidence),
        "href": href(claim.article.id, f"claim-{claim.index}"),
        "article": _article(claim.article),
    }


def _mention(mention: PlacedMention, href: Href) -> Json:
    return {
        "text": mention.text,
        "before": mention.before,
        "after": mention.after,
        "href": href(mention.article.id, f"mention-{mention.index}"),
        "article": _article(mention.article),
    }


def _article(article: ArticleRef) -> Json:
    return {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date.isoformat() if article.date else None,
    }


def _source(place_id: str) -> str:
    if place_id.startswith(ID_PREFIX):
        return ADDED
    return SOURCES.get(place_id.partition(":")[0], OWN_SOURCE)
