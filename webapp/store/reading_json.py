"""A reading as JSON without loss, and back: what ``extract --full`` writes and ``add`` loads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import lru_cache, partial
from typing import Any, TypeVar

from gazetteer.place import Place
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

T = TypeVar("T")
Json = dict[str, Any]

_FRONT_MATTER = ("headline", "date_line", "dateline", "filed_from")
_WORDS_OF_ARTICLE = ("title", "publisher", "author", "url", "filename")
_MOST_PEOPLE = 10**12
_PLACES_REMEMBERED = 20_000
_EDITION = ("model", "gazetteer", "program")
# A tenth of what it takes to call the class.
_MENTION_KINDS = {one.value: one for one in MentionKind}
_STATUSES = {one.value: one for one in Status} | {"not_a_place": Status.REJECTED}
_CLAIM_KINDS = {one.value: one for one in ClaimKind}
_MANNERS = {one.value: one for one in Manner}
_ROLES = {one.value: one for one in Role}
_BASES = {one.value: one for one in Basis}


class NotAReading(ValueError):
    """Raised for JSON that is not the reading of an article; the message says what is wrong with it."""


def reading_json(found: Reading) -> Json:
    """Everything that was read from an article, and the article itself.

    ``places`` holds each place once, as the values of its fields; mentions and candidates give its index. Spans are
    [start, end], in Python string indices of the article's text.
    """
    places: dict[Place, int] = {}
    mentions = [
        _mention_json(mention, lambda place: places.setdefault(place, len(places))) for mention in found.mentions
    ]
    return {
        "article": _article_json(found.article),
        "mentions": mentions,
        "claims": [_claim_json(claim) for claim in found.claims],
        "places": [list(astuple(place)) for place in places],
        "notes": list(found.notes),
        **{name: getattr(found, name) for name in _EDITION},
    }


def reading_from(held: object) -> Reading:
    """The reading that was written as that JSON; raises NotAReading if it is not one, or is one of another text."""
    try:
        return _reading(_object(held))
    except KeyError as error:
        raise NotAReading(f"it has no {error}") from error
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise NotAReading(f"it is damaged: {error}") from error


def _article_json(article: Article) -> Json:
    spans = {name: _span_json(span) for name in _FRONT_MATTER if (span := getattr(article, name))}
    words = {name: getattr(article, name) for name in _WORDS_OF_ARTICLE}
    return {"text": article.text, **words, "date": article.date.isoformat() if article.date else None, **spans}


def _mention_json(mention: Mention, index: Callable[[Place], int]) -> Json:
    resolution = mention.resolution
    return {
        "span": _span_json(mention.span),
        "text": mention.text,
        "kind": mention.kind.value,
        "confidence": mention.confidence,
        "evidence": list(mention.evidence),
        "sense": mention.sense,
        "place": None if resolution.place is None else index(resolution.place),
        "place_confidence": resolution.confidence,
        "place_evidence": list(resolution.evidence),
        "status": resolution.status.value,
        "candidates": [[index(one.place), one.score, list(one.evidence)] for one in resolution.candidates],
        "contrast": list(resolution.contrast),
    }


def _claim_json(claim: Claim) -> Json:
    parts = claim.attribution
    return {
        "kind": claim.kind.value,
        "speaker": asdict(claim.speaker) if claim.speaker else None,
        "source": [_span_json(span) for span in parts.source],
        "cue": [_span_json(span) for span in parts.cue],
        "content": [_span_json(span) for span in parts.content],
        "confidence": claim.confidence,
        "places": [
            [link.mention, link.role.value, link.basis.value, link.confidence, link.evidence] for link in claim.places
        ],
        "manner": claim.manner.value,
        "negated": claim.negated,
        "within": claim.within,
        "evidence": list(claim.evidence),
        "why_speaker": claim.why_speaker,
        "speaker_confidence": claim.speaker_confidence,
        "said": claim.said,
        "status": claim.status.value,
    }


def _span_json(span: Span) -> list[int]:
    return [span.start, span.end]


def _reading(held: Json) -> Reading:
    article = _article(_object(held["article"]))
    places = [_place(*values) for values in held["places"]]
    span = partial(_span, len(article.text))
    mentions = tuple(_mention(mention, places, span) for mention in held["mentions"])
    claims = tuple(_claim(claim, len(mentions), len(held["claims"]), span) for claim in held["claims"])
    notes = _words(held["notes"])
    return Reading(article, mentions, claims, notes=notes, **{name: _text(held[name]) for name in _EDITION})


def _article(held: Json) -> Article:
    text = _text(held["text"])
    date = held["date"]
    given: Json = {name: None if held[name] is None else _text(held[name]) for name in _WORDS_OF_ARTICLE}
    given |= {name: _span(len(text), held[name]) for name in _FRONT_MATTER if name in held}
    return Article(text, date=dt.date.fromisoformat(date) if date else None, **given)


@lru_cache(maxsize=_PLACES_REMEMBERED)
def _place(*held: Any) -> Place:
    place = Place(*held)
    _number(place.lat, -90, 90)
    _number(place.lon, -180, 180)
    _number(place.population, 0, _MOST_PEOPLE)
    for needed in (place.id, place.name, place.feature_class, place.feature_code, place.located):
        _text(needed)
    for division in (place.country, place.admin1, place.admin2):
        _text(division or "")
    return place


def _mention(held: Json, places: Sequence[Place], span: Callable[[Any], Span]) -> Mention:
    place = held["place"]
    resolution = Resolution(
        place=None if place is None else places[_index(place, len(places))],
        confidence=_number(held["place_confidence"]),
        evidence=_words(held["place_evidence"]),
        status=_member(_STATUSES, held["status"]),
        candidates=tuple(
            [
                Candidate(places[_index(index, len(places))], _number(score), _words(words))
                for index, score, words in held["candidates"]
            ]
        ),
        contrast=_words(held["contrast"]),
    )
    return Mention(
        span=span(held["span"]),
        text=_text(held["text"]),
        kind=_member(_MENTION_KINDS, held["kind"]),
        confidence=_number(held["confidence"]),
        resolution=resolution,
        evidence=_words(held["evidence"]),
        sense=_text(held["sense"]),
    )


def _claim(held: Json, mentions: int, claims: int, span: Callable[[Any], Span]) -> Claim:
    within = held["within"]
    return Claim(
        kind=_member(_CLAIM_KINDS, held["kind"]),
        attribution=Attribution(*(tuple(map(span, held[part])) for part in ("content", "cue", "source"))),
        speaker=_speaker(held["speaker"]),
        confidence=_number(held["confidence"]),
        places=tuple([_link(link, mentions) for link in held["places"]]),
        manner=_member(_MANNERS, held["manner"]),
        negated=_flag(held["negated"]),
        within=None if within is None else _index(within, claims),
        evidence=_words(held["evidence"]),
        why_speaker=_text(held["why_speaker"]),
        speaker_confidence=_number(held["speaker_confidence"]),
        said=_number(held["said"]),
        status=_member(_STATUSES, held.get("status", Status.UNVERIFIED.value)),
    )


def _speaker(held: Json | None) -> Speaker | None:
    if held is None:
        return None
    description = held["description"]
    return Speaker(_text(held["name"]), None if description is None else _text(description), _flag(held["generic"]))


def _link(held: Sequence[Any], mentions: int) -> ClaimPlace:
    mention, role, basis, confidence, why = held
    return ClaimPlace(
        _index(mention, mentions), _member(_ROLES, role), _text(why), _member(_BASES, basis), _number(confidence)
    )


def _span(length: int, held: Sequence[Any]) -> Span:
    start, end = held
    if _index(start, length + 1) > _index(end, length + 1):
        raise ValueError(f"the span {held} ends before it begins")
    return Span(start, end)


def _member(members: Mapping[str, T], held: str) -> T:
    if held not in members:
        raise ValueError(f"{held!r:.40} is none of {', '.join(members)}")
    return members[held]


def _object(held: object) -> Json:
    if not isinstance(held, dict):
        raise TypeError(f"{held!r:.40} is not an object")
    return held


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise TypeError(f"{held!r:.40} is not a string")
    # Half a character of UTF-16 cannot be stored.
    held.encode()
    return held


def _words(held: object) -> tuple[str, ...]:
    if not isinstance(held, list):
        raise TypeError(f"{held!r:.40} is not a list of strings")
    "".join(held).encode()
    return tuple(held)


def _number(held: float, least: float = 0, most: float = 1) -> float:
    # JSON's true is a number to Python, and what Python writes as NaN is none.
    if isinstance(held, bool) or not least <= held <= most:
        raise ValueError(f"{held!r:.40} is not a number from {least} to {most}")
    return held


def _index(held: Any, count: int) -> int:
    if type(held) is not int or not 0 <= held < count:
        raise ValueError(f"{held!r:.40} is not a whole number below {count}")
    return held


def _flag(held: object) -> bool:
    if not isinstance(held, bool):
        raise TypeError(f"{held!r:.40} is neither true nor false")
    return held
