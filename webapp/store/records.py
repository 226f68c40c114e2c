"""How readings become rows, and rows readings again, without loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement

from gazetteer.place import Place
from webapp.decisions.doubt import doubts
from webapp.domain import (
    Article,
    Attribution,
    Basis,
    Candidate,
    Claim,
    ClaimKind,
    ClaimPlace,
    Manner,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
    Status,
)
from webapp.store.models import (
    ArticleRow,
    ClaimPlaceRow,
    ClaimRow,
    ClaimSpanRow,
    MentionRow,
    PlaceRow,
    SpeakerRow,
)

FRONT_MATTER = ("headline", "date_line", "dateline", "filed_from")
PARTS = ("source", "cue", "content")
PLACE_FIELDS = tuple(Place.__dataclass_fields__)
UNPLACED = (Status.NOT_IDENTIFIABLE, Status.REJECTED)
BEYOND = (Role.ORIGIN, Role.NAME)
"""Roles of datelines and of words in other names, which put no place on the map by themselves."""


def is_mappable(mention: Mention, article: Article) -> bool:
    """Whether a mention puts its place on the map: resolved, and neither a dateline nor part of another name.

    One that a claim is about is on the map whatever it is: the town that a report was filed from may be its scene.
    """
    resolution = mention.resolution
    if resolution.place is None or resolution.status in UNPLACED:
        return False
    return mention.pinned or (mention.kind is not MentionKind.EMBEDDED and not in_dateline(mention, article))


def stands(role: Role, mention: Mention, article: Article) -> bool:
    """Whether a link leads to its mention's place: it is on the map, or of a role that needs no place on the map."""
    placed = mention.resolution.place is not None and mention.resolution.status not in UNPLACED
    return is_mappable(mention, article) or (placed and role in BEYOND)


def where_stands() -> ColumnElement[bool]:
    """The same as a condition on rows of links and their mentions."""
    unplaced = MentionRow.status.in_([status.value for status in UNPLACED])
    beyond = ClaimPlaceRow.role.in_([role.value for role in BEYOND])
    return MentionRow.mappable.is_(True) | (beyond & ~unplaced)


def in_dateline(mention: Mention, article: Article) -> bool:
    """Whether a mention only says where the article was filed."""
    return any(line is not None and line.contains(mention.span) for line in (article.dateline, article.filed_from))


def article_values(reading: Reading) -> dict[str, Any]:
    """The columns of an article that is added now."""
    article = reading.article
    return {
        "content_hash": article.content_hash,
        "text": article.text,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "date": article.date,
        "url": article.url,
        "filename": article.filename,
        "front_matter": {name: [span.start, span.end] for name in FRONT_MATTER if (span := getattr(article, name))},
        "model": reading.model,
        "gazetteer": reading.gazetteer,
        "program": reading.program,
        "notes": list(reading.notes),
        "mention_count": len(reading.mentions),
        "added": dt.datetime.now(dt.UTC).replace(tzinfo=None),
    }


def reading_rows(
    reading: Reading, places: Mapping[str, PlaceRow], speakers: Mapping[str, SpeakerRow]
) -> tuple[list[MentionRow], list[ClaimRow]]:
    """The rows of what was read from an article; ``places`` and ``speakers`` hold the row of each that it names."""
    doubted = doubts(reading)
    mentions = [
        _mention_row({**mention_values(n, mention, reading.article), "doubt": doubted[n]}, mention, places)
        for n, mention in enumerate(reading.mentions)
    ]
    return mentions, [_claim_row(n, claim, mentions, speakers) for n, claim in enumerate(reading.claims)]


def _mention_row(values: Mapping[str, Any], mention: Mention, places: Mapping[str, PlaceRow]) -> MentionRow:
    resolution = mention.resolution
    return MentionRow(
        **values,
        place=places[resolution.place.id] if resolution.place else None,
        candidates=[_candidate_record(candidate) for candidate in resolution.candidates],
    )


def mention_values(position: int, mention: Mention, article: Article) -> dict[str, Any]:
    """The columns of a mention but for its place, its candidates, and how doubtful it is."""
    resolution = mention.resolution
    return {
        "position": position,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "kind": mention.kind.value,
        "confidence": mention.confidence,
        "place_confidence": resolution.confidence,
        "status": resolution.status.value,
        "evidence": list(resolution.evidence),
        "mappable": is_mappable(mention, article),
        "why_a_place": list(mention.evidence),
        "contrast": list(resolution.contrast),
        "sense": mention.sense,
    }


def _candidate_record(candidate: Candidate) -> dict[str, Any]:
    return {"place": asdict(candidate.place), "score": candidate.score, "evidence": list(candidate.evidence)}


def _claim_row(position: int, claim: Claim, mentions: list[MentionRow], speakers: Mapping[str, SpeakerRow]) -> ClaimRow:
    return ClaimRow(
        **claim_values(position, claim),
        speaker=speakers[claim.speaker.name] if claim.speaker else None,
        spans=[ClaimSpanRow(**values) for values in span_values(claim)],
        places=[ClaimPlaceRow(**link_values(link), mention=mentions[link.mention]) for link in claim.places],
    )


def claim_values(position: int, claim: Claim) -> dict[str, Any]:
    """The columns of a claim but for its speaker."""
    return {
        "position": position,
        "kind": claim.kind.value,
        "confidence": claim.confidence,
        "description": claim.speaker.description if claim.speaker else None,
        "manner": claim.manner.value,
        "negated": claim.negated,
        "within": claim.within,
        "evidence": list(claim.evidence),
        "why_speaker": claim.why_speaker,
        "said": claim.said,
        "status": claim.status.value,
        "speaker_confidence": claim.speaker_confidence,
        "generic": claim.speaker.generic if claim.speaker else None,
    }


def span_values(claim: Claim) -> list[dict[str, Any]]:
    """The columns of each span of a claim, in order."""
    return [
        {"part": part, "start": span.start, "end": span.end}
        for part in PARTS
        for span in getattr(claim.attribution, part)
    ]


def link_values(link: ClaimPlace) -> dict[str, Any]:
    """The columns of a claim's link but for its mention."""
    return {
        "role": link.role.value,
        "evidence": link.evidence,
        "basis": link.basis.value,
        "confidence": link.confidence,
    }


def reading_of(row: ArticleRow) -> Reading:
    """The reading that was saved as ``row``."""
    return Reading(
        article=article_of(row),
        mentions=tuple(_mention_of(mention) for mention in row.mentions),
        claims=tuple(_claim_of(claim) for claim in row.claims),
        model=row.model,
        gazetteer=row.gazetteer,
        notes=tuple(row.notes),
        program=row.program,
    )


def article_of(row: ArticleRow) -> Article:
    """The article that was saved as ``row``."""
    spans: dict[str, Any] = {name: Span(*row.front_matter[name]) for name in FRONT_MATTER if name in row.front_matter}
    return Article(
        text=row.text,
        title=row.title,
        publisher=row.publisher,
        author=row.author,
        date=row.date,
        url=row.url,
        filename=row.filename,
        **spans,
    )


def place_of(row: PlaceRow) -> Place:
    """The place that was saved as ``row``."""
    return Place(**{field: getattr(row, field) for field in PLACE_FIELDS})


def candidates_of(row: MentionRow) -> tuple[Candidate, ...]:
    """The candidates of a mention."""
    return tuple(
        Candidate(Place(**record["place"]), record["score"], tuple(record["evidence"])) for record in row.candidates
    )


def _mention_of(row: MentionRow) -> Mention:
    resolution = Resolution(
        place=place_of(row.place) if row.place else None,
        confidence=row.place_confidence,
        evidence=tuple(row.evidence),
        status=Status(row.status),
        candidates=candidates_of(row),
        contrast=tuple(row.contrast),
    )
    return Mention(
        span=Span(row.start, row.end),
        text=row.text,
        kind=MentionKind(row.kind),
        confidence=row.confidence,
        resolution=resolution,
        evidence=tuple(row.why_a_place),
        sense=row.sense,
    )


def _claim_of(row: ClaimRow) -> Claim:
    return Claim(
        kind=ClaimKind(row.kind),
        attribution=Attribution(
            content=spans_of(row.spans, "content"), cue=spans_of(row.spans, "cue"), source=spans_of(row.spans, "source")
        ),
        speaker=Speaker(row.speaker.name, row.description, bool(row.generic)) if row.speaker else None,
        confidence=row.confidence,
        places=tuple(_link_of(link) for link in row.places),
        manner=Manner(row.manner),
        negated=row.negated,
        within=row.within,
        evidence=tuple(row.evidence),
        why_speaker=row.why_speaker,
        said=row.said,
        status=Status(row.status),
        speaker_confidence=row.speaker_confidence,
    )


def _link_of(row: ClaimPlaceRow) -> ClaimPlace:
    return ClaimPlace(row.mention.position, Role(row.role), row.evidence, Basis(row.basis), row.confidence)


def spans_of(rows: Iterable[ClaimSpanRow], part: str) -> tuple[Span, ...]:
    """The spans of one part of a claim, in the claim's order."""
    return tuple(Span(row.start, row.end) for row in rows if row.part == part)
