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
    assert "in.jsonl, line 1: it is not valid JSON" in result.output


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


def test_columns_that_have_no_usual_name_are_named(run, tmp_path: Path):
    (tmp_path / "in.csv").write_text(f'Nr,Was written,Kopf\n1,"{FIRE.strip()}",Fire\n')
    (tmp_path / "in.jsonl").write_text(json.dumps({"words": FLOOD}) + "\n")
    refused = run("add", "in.csv", "in.jsonl")
    assert (refused.exit_code, "--columns text=NAME" in refused.output) == (1, True)
    for given in ("text", "story=words", "text="):
        assert "chooses no column" in run("add", "in.csv", "--columns", given).output
    found = run("add", "in.csv", "--columns", "text=was written, title=Kopf")
    assert (found.exit_code, "1 article added." in found.output) == (0, True), found.output
    assert run("add", "in.jsonl", "--columns", "text=words").exit_code == 0
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        assert "Fire" in {store.summary(number).title for number in store.ids()}


def test_a_page_is_fetched_only_where_that_is_switched_on(run, monkeypatch):
    refused = run("add", "https://example.org/news/flood")
    assert refused.exit_code == 1
    assert "https://example.org/news/flood: pages are not fetched here" in refused.output
    monkeypatch.setenv("MENTION_MAPPER_FETCH", "on")
    assert "http://127.0.0.1/: 127.0.0.1" in (inside := run("add", "http://127.0.0.1/")).output, inside.output
    page = f"<html><body><h1>Fire in Gulu</h1><p>{FIRE}</p></body></html>".encode()
    monkeypatch.setattr("webapp.jobs.opening.fetch", lambda url, settings: (page, "fire.html", url))
    added = run("add", "https://example.org/news/fire")
    assert "1 article added." in added.output, added.output


def test_what_was_in_the_bin_is_back_and_told_as_that(store: ArticleStore):
    list(add([Article("Article 1.")], store, lambda some: map(Reading, some)))
    store.bin.delete_one(1)
    results = list(add([Article("Article 1.")] * 2, store, lambda some: map(Reading, some)))
    assert [one.status for one in results] == [OutcomeStatus.RESTORED, OutcomeStatus.EXISTING]
    assert store.count() == 1
