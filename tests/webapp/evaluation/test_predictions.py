"""What extract wrote is taken as it is; what it would not write is refused with the line and the reason."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from webapp.domain import Article
from webapp.evaluation.gold import Marked
from webapp.evaluation.lines import BadLines, key_of
from webapp.evaluation.predictions import predictions

MARKED = [Marked("a", Article("Gao is hot, Keita said."))]
GAO = {"start": 0, "end": 3, "kind": "toponym", "confidence": 0.9, "place": {"name": "Gao", "lat": 16.27, "lon": -0.04}}
CLAIM = {"content": [{"start": 0, "end": 10}], "cue": [{"start": 18, "end": 22}], "source": [], "confidence": 0.5}


def read(tmp_path: Path, *answers: object, field: str = "mentions", marked: list[Marked] = MARKED) -> dict[str, Any]:
    path = tmp_path / "p.jsonl"
    path.write_text("".join(json.dumps(answer) + "\n" for answer in answers), encoding="utf-8")
    return predictions(path, field, marked)


def refusal(tmp_path: Path, *answers: object, field: str = "mentions", marked: list[Marked] = MARKED) -> str:
    with pytest.raises(BadLines) as refused:
        read(tmp_path, *answers, field=field, marked=marked)
    return str(refused.value)


def test_what_a_report_shows_is_filled_in(tmp_path: Path) -> None:
    bare = {"start": 0, "end": 3, "place": {"lat": 1, "lon": 2}}
    (mention,) = read(tmp_path, {"id": "a", "mentions": [bare]})[key_of("a")]["mentions"]
    assert (mention["kind"], mention["confidence"], mention["place"]["name"]) == ("toponym", 1.0, "")
    nowhere = {"id": "a", "mentions": [{"start": 0, "end": 3, "place": {}}, {"start": 7, "end": 10}]}
    assert [one["place"] for one in read(tmp_path, nowhere)[key_of("a")]["mentions"]] == [None, None]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"start": None}, "a span (null to 3)"),
        ({"start": False, "end": True}, "a span (false to true)"),
        ({"start": -3}, "a span (-3 to 3)"),
        ({"end": 24}, "does not lie inside the text of 23 characters"),
        ({"start": []}, "a span (a list to 3)"),
        ({"kind": "town"}, '"kind" of a mention is not one of toponym, demonym, embedded'),
        ({"kind": ["toponym"]}, '"kind" of a mention'),
        ({"confidence": 7}, '"confidence" is not a number from 0 to 1: 7'),
        ({"confidence": "high"}, '"confidence" is not a number from 0 to 1: "high"'),
        ({"confidence": True}, '"confidence" is not a number from 0 to 1: true'),
        ({"place": "Gao"}, "a place is neither an object nor null"),
        ({"place": {"lat": "x", "lon": 1}}, '"lat" is not a number from -90 to 90: "x"'),
        ({"place": {"lat": 1e9, "lon": 1}}, '"lat" is not a number from -90 to 90'),
        ({"place": {"lat": 1, "lon": -181}}, '"lon" is not a number from -180 to 180'),
        ({"place": {"lat": 1}}, 'only one of "lat" and "lon"'),
        ({"place": {"lat": 1, "lon": 2, "feature_class": 3}}, "is not a string"),
        ({"evidence": {"why_here": 5}}, '"why_here"'),
        ({"text": "\ud800"}, "not valid JSON in UTF-8"),
        ({"confidence": float("nan")}, "not valid JSON in UTF-8"),
    ],
)
def test_an_odd_mention_is_reported_with_its_line(tmp_path: Path, changed: dict[str, object], why: str) -> None:
    message = refusal(tmp_path, {"id": "b", "mentions": []}, {"id": "a", "mentions": [{**GAO, **changed}]})
    assert message.startswith("p.jsonl, line 2: not what extract writes: ")
    assert why in message


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (5, "a claim is not an object"),
        ({**CLAIM, "content": 5}, 'the "content" of an attribution is not a list'),
        ({**CLAIM, "cue": [{}]}, "a span (null to null)"),
        ({**CLAIM, "source": [{"start": 20, "end": 80}]}, "does not lie inside the text"),
        ({**CLAIM, "confidence": -1}, '"confidence" is not a number'),
    ],
)
def test_an_odd_claim_is_reported_with_its_line(tmp_path: Path, claim: object, why: str) -> None:
    message = refusal(tmp_path, {"id": "a", "claims": [CLAIM, claim]}, field="claims")
    assert message.startswith("p.jsonl, line 1: not what extract writes: ")
    assert why in message


@pytest.mark.parametrize("items", [None, "x", 5, {}])
def test_what_is_judged_has_to_be_a_list(tmp_path: Path, items: object) -> None:
    for field in ("mentions", "claims"):
        assert f'no list "{field}"' in refusal(tmp_path, {"id": "a", field: items}, field=field)
    assert refusal(tmp_path, {"id": "a", "mentions": [items]}).startswith("p.jsonl, line 1: not what extract writes")


@pytest.mark.parametrize("line", [None, [], 5, {}, {"mentions": []}])
def test_a_line_without_an_id_is_reported(tmp_path: Path, line: object) -> None:
    assert refusal(tmp_path, line) == 'p.jsonl, line 1: not what extract writes: not an object with "id"'


def test_nesting_without_end_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": ' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(BadLines, match="line 1: not what extract writes: nested too deeply"):
        predictions(path, "mentions", MARKED)


@pytest.mark.parametrize("identifier", [["x", 1], {"b": 1, "a": None}, None, True, 1.5, "é"])
def test_an_id_may_be_any_json(tmp_path: Path, identifier: object) -> None:
    found = read(tmp_path, {"id": identifier, "mentions": [GAO]}, marked=[Marked(identifier, MARKED[0].article)])
    assert len(found[key_of(identifier)]["mentions"]) == 1


def test_ids_are_distinguished_as_json_does() -> None:
    assert len({key_of(one) for one in (1, "1", True, [1], None, "null")}) == 6
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})


def test_an_id_twice_is_reported_with_both_lines(tmp_path: Path) -> None:
    one = {"id": "a", "mentions": []}
    assert refusal(tmp_path, one, {**one, "id": 1}, one) == 'p.jsonl, line 3: the id "a" appears already in line 1'
    assert 'two marked articles have the id "a"' in refusal(tmp_path, one, marked=MARKED * 2)


def test_answers_for_other_articles_are_checked_as_far_as_they_can_be(tmp_path: Path) -> None:
    assert key_of("b") in read(tmp_path, {"id": "b", "mentions": [{"start": 0, "end": 10**6}]})
    message = refusal(tmp_path, {"id": "b", "mentions": [{}]})
    assert message.endswith("a span (null to null) does not lie inside the text")


def test_predictions_may_be_gzipped_and_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path, line = tmp_path / "p.jsonl.gz", json.dumps({"id": "a", "mentions": [GAO]})
    path.write_bytes(gzip.compress(line.encode("utf-8-sig")))
    assert predictions(path, "mentions", MARKED) == read(tmp_path, json.loads(line))
