"""Reads what ``extract`` has written for articles that people marked, checked against their texts."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from webapp.evaluation.gold import Marked
from webapp.evaluation.lines import BadLines, key_of, number_of, numbered, point_of, span_of, spans_of
from webapp.evaluation.toponyms import KINDS

Answer = Mapping[str, Any]

_PLACE_TEXTS = ("name", "feature_class", "country", "admin1")


def predictions(path: Path, field: str, marked: Collection[Marked]) -> dict[str, Answer]:
    """The answers of a file by ``key_of`` their ids; ``field``, ``mentions`` or ``claims``, is what is scored.

    There may be lines for other articles than the marked ones. Raises BadLines for a line that extract would
    not write, for a second one with the same id, and where two marked articles share an id.
    """
    lengths = _lengths(marked)
    found: dict[str, Answer] = {}
    first: dict[str, int] = {}
    for number, line in numbered(path):
        where = f"{path.name}, line {number}"
        try:
            answer = _object(line)
            key = key_of(answer["id"])
            found[key] = _checked(answer, field, lengths.get(key))
        except (ValueError, RecursionError) as error:
            why = "nested too deeply" if isinstance(error, RecursionError) else error
            raise BadLines(f"{where}: not what extract writes: {why}") from error
        if first.setdefault(key, number) != number:
            raise BadLines(f"{where}: the id {key} appears already in line {first[key]}")
    return found


def _lengths(marked: Collection[Marked]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for one in marked:
        key = key_of(one.id)
        if key in lengths:
            raise BadLines(f"two marked articles have the id {key}: to judge predictions each needs its own id")
        lengths[key] = len(one.article.text)
    return lengths


def _object(line: str) -> dict[str, Any]:
    try:
        answer = json.loads(line)
        # What could not be written into a report: lone surrogates, and numbers that JSON does not have.
        json.dumps(answer, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except ValueError as error:
        raise ValueError(f"not valid JSON in UTF-8: {error}") from error
    if not isinstance(answer, dict) or "id" not in answer:
        raise ValueError('not an object with "id"')
    return answer


def _checked(answer: Answer, field: str, length: int | None) -> Answer:
    """The answer with the fields a report shows for each mention filled in where missing."""
    items = answer.get(field)
    if not isinstance(items, list):
        raise ValueError(f'it has no list "{field}"')
    check = _mention if field == "mentions" else _claim
    return {**answer, field: [check(item, length) for item in items]}


def _mention(mention: object, length: int | None) -> Answer:
    if not isinstance(mention, dict):
        raise ValueError("a mention is not an object")
    span_of(mention, length)
    kind, place = mention.get("kind", KINDS[0]), mention.get("place")
    if kind not in KINDS:
        raise ValueError(f'the "kind" of a mention is not one of {", ".join(KINDS)}')
    _check_evidence(mention.get("evidence"))
    return {**mention, "kind": kind, "place": None if place is None else _place(place), **_confidence(mention)}


def _place(place: object) -> Answer | None:
    """The place with a name and a class, None if it has no location."""
    if not isinstance(place, dict):
        raise ValueError("a place is neither an object nor null")
    texts = {name: place[name] for name in _PLACE_TEXTS if place.get(name) is not None}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("the name, class or country of a place is not a string")
    point = point_of(place, "a place")
    if point is None:
        return None
    return {**place, "name": "", "feature_class": "unknown", **texts, "lat": point[0], "lon": point[1]}


def _claim(claim: object, length: int | None) -> Answer:
    if not isinstance(claim, dict):
        raise ValueError("a claim is not an object")
    for part in ("content", "cue", "source"):
        spans_of(claim, part, length)
    return {**claim, **_confidence(claim)}


def _confidence(item: Mapping[str, object]) -> dict[str, float]:
    confidence = number_of(item, "confidence", 0, 1)
    return {"confidence": 1.0 if confidence is None else confidence}


def _check_evidence(evidence: object) -> None:
    """Raise ValueError for reasons that the page could not show."""
    why = evidence.get("why_here") if isinstance(evidence, dict) else None
    if evidence is not None and (not isinstance(why, list) or not all(isinstance(reason, str) for reason in why)):
        raise ValueError('the "evidence" of a mention has no list of sentences "why_here"')
