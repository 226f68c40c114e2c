"""Why a mention is where it is, or why it is not on the map, in words for the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from gazetteer.place import Place
from webapp.domain import Article, Candidate, Mention, MentionKind, Reading, Resolution, Status
from webapp.page_words import confidence_words, percent
from webapp.store.records import UNPLACED, in_dateline, is_mappable

Json: TypeAlias = dict[str, object]
PlaceWords: TypeAlias = Callable[[Place], str]
PlaceHref: TypeAlias = Callable[[Place], str | None]
"""From a place to the places above it, or to the address of its page."""
_DECIDED = {Status.REJECTED: "marked as not a place", Status.NOT_IDENTIFIABLE: "marked as not identifiable"}


def why_unmapped(mention: Mention, article: Article) -> str | None:
    """Why a mention puts nothing on the map, None if it does."""
    resolution = mention.resolution
    if is_mappable(mention, article):
        return None
    if resolution.status in UNPLACED:
        return _because(resolution) or _DECIDED[resolution.status]
    if mention.kind is MentionKind.EMBEDDED:
        return "part of another name, not a place in its own right"
    if in_dateline(mention, article):
        return "where the article was filed from, not what it is about"
    return _because(resolution) or "no place of this name was found in the gazetteer"


def _because(resolution: Resolution) -> str:
    return "; ".join(reason.rstrip(".") for reason in resolution.evidence)


def explained(reading: Reading, path: PlaceWords, href: PlaceHref) -> Json:
    """Every mention of a reading with everything known about how it was read, and by which model and gazetteer."""
    return {
        "model": reading.model,
        "read_with": reading.read_with,
        "gazetteer": reading.gazetteer,
        "mentions": [
            {"index": index, **_mention(mention, reading.article, path, href)}
            for index, mention in enumerate(reading.mentions)
        ],
    }


def _mention(mention: Mention, article: Article, path: PlaceWords, href: PlaceHref) -> Json:
    resolution = mention.resolution
    place = resolution.place
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind.value,
        "sense": mention.sense,
        "status": resolution.status.value,
        "place": _place(place, path, href) if place else None,
        "confidence": _confidence(resolution.confidence) if place else None,
        "unmapped": why_unmapped(mention, article),
        "evidence": {
            "why_a_place": list(mention.evidence),
            "why_here": list(resolution.evidence),
            "contrast": list(resolution.contrast),
            "candidates": [_candidate(candidate, place, path, href) for candidate in resolution.candidates],
        },
    }


def _confidence(share: float) -> Json:
    return {"share": share, "percent": percent(share), "words": confidence_words(share)}


def _place(place: Place, path: PlaceWords, href: PlaceHref) -> Json:
    return {
        "id": place.id,
        "name": place.name,
        "path": path(place),
        "precision": place.precision.value,
        "lat": place.lat,
        "lon": place.lon,
        "href": href(place),
    }


def _candidate(candidate: Candidate, chosen: Place | None, path: PlaceWords, href: PlaceHref) -> Json:
    return {
        **_place(candidate.place, path, href),
        "score": candidate.score,
        "percent": percent(candidate.score),
        "chosen": chosen is not None and candidate.place.id == chosen.id,
        "evidence": list(candidate.evidence),
    }
