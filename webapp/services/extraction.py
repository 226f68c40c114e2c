"""Reads articles from JSON lines and writes what was found in them as JSON lines, in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gazetteer.place import Place
from webapp.domain import Article, Candidate, Claim, ClaimPlace, Mention, Reading, Span
from webapp.services.article_lines import article_line
from webapp.store.reading_json import reading_json

if TYPE_CHECKING:
    from webapp.nlp.pipeline import Pipeline

CONTRACT = 2
"""Version of the output format: raised when a field is removed, renamed or changes meaning, not when one is added."""
WHOLE = "reading"
"""The field of an answer that has everything, without loss."""
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is not an article: its number, from 1, and why."""

    number: int
    why: str


def extract(
    lines: Iterable[str],
    pipeline: Pipeline,
    report: Callable[[BadLine], None],
    *,
    max_chars: int,
    given_spans: bool = False,
    explain: bool = False,
    all_links: bool = False,
    full: bool = False,
) -> Iterator[dict[str, Any]]:
    """One answer for each good line, in order; bad lines go to ``report`` and do not stop the rest.

    A line is a JSON object with ``id``, ``text`` and optionally ``title``, ``date`` (ISO 8601) and ``url``;
    with ``given_spans`` also with ``spans``, which are then the mentions. ``explain`` adds the evidence to each,
    ``all_links`` the places that a claim is less likely to be about, ``full`` all that was read, with the article.
    Offsets in an answer are Python string indices into ``text`` exactly as given.
    """
    ids: list[object] = []

    def articles() -> Iterator[Article]:
        for number, line in enumerate(lines, 1):
            line = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
            if not line.strip():
                continue
            try:
                identifier, article = article_line(line, max_chars, given_spans=given_spans)
            except ValueError as error:
                report(BadLine(number, str(error)))
                continue
            ids.append(identifier)
            yield article

    for found in pipeline.read_many(articles(), explain=explain or full, all_links=all_links):
        yield {"id": ids.pop(0), **as_json(found, explain=explain, full=full)}


def as_json(found: Reading, *, explain: bool = False, full: bool = False) -> dict[str, Any]:
    """A reading in the form of the extraction contract; ``explain`` adds the evidence of mentions and claims.

    ``full`` adds all of it, without loss, as ``reading``.
    """
    return {
        "contract": CONTRACT,
        "mentions": [
            {**_mention(mention), **(explanation_json(mention) if explain else {})} for mention in found.mentions
        ],
        "claims": [{**_claim(claim), **(_claim_evidence(claim) if explain else {})} for claim in found.claims],
        "model": found.model,
        "gazetteer": found.gazetteer,
        **({WHOLE: reading_json(found)} if full else {}),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    place = mention.resolution.place
    confidence = mention.resolution.confidence if place else mention.confidence
    return {
        **_span(mention.span),
        "text": mention.text,
        "kind": mention.kind.value,
        "confidence": round(confidence, 3),
        "place": place_json(place) if place else None,
    }


def explanation_json(mention: Mention) -> dict[str, Any]:
    """What a mention stands for other than the place itself, and the evidence for it, in sentences."""
    resolution = mention.resolution
    return {
        "sense": mention.sense,
        "evidence": {
            "why_a_place": list(mention.evidence),
            "why_here": list(resolution.evidence),
            "contrast": list(resolution.contrast),
            "candidates": [_candidate(candidate) for candidate in resolution.candidates],
        },
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "score": round(candidate.score, 3),
    }


def place_json(place: Place) -> dict[str, Any]:
    """A place as the contract writes it; coordinates are WGS 84 degrees, ``located`` says how they are known."""
    return {
        "id": place.id,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision.value,
        "located": place.located,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    parts = claim.attribution
    return {
        "kind": claim.kind.value,
        "speaker": claim.speaker.name if claim.speaker else None,
        "source": [_span(span) for span in parts.source],
        "cue": [_span(span) for span in parts.cue],
        "content": [_span(span) for span in parts.content],
        "confidence": round(claim.confidence, 3),
        "manner": claim.manner.value,
        "negated": claim.negated,
        "within": claim.within,
        "said": round(claim.said, 3),
        "places": [_link(link) for link in claim.places],
    }


def _link(link: ClaimPlace) -> dict[str, Any]:
    return {
        "mention": link.mention,
        "role": link.role.value,
        "basis": link.basis.value,
        "confidence": round(link.confidence, 3),
    }


def _claim_evidence(claim: Claim) -> dict[str, Any]:
    places = [{**_link(link), "why": link.evidence} for link in claim.places]
    return {
        "evidence": {
            "why_a_claim": list(claim.evidence),
            "why_this_speaker": claim.why_speaker,
            "speaker_confidence": round(claim.speaker_confidence, 3),
        },
        "places": places,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
