"""``mention-mapper add``: files, folders and lines of JSON come onto the map, and what cannot be read is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from webapp.domain import Article, Reading
from webapp.jobs.adding import BATCH, add
from webapp.services.ingest import OutcomeStatus
from webapp.store import ArticleStore

FLOOD = "Homes along the river in Kasese were flooded on Tuesday, said Grace Mbabazi, who leads the council.\n"
FIRE = "A fire closed the market of Gulu on Monday, the mayor said.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with closing(ArticleStore(tmp_path / "articles.sqlite")) as store:
        yield store


def test_files_folders_and_lines_come_onto_the_map_once(run, tmp_path: Path):
    (tmp_path / "in" / "more").mkdir(parents=True)
    (tmp_path / "in" / "flood.txt").write_text(FLOOD)
    (tmp_path / "in" / "more" / "fire.jsonl").write_text(json.dumps({"id": 1, "text": FIRE, "title": "Fire"}) + "\n")
    (tmp_path / "in" / "photo.jpg").write_bytes(b"\xff\xd8")
    first, again = run("add", "in"), run("add", "in/flood.txt", "-", given="Rain fell in Gulu, the mayor said.")

    assert (first.exit_code, again.exit_code) == (0, 0), first.output + again.output
    assert "2 articles added." in first.output
    assert "1 article added, 1 already on the map." in again.output
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        assert store.count() == 3
        assert "Fire" in {store.summary(number).title for number in store.ids()}
        assert {place.name for place in store.places()} >= {"Kasese", "Gulu"}


def test_what_cannot_be_read_is_told_and_the_rest_is_added(run, tmp_path: Path):
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.4 cut")
    (tmp_path / "in.jsonl").write_text("no article\n" + json.dumps({"id": 1, "text": FIRE}) + "\n")
    result = run("add", "cut.pdf", "in.jsonl")

    assert result.exit_code == 1
    assert "1 article added, 2 could not be read." in result.output
    assert "in.jsonl, line 1: not valid JSON" in result.output


def test_a_damaged_archive_does_not_stop_the_rest(run, tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "fire.txt").write_text(FIRE)
    result = run("add", "a.zip", "fire.txt")
    assert result.exit_code == 1
    assert "a.zip cannot be opened" in result.output
    assert "1 article added, 1 could not be read." in result.output


def test_a_folder_without_articles_is_told(run, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    result = run("add", "empty")
    assert result.exit_code == 1
    assert "no articles in empty" in result.output


def test_what_was_extracted_in_full_is_loaded_without_being_read_again(run, tmp_path: Path, monkeypatch):
    (tmp_path / "in.jsonl").write_text(
        "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate((FLOOD, FIRE)))
    )
    extracted = [run("extract", "in.jsonl", "--full", "-o", name) for name in ("found/", "found.jsonl")]
    plain = run("extract", "in.jsonl", "-o", "plain/")
    assert [one.exit_code for one in (*extracted, plain)] == [0, 0, 0], extracted[0].output
    read = run("add", "in.jsonl")
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        as_read = [store.reading(number) for number in store.ids()]
        for number in store.ids():
            store.delete(number)
        store.bin.empty()

    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline.__init__", None)
    loaded, again = run("add", "found/"), run("add", "found.jsonl", "plain/")
    assert "2 articles added." in read.output
    assert (loaded.exit_code, loaded.output.strip()) == (0, "2 articles added.")
    assert again.exit_code == 1
    assert "plain/: plain was written without --full" in again.output
    assert "0 articles added, 2 already on the map, 1 could not be read." in again.output
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        assert [store.reading(number) for number in store.ids()] == as_read


def test_an_article_that_breaks_the_reader_does_not_take_others_with_it(store: ArticleStore):
    articles = [Article(f"Article {number}.") for number in range(BATCH + 3)]

    def read(some: Iterable[Article]) -> Iterator[Reading]:
        for article in some:
            if article.text == "Article 5.":
                raise ZeroDivisionError
            yield Reading(article)

    results = list(add([*articles, articles[0]], store, read))
    failed = [one.title for one in results if one.status is OutcomeStatus.FAILED]
    assert failed == ["Article 5."]
    assert [one.status for one in results].count(OutcomeStatus.ADDED) == len(articles) - 1 == store.count()
    assert results[-1].status is OutcomeStatus.EXISTING


def test_what_was_added_before_a_stop_stays(store: ArticleStore):
    results = add((Article(f"Article {number}.") for number in range(4)), store, lambda some: map(Reading, some))
    next(results)
    next(results)
    results.close()
    assert store.count() == 2
