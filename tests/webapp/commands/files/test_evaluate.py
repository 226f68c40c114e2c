"""``mention-mapper evaluate``: judges what extract has written, as text, JSON and a page; bad files are refused."""

from __future__ import annotations

import gzip
import json
import os
import stat
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


@pytest.mark.parametrize("form", ["text", "json", "html"])
@pytest.mark.parametrize("sort", ["toponyms", "claims"])
def test_ids_that_are_lists_and_gzipped_predictions_are_judged(tmp_path: Path, sort: str, form: str) -> None:
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl.gz"
    gold.write_text(json.dumps({**GOLD, "id": ["x", {"y": 1}]}) + "\n", encoding="utf-8")
    bare = {"id": ["x", {"y": 1}], "mentions": [{"start": 0, "end": 5, "place": {"lat": 1, "lon": 2}}], "claims": []}
    found.write_bytes(gzip.compress(json.dumps(bare).encode()))
    printed = run(sort, str(gold), "--predictions", str(found), "--format", form)
    assert "no prediction" not in printed
    assert "found.jsonl.gz" in printed


def test_articles_without_a_prediction_are_reported_by_their_id(files: tuple[str, str], tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": ["b"], "mentions": []}\n', encoding="utf-8")
    printed = run("toponyms", files[0], "--predictions", str(other))
    assert '1 article(s) have no prediction and count as empty, "a" first' in printed


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"\x1f\x8b\x08\x00broken", b'{"id": "a"}', b'{"id": "a", "claims": 5}']
)
@pytest.mark.parametrize("sort", ["toponyms", "claims"])
def test_odd_predictions_are_one_line_and_status_1(
    files: tuple[str, str], tmp_path: Path, sort: str, content: bytes
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(content)
    result = CliRunner().invoke(main, ["evaluate", sort, files[0], "--predictions", str(bad)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    (printed,) = result.output.splitlines()
    assert printed.startswith("Error: bad.jsonl")


def test_a_report_can_go_into_a_pipe_which_stays_one(files: tuple[str, str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pipe.open("r+b", buffering=0) as reader:
        printed = run("toponyms", files[0], "--predictions", files[1], "-o", str(pipe))
        assert stat.S_ISFIFO(pipe.lstat().st_mode), "the pipe was replaced by a file"
        assert b"recall" in reader.read(10_000)
    assert printed == f"Wrote {pipe}\n"


@pytest.mark.parametrize("read", [0, 1])
@pytest.mark.parametrize("sort", ["toponyms", "claims"])
def test_a_report_never_replaces_what_is_judged(files: tuple[str, str], tmp_path: Path, sort: str, read: int) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(files[read])
    before = Path(files[read]).read_bytes()
    for name in (files[read], str(link)):
        result = CliRunner().invoke(main, ["evaluate", sort, files[0], "--predictions", files[1], "-o", name])
        assert result.exit_code == 1
        assert "the output is the file being read" in result.output
    assert Path(files[read]).read_bytes() == before
