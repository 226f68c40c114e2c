"""Annotated articles read from files, dealt into folds, and parsed once."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.corpora import FOLDS, Annotated, Parsed, load, name_of
from training.measures.counts import reading_of
from webapp.domain import Article
from webapp.nlp.text.doc import register

LINES = [{"id": number, "text": f"Article {number} is short.", "toponyms": []} for number in range(40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "toponyms_made.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write("\n".join(map(json.dumps, LINES)) + "\n\n")
    return path


class MadePipeline:
    """Tokens alone; counts how often it is asked to parse."""

    def __init__(self) -> None:
        register()
        self.nlp: Language = spacy.blank("en")
        self.parses = 0

    def unparsed(self, article: Article):
        self.parses += 1
        return self.nlp.make_doc(article.text)


@pytest.fixture
def parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parsed:
    monkeypatch.setattr("training.corpora.Pipeline", lambda gazetteer, model: MadePipeline())
    monkeypatch.setattr("training.corpora.OWN_COMPONENTS", ())
    return Parsed("md", tmp_path / "cache", gazetteer=object())  # type: ignore[arg-type]


def test_a_corpus_is_called_by_its_file_and_keeps_whole_lines(path: Path) -> None:
    articles = load(path)
    assert name_of(path) == "toponyms_made"
    assert {annotated.corpus for annotated in articles} == {"toponyms_made"}
    assert [annotated.gold for annotated in articles] == LINES
    assert articles[3].article.text == "Article 3 is short."


def test_documents_stay_in_their_fold_and_fill_all_of_them(path: Path) -> None:
    folds = [annotated.fold for annotated in load(path)]
    assert set(folds) == set(range(FOLDS))
    assert folds == [annotated.fold for annotated in load(path)]


def test_the_same_id_in_another_corpus_may_fall_into_another_fold() -> None:
    one, other = (
        [Annotated(corpus, Article(""), {"id": number}).fold for number in range(40)] for corpus in ("a", "b")
    )
    assert one != other


def test_articles_are_parsed_once_and_bear_their_article(parsed: Parsed, path: Path) -> None:
    articles = load(path)
    first = list(parsed.docs(articles))
    again = list(parsed.docs(articles))
    assert parsed.pipeline.parses == len(articles)  # type: ignore[attr-defined]
    assert [doc.text for doc in first] == [doc.text for doc in again]
    assert again[5]._.article is articles[5].article


def test_a_reading_holds_what_the_components_set(parsed: Parsed, path: Path) -> None:
    doc = next(parsed.docs(load(path)))
    doc._.mentions = ["a mention"]
    reading = reading_of(parsed.run(doc, ()))
    assert (reading.mentions, reading.claims) == (("a mention",), ())
    assert reading.article.text == "Article 0 is short."
