"""``mention-mapper evaluate``: judges what extract has written, as text, JSON and a page; bad files are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from webapp.cli import main

GOLD = {
    "id": "a",
    "text": 'Paris <b>said</b> little. "Stay in Gao," Keita said.',
    "toponyms": [
        {"start": 0, "end": 5, "lat": 48.85, "lon": 2.35},
        {"start": 35, "end": 38, "lat": 16.27, "lon": -0.04},
    ],
    "attributions": [{"content": [{"start": 26, "end": 40}], "cue": [{"start": 47, "end": 51}], "source": []}],
}
FOUND = {
    "id": "a",
    "mentions": [
        {
            "start": 0,
            "end": 5,
            "text": "Paris",
            "kind": "toponym",
            "confidence": 0.8,
            "place": {
                "name": "Paris",
                "lat": 33.66,
                "lon": -95.56,
                "feature_class": "P",
                "admin1": None,
                "country": "US",
            },
        }
    ],
    "claims": [],
}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    found.write_text(json.dumps(FOUND) + "\n", encoding="utf-8")
    return str(gold), str(found)


def run(*args: str) -> str:
    result = CliRunner().invoke(main, ["evaluate", *args], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_places_as_text(files: tuple[str, str]) -> None:
    out = run("toponyms", files[0], "--predictions", files[1])
    assert "recall            0.500" in out
    assert "1 missed, 1 misplaced" in out or "1 misplaced, 1 missed" in out


def test_places_as_json_hold_every_error(files: tuple[str, str]) -> None:
    report = json.loads(run("toponyms", files[0], "--predictions", files[1], "--format", "json"))
    assert report["figures"]["f1"] == pytest.approx(2 / 3)
    assert sorted(fault["sort"] for fault in report["faults"]) == ["misplaced", "missed"]


def test_places_as_a_page_escape_the_article(files: tuple[str, str], tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    run("toponyms", files[0], "--predictions", files[1], "--format", "html", "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;said" in html
    assert "<b>said" not in html
    assert "http://" not in html.replace("http://www.w3.org", "")
    assert "7,7" in html  # kilometres from Paris to Paris, Texas


def test_claims_beside_what_people_reach(files: tuple[str, str]) -> None:
    out = run("claims", files[0], "--predictions", files[1])
    assert "people: 0.929" in out
    assert "1 missed" in out


@pytest.mark.parametrize("kinds", ["", "towns", "toponym,towns"])
def test_unknown_kinds_are_refused(files: tuple[str, str], kinds: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", "toponyms", files[0], "--kinds", kinds])
    assert result.exit_code == 2
    assert "toponym, demonym, embedded" in result.output


def test_a_bad_gold_file_is_one_line_and_status_1(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "toponyms", str(path)])
    assert result.exit_code == 1
    assert "line 1" in result.output
    assert "Traceback" not in result.output


def test_predictions_that_extract_did_not_write_are_refused(files: tuple[str, str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text("[]\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "toponyms", files[0], "--predictions", str(bad)])
    assert result.exit_code == 1
    assert "line 1" in result.output
