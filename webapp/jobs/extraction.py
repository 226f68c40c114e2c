"""Reads articles from JSON lines and writes what was found in them as JSON lines, in the same order."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gazetteer.place import Place
from webapp import reading
from webapp.domain import Article, Claim, Mention, Reading, Span
from webapp.nlp.pipeline import Pipeline

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no article: its number, from 1, and why."""

    number: int
    why: str


def extract(
    lines: Iterable[str], pipeline: Pipeline, report: Callable[[BadLine], None], *, max_chars: int
) -> Iterator[dict[str, Any]]:
    """One answer for each good line, in order; bad lines go to ``report`` and the rest goes on.

    A line is a JSON object with ``id``, ``text`` and optionally ``title``, ``date`` (ISO 8601) and ``url``.
    Offsets in an answer are Python string indices into ``text`` exactly as given.
    """
    ids: list[object] = []

    def articles() -> Iterator[Article]:
        for number, line in enumerate(lines, 1):
            line = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
            if not line.strip():
                continue
            try:
                identifier, article = _article(line, max_chars)
            except ValueError as error:
                report(BadLine(number, str(error)))
                continue
            ids.append(identifier)
            yield article

    for found in pipeline.read_many(articles()):
        yield {"id": ids.pop(0), **as_json(found)}


def _article(line: str, max_chars: int) -> tuple[object, Article]:
    try:
        given = json.loads(line)
    except RecursionError as error:
        raise ValueError("not valid JSON: nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"not valid JSON: {error}") from error
    if not isinstance(given, dict) or "id" not in given or not isinstance(given.get("text"), str):
        raise ValueError('not an object with "id" and "text"')
    text = given["text"]
    _check_id(given["id"])
    if len(text) > max_chars:
        raise ValueError(
            f"its text has {len(text):,} characters, the limit is {max_chars:,}: "
            "raise it with MENTION_MAPPER_MAX_TEXT_CHARS"
        )
    title, url = _text(given, "title"), _text(given, "url")
    return given["id"], reading.from_text(_encodable(text), title=title or "", date=_date(given), url=url)


def _check_id(identifier: object) -> None:
    """Raise ValueError where an id could not be written back as JSON in UTF-8."""
    try:
        json.dumps(identifier, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise ValueError('its "id" cannot be written as JSON') from error


def _encodable(text: str) -> str:
    """The text with each lone surrogate, which no UTF-8 can hold, replaced by one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not _is_encodable(text) else text


def _is_encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _text(given: dict[str, Any], field: str) -> str | None:
    value = given.get(field)
    if value is not None and not isinstance(value, str):
        raise ValueError(f'its "{field}" is not a string')
    return value


def _date(given: dict[str, Any]) -> dt.date | None:
    value = _text(given, "date")
    if not value:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError as error:
        raise ValueError(f'its "date" is not an ISO 8601 date: {value!r}') from error


def as_json(found: Reading) -> dict[str, Any]:
    """Mentions and claims of a reading in the extraction contract's form."""
    return {
        "mentions": [_mention(mention) for mention in found.mentions],
        "claims": [_claim(claim) for claim in found.claims],
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


def place_json(place: Place) -> dict[str, Any]:
    """A place as the contract writes it; coordinates are WGS 84 degrees."""
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
        "places": [{"mention": link.mention, "role": link.role.value} for link in claim.places],
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
