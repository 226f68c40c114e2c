"""A reading goes through JSON without loss, and what is no reading is refused in words."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as given_settings

from tests.webapp.store.test_round_trip import readings
from webapp.domain import Article, Reading
from webapp.services.extraction import as_json
from webapp.store.reading_json import NotAReading, reading_from, reading_json


@given(readings())
@given_settings(max_examples=60, deadline=None)
def test_a_reading_comes_back_from_json_as_it_was(found: Reading):
    claims = len(found.claims)
    within = [claim for claim in found.claims if claim.within is not None and claim.within >= claims]
    held = json.loads(json.dumps(reading_json(found)))
    if within:
        with pytest.raises(NotAReading, match="not a whole number below"):
            reading_from(held)
    else:
        assert reading_from(held) == found


@pytest.fixture
def held(reading: Reading) -> dict[str, Any]:
    return json.loads(json.dumps(reading_json(reading)))


def changed(held: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The same with another value at a path such as "mentions.0.span"."""
    held = copy.deepcopy(held)
    *way, last = path.split(".")
    at: Any = held
    for step in way:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = value
    return held


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("article", []),
        ("article.text", None),
        ("article.text", "Shots"),
        ("article.text", "half \ud83d" * 99),
        ("article.date", "yesterday"),
        ("article.headline", [15, 3]),
        ("notes", "none"),
        ("notes", [1]),
        ("places.0.2", "33"),
        ("places.0.2", 91),
        ("places.0.0", None),
        ("places.0", ["own:x"]),
        ("mentions.0.span", [0, 1000]),
        ("mentions.0.span", [-1, 1]),
        ("mentions.0.span", [0, True]),
        ("mentions.0.place", 7),
        ("mentions.0.place", -1),
        ("mentions.0.kind", "city"),
        ("mentions.0.confidence", float("nan")),
        ("mentions.0.confidence", True),
        ("mentions.0.candidates", [[0, 1.5, []]]),
        ("claims.0.speaker", "Sering"),
        ("claims.0.places.0", [99, "about", "content", 1.0, ""]),
        ("claims.0.places.0", [0, "near", "content", 1.0, ""]),
        ("claims.0.negated", 1),
        ("claims.0.content", [[1, 2, 3]]),
        ("program", None),
    ],
)
def test_what_is_damaged_is_refused(held: dict[str, Any], path: str, value: object):
    assert reading_from(held)
    with pytest.raises(NotAReading, match="it is damaged"):
        reading_from(changed(held, path, value))


def test_what_is_missing_is_named(held: dict[str, Any]):
    for name in held:
        with pytest.raises(NotAReading, match=f"it has no '{name}'"):
            reading_from({key: value for key, value in held.items() if key != name})
    with pytest.raises(NotAReading, match="is not an object"):
        reading_from(["article"])


def test_an_answer_has_all_of_a_reading_where_it_is_asked_for(reading: Reading):
    assert "reading" not in as_json(reading)
    assert reading_from(as_json(reading, full=True)["reading"]) == reading


def test_an_article_without_anything_comes_back():
    found = Reading(Article("Nothing."))
    assert reading_from(reading_json(found)) == found
