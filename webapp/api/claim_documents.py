"""What the API returns about claims: each with its words and places, their facets and times."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

from webapp.api.documents import words_href
from webapp.page_words import ground_words, manner_words, status_words, sure_words
from webapp.store.claims.counts.facets import Counted, Facet
from webapp.store.claims.counts.timeline import Timeline
from webapp.store.claims.records import ClaimRecord, PlaceOfClaim
from webapp.store.claims.search import lit

Json: TypeAlias = dict[str, object]


def claim_document(claim: ClaimRecord, *, attitudes: bool) -> Json:
    """A claim in a list; ``attitudes`` is whether its article's page is to show attitudes too."""
    article = claim.article
    cue = claim.cue
    return {
        "index": claim.index,
        "kind": claim.kind.value,
        "manner": claim.manner.value,
        "manner_words": manner_words(claim.manner, claim.negated, cue),
        "negated": claim.negated,
        "said": round(claim.said, 3),
        "attitude": claim.attitude,
        "confidence": round(claim.confidence, 3),
        "status": claim.status.value,
        "status_words": status_words(claim.status),
        "notes": list(claim.remarks.note_texts),
        "tags": list(claim.remarks.tag_names),
        "speaker_tags": list(claim.speaker_remarks.tag_names),
        "speaker": claim.speaker,
        "description": claim.description,
        "cue": cue,
        "fragments": list(claim.words),
        "href": words_href(article.id, f"claim-{claim.index}", attitudes=attitudes),
        "article": {
            "id": article.id,
            "title": article.title,
            "publisher": article.publisher,
            "date": _day(article.date),
        },
        "places": [_place(one) for one in claim.places],
    }


def lit_document(claim: ClaimRecord, words: str, *, attitudes: bool) -> Json:
    """The same, with ``lit``: each fragment in parts, of which every second one is among the words looked for."""
    return {**claim_document(claim, attitudes=attitudes), "lit": lit(claim.words, words)}


def counted_document(found: Counted) -> Json:
    """How many claims and articles there are, and from when to when."""
    return {
        "claims": found.claims,
        "articles": found.articles,
        "first": _day(found.first),
        "last": _day(found.last),
    }


def facet_document(facet: Facet) -> Json:
    """One filter's values, the most frequent first."""
    values = [{"value": one.value, "label": one.label, "claims": one.claims} for one in facet.values]
    return {"name": facet.name, "label": facet.label, "values": values, "further": facet.further}


def timeline_document(found: Timeline) -> Json:
    """Claims by time; times without claims are left out."""
    points = [{"start": point.start.isoformat(), "claims": point.claims} for point in found.points]
    return {"unit": found.unit, "points": points, "undated": found.undated}


def _place(one: PlaceOfClaim) -> Json:
    place = one.place
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
        "role": one.role.value,
        "ground": one.basis.value,
        "ground_words": ground_words(one.basis),
        "sure": sure_words(one.confidence),
        "confidence": round(one.confidence, 3),
        "status": one.status.value,
        "tags": list(one.remarks.tag_names),
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
