"""The command line as a person uses it: what is written, what is reported, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ARTICLE = (
    "KASESE, Uganda, May 7 - Homes along the river in Kasese were flooded on Tuesday.\n\n"
    '"The bridge is gone," said Grace Mbabazi, who leads the district council.\n'
)


def line(identifier: str, text: str = ARTICLE, **more: object) -> str:
    return json.dumps({"id": identifier, "text": text, **more}) + "\n"


def test_extract_answers_each_line_in_order(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a") + line("b", "Nothing is named here.") + line("c"))
    result = run("extract", "in.jsonl", "-o", "out.jsonl", "--quiet")
    assert result.exit_code == 0, result.output
    answers = [json.loads(one) for one in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert (answers[1]["mentions"], answers[1]["claims"]) == ([], [])


def test_an_interruption_is_reported_in_a_word_and_writes_nothing(run, tmp_path: Path, monkeypatch) -> None:
    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", interrupted)
    result = run("extract", "-", "-o", "out.jsonl", given=line("a"))
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (130, "Stopped.")
    assert not (tmp_path / "out.jsonl").exists()


def test_extract_writes_the_contract(run) -> None:
    result = run("extract", "-", "-q", given=line("a"))
    answer = json.loads(result.stdout)
    kasese = next(one for one in answer["mentions"] if one["text"] == "Kasese")
    assert ARTICLE[kasese["start"] : kasese["end"]] == "Kasese"
    assert set(answer) == {"id", "contract", "mentions", "claims", "model", "gazetteer"}
    assert answer["model"].startswith("en_core_web_sm")
    assert answer["gazetteer"] in run("gazetteer", "info").stdout
    assert set(kasese) == {"start", "end", "text", "kind", "confidence", "place"}
    assert set(kasese["place"]) == {
        "id", "name", "lat", "lon", "feature_class", "feature_code", "country", "admin1", "precision", "located",
    }  # fmt: skip
    assert kasese["place"]["country"] == "UG"
    (claim,) = [one for one in answer["claims"] if one["kind"] == "direct"]
    assert claim["speaker"] == "Grace Mbabazi"
    (content,) = claim["content"]
    assert ARTICLE[content["start"] : content["end"]] == '"The bridge is gone,"'
    assert all(0 <= link["mention"] < len(answer["mentions"]) for one in answer["claims"] for link in one["places"])


def test_extract_explains_each_mention_where_asked(run) -> None:
    answer = json.loads(run("extract", "-", "-q", "--explain", given=line("a")).stdout)
    kasese = next(one for one in answer["mentions"] if one["text"] == "Kasese")
    assert kasese["sense"] in ("", "government", "people")
    evidence = kasese["evidence"]
    assert set(evidence) == {"why_a_place", "why_here", "contrast", "candidates"}
    assert evidence["why_here"]
    assert all(set(one) == {"id", "name", "country", "admin1", "score"} for one in evidence["candidates"])
    assert evidence["candidates"][0]["id"] == kasese["place"]["id"]


def test_extract_places_the_spans_it_is_given_and_no_others(run) -> None:
    spans = [{"start": ARTICLE.index(words), "end": ARTICLE.index(words) + len(words)} for words in ("Kasese", "river")]
    given = line("a", spans=spans) + line("b", spans=[]) + line("c")
    result = run("extract", "-", "-q", "--spans", "given", given=given)
    assert result.exit_code == 1
    assert result.stderr.startswith('line 3: it has no "spans"')
    first, second = (json.loads(one) for one in result.stdout.splitlines())
    assert [one["text"] for one in first["mentions"]] == ["river", "Kasese"]
    assert first["mentions"][1]["place"]["country"] == "UG"
    assert second["mentions"] == []


def test_extract_leaves_spans_alone_unless_asked_to(run) -> None:
    result = run("extract", "-", "-q", given=line("a", spans="nonsense"))
    assert result.exit_code == 0
    assert any(one["text"] == "Kasese" for one in json.loads(result.stdout)["mentions"])


def test_nothing_is_placed_below_the_least_confidence(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = "Rain fell on Springfield."

    def placed(*options: str) -> list[str]:
        answer = json.loads(run("extract", "-", "-q", *options, given=line("a", report)).stdout)
        return [one["text"] for one in answer["mentions"] if one["place"]]

    assert placed("--least-confidence", "0") == ["Springfield"]
    assert placed("--least-confidence", "0.99") == []
    (tmp_path / "article.txt").write_text(report)
    run("map", "article.txt", "-o", "map.html", "-q", "--least-confidence", "0.99")
    assert '"features":[]' in (tmp_path / "map.html").read_text()
    monkeypatch.setenv("MENTION_MAPPER_LEAST_CONFIDENCE", "0.99")
    assert placed() == []
    assert placed("--least-confidence", "0") == ["Springfield"]


def test_wishes_and_acts_are_written_where_asked(run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = "Grace Mbabazi said the road to Kasese was open. The council wants to build a bridge in Kasese."

    def said(*options: str) -> list[float]:
        answer = json.loads(run("extract", "-", "-q", *options, given=line("a", report)).stdout)
        return [one["said"] for one in answer["claims"]]

    assert len(said("--said", "0")) > len(said()) > len(said("--said", "1"))
    monkeypatch.setenv("MENTION_MAPPER_LEAST_SAID", "1")
    assert said() == []


def test_less_likely_places_are_written_where_asked(run) -> None:
    report = "Rain fell on Gulu and Lira. Kitgum was dry. Grace Mbabazi said the road to Kasese was open."

    def links(*options: str) -> list[float]:
        answer = json.loads(run("extract", "-", "-q", *options, given=line("a", report)).stdout)
        return [link["confidence"] for one in answer["claims"] for link in one["places"]]

    assert len(links("--all-links")) > len(links())


@pytest.mark.parametrize("share", ["1.5", "-0.1", "nan", "half"])
def test_a_least_confidence_that_is_not_a_share_is_refused(run, share: str) -> None:
    result = run("extract", "-", f"--least-confidence={share}", given=line("a"))
    assert result.exit_code == 2
    assert "is not a number from 0 to 1" in result.stderr


def test_extract_reports_bad_lines_by_number_and_continues(run) -> None:
    given = line("a") + "{broken\n" + '{"id": "x"}\n' + "\n" + line("d", date="yesterday") + line("e")
    result = run("extract", "-", "-q", given=given)
    assert result.exit_code == 1
    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == ["a", "e"]
    assert [one.split(":")[0] for one in result.stderr.splitlines()[:3]] == ["line 2", "line 3", "line 5"]
    assert "3 line(s)" in result.stderr


def test_extract_keeps_offsets_of_odd_texts(run) -> None:
    text = "\ud800 \u00ad\u00a0In Kasese\u00ad,\r\n Grace Mbabazi said: “The bridge is gone.”"
    result = run("extract", "-", "-q", given=json.dumps({"id": 1, "text": text}) + "\n")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    kasese = next(one for one in answer["mentions"] if one["text"] == "Kasese")
    assert text[kasese["start"] : kasese["end"]] == "Kasese"


def test_extract_continues_after_ids_that_cannot_be_written(run) -> None:
    given = "\ufeff" + line("a") + '{"id": "\\ud800", "text": "Rome"}\n' + '{"id": NaN, "text": "Rome"}\n' + line("d")
    result = run("extract", "-", "-q", given=given)
    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == ["a", "d"]
    assert [one.split(":")[0] for one in result.stderr.splitlines()[:2]] == ["line 2", "line 3"]


def test_extract_writes_through_a_link(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a"))
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert run("extract", "in.jsonl", "-o", "link.jsonl", "-q").exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert json.loads((tmp_path / "real.jsonl").read_text())["id"] == "a"


def test_extract_leaves_no_half_written_file(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line("a"))
    result = run("extract", "in.jsonl", "-o", "no/such/folder/out.jsonl", "-q")
    assert result.exit_code == 1
    assert "couldn't write" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["in.jsonl", "./in.jsonl", "link.jsonl", "twin.jsonl"])
def test_extract_never_replaces_what_it_reads(run, tmp_path: Path, name: str) -> None:
    articles = tmp_path / "in.jsonl"
    articles.write_text(line("a"))
    (tmp_path / "link.jsonl").symlink_to(articles)
    (tmp_path / "twin.jsonl").hardlink_to(articles)
    result = run("extract", "in.jsonl", "-o", name, "-q")
    assert result.exit_code == 1
    assert result.stderr == "Error: the output is the file being read, in.jsonl: write to another\n"
    assert articles.read_text() == line("a")


def test_map_never_replaces_an_article(run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    result = run("map", "article.txt", "-o", "article.txt", "-q")
    assert result.exit_code == 1
    assert (tmp_path / "article.txt").read_text() == ARTICLE


def test_map_writes_one_page_that_needs_nothing_else(run, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE)
    result = run("map", "article.txt", "-o", "map.html", "-q")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "map.html").read_text()
    assert "Kasese" in page
    assert "The bridge is gone" in page


def test_map_of_what_is_no_article_says_why(run, tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    result = run("map", "picture.txt", "-o", "map.html", "-q")
    assert result.exit_code == 1
    assert "couldn't read an article in picture.txt" in result.stderr
    assert not (tmp_path / "map.html").exists()


def test_gazetteer_search_lists_places_with_what_lies_above(run) -> None:
    result = run("gazetteer", "search", "Mirpur")
    assert result.exit_code == 0
    assert "Azad Jammu and Kashmir" in result.stdout
    found = [json.loads(one) for one in run("gazetteer", "search", "Mirpur", "--json").stdout.splitlines()]
    assert {"PK", "BD"} <= {place["country"] for place in found}


def test_gazetteer_search_for_nothing_says_so(run) -> None:
    result = run("gazetteer", "search", "Qwxzzy")
    assert result.exit_code == 1
    assert "No place called 'Qwxzzy'" in result.stderr


def test_gazetteer_info_and_a_missing_gazetteer(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "version" in run("gazetteer", "info").stdout
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(tmp_path / "empty"))
    result = run("gazetteer", "search", "Mirpur")
    assert result.exit_code == 1
    assert "mention-mapper gazetteer build" in result.stderr


def test_a_setting_that_cannot_be_used_is_named(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTION_MAPPER_MAX_PAGES", "many")
    result = run("gazetteer", "info")
    assert result.exit_code == 1
    assert "MENTION_MAPPER_MAX_PAGES" in result.stderr


@pytest.mark.parametrize("command", [[], ["serve"], ["extract"], ["map"], ["gazetteer"], ["gazetteer", "search"]])
def test_help_is_there_for_every_command(run, command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
