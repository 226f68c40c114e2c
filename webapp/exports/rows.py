"""One row for each claim at each place, with the same fields in every format that has rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from webapp.exports.source import Source
from webapp.store.claims.records import ClaimRecord, PlaceOfClaim
from webapp.store.remarks.records import Remarks

Cell: TypeAlias = str | int | float | bool | None

FIELDS = (
    *("words", "speaker", "speaker_description", "cue", "manner", "negated", "kind", "said", "confidence", "status"),
    *("place_id", "place_name", "latitude", "longitude", "precision", "place_source"),
    *("role", "ground", "place_confidence", "place_status", "place_notes", "place_tags"),
    *("title", "publisher", "date", "url", "article", "claim"),
    *("notes", "tags", "speaker_notes", "speaker_tags"),
)
"""The fields of a row. Those of the place are empty for a claim that is at none; ``article`` is its number in the
program, ``claim`` the claim's number in the article, from 0. ``notes`` and ``tags`` are on the claim."""
BETWEEN_NOTES, BETWEEN_TAGS = "\n", ", "


def rows(source: Source) -> Iterator[dict[str, Cell]]:
    """Each claim at each of its places; a claim that is at none has one row too."""
    for claim in source.claims():
        for place in claim.places or (None,):
            yield _row(claim, place)


def _row(claim: ClaimRecord, place: PlaceOfClaim | None) -> dict[str, Cell]:
    article = claim.article
    return {
        "words": " … ".join(claim.words),
        "speaker": claim.speaker,
        "speaker_description": claim.description,
        "cue": claim.cue,
        "manner": claim.manner.value,
        "negated": claim.negated,
        "kind": claim.kind.value,
        "said": round(claim.said, 3),
        "confidence": round(claim.confidence, 3),
        "status": claim.status.value,
        **_place(place),
        "title": article.title,
        "publisher": article.publisher,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "article": article.id,
        "claim": claim.index,
        **_remarks("", claim.remarks),
        **_remarks("speaker_", claim.speaker_remarks),
    }


def _remarks(on: str, remarks: Remarks) -> dict[str, Cell]:
    return {
        f"{on}notes": BETWEEN_NOTES.join(remarks.note_texts) or None,
        f"{on}tags": BETWEEN_TAGS.join(remarks.tag_names) or None,
    }


def _place(at: PlaceOfClaim | None) -> dict[str, Cell]:
    if at is None:
        fields = FIELDS[FIELDS.index("place_id") : FIELDS.index("title")]
        return dict.fromkeys(fields)
    place = at.place
    return {
        "place_id": place.id,
        "place_name": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "precision": place.precision.value,
        "place_source": place.located,
        "role": at.role.value,
        "ground": at.basis.value,
        "place_confidence": round(at.confidence, 3),
        "place_status": at.status.value,
        **_remarks("place_", at.remarks),
    }
