"""A filled home holds what it should, in the words of its articles, in whatever columns its database has."""

from __future__ import annotations

import random
import sqlite3
from itertools import islice

import pytest
from sqlalchemy import create_engine, inspect

from benchmarks.workbench.cast import cast, draws
from benchmarks.workbench.corpus import COLUMNS, Corpus
from benchmarks.workbench.fill import AlreadyFilled, Filled, _insert, fill, sentences
from benchmarks.workbench.tree import Tree, TreeFailed
from webapp.domain import Edition
from webapp.store import ArticleStore
from webapp.store.models import Base

EDITION = Edition("1", "made", "1")


@pytest.fixture
def ask(filled_home):
    connection = sqlite3.connect(filled_home / "articles.sqlite")
    yield lambda statement: connection.execute(statement).fetchall()
    connection.close()


@pytest.fixture(scope="module")
def rows(gazetteer_path):
    made = cast(gazetteer_path, 400, random.Random(1))
    found = {table: [] for table in COLUMNS}
    for part in Corpus(made, 400, EDITION, sentences(), seed=1).parts():
        for table, some in part.items():
            found[table] += [dict(zip(COLUMNS[table], row, strict=True)) for row in some]
    return made, found


def test_there_are_ten_claims_an_article_and_as_many_places_as_articles(ask):
    assert ask("SELECT count(*) FROM article") == [(50,)]
    assert ask("SELECT count(*) FROM place") == [(50,)]
    assert abs(ask("SELECT count(*) FROM claim")[0][0] - 500) <= 10


def test_spans_are_the_words_of_the_text(ask):
    named = ask(
        "SELECT substr(a.text, m.start + 1, m.end - m.start), m.text "
        "FROM mention m JOIN article a ON a.id = m.article_id"
    )
    assert named
    assert all(words == name for words, name in named)
    cues = ask(
        "SELECT substr(a.text, s.start + 1, s.end - s.start), c.evidence "
        "FROM claim c JOIN article a ON a.id = c.article_id "
        "JOIN claim_span s ON s.claim_id = c.id AND s.part = 'cue'"
    )
    assert cues
    assert all(f"{words}\\u201d" in evidence for words, evidence in cues)


def test_nothing_refers_to_what_is_not_there(ask):
    assert ask("PRAGMA foreign_key_check") == []


def test_the_program_reads_what_was_filled_in(filled_home):
    store = ArticleStore(filled_home / "articles.sqlite")
    reading = store.reading(7)
    store.close()
    assert reading.claims
    assert reading.mentions[0].resolution.place
    assert reading.edition == EDITION


def test_one_place_is_in_a_tenth_of_all_claims_and_one_speaker_makes_a_twentieth(rows):
    made, found = rows
    claims = len(found["claim"])
    place_of = {mention["id"]: mention["place_id"] for mention in found["mention"]}
    there = {link["claim_id"] for link in found["claim_place"] if place_of[link["mention_id"]] == made.busiest_place.id}
    spoken = sum(claim["speaker_id"] == made.busiest_speaker.id for claim in found["claim"])
    assert 0.08 < len(there) / claims < 0.13
    assert 0.04 < spoken / claims < 0.06
    assert 0.17 < sum(claim["generic"] is True for claim in found["claim"]) / claims < 0.23


def test_every_place_is_named_most_of_them_the_gazetteers(rows):
    made, found = rows
    assert {place["id"] for place in found["place"]} == {place.id for place in made.places}
    real = sum(place["id"].startswith(("geonames:", "own:")) for place in found["place"])
    assert 0.85 < real / len(found["place"]) < 0.95


def test_copies_have_the_text_of_one_article_that_is_no_copy(rows):
    _, found = rows
    articles = {article["id"]: article for article in found["article"]}
    copies = [article for article in articles.values() if article["copy_of"]]
    assert 0.05 < len(copies) / len(articles) < 0.2
    for copy in copies:
        original = articles[copy["copy_of"]]
        assert original["copy_of"] is None
        assert original["text"].rsplit("\n\n", 1)[0] == copy["text"].rsplit("\n\n", 1)[0]


def test_the_same_seed_makes_the_same_articles(gazetteer_path):
    def first(seed):
        made = cast(gazetteer_path, 30, random.Random(seed))
        return next(Corpus(made, 30, EDITION, sentences(), seed).parts(10))["article"]

    assert first(3) == first(3)
    assert first(3) != first(4)


def test_what_is_drawn_first_is_drawn_most():
    import numpy as np

    drawn = list(islice(draws(100, np.random.default_rng(1)), 5_000))
    assert drawn.count(1) > drawn.count(10) > drawn.count(80) > 0
    assert 0 not in drawn


def test_columns_that_a_database_lacks_are_left_out_and_those_it_demands_are_filled():
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE speaker (id INTEGER PRIMARY KEY, claims INTEGER NOT NULL, key TEXT NOT NULL)"
        )
        _insert(inspect(connection), "speaker", COLUMNS["speaker"])(connection, [(7, "Aly")])
        _insert(inspect(connection), "tag", COLUMNS["tag"])(connection, [(1, "checked")])
        assert connection.exec_driver_sql("SELECT id, claims, key FROM speaker").all() == [(7, 0, "")]
    engine.dispose()


def test_every_column_of_the_store_that_matters_is_filled():
    missing = {
        f"{name}.{column.name}"
        for name, columns in COLUMNS.items()
        for column in Base.metadata.tables[name].columns
        if column.name not in columns and not column.nullable and column.server_default is None
    }
    assert missing <= {"article_tag.article_id"}


def test_a_home_that_has_articles_is_left_alone(filled_home, gazetteer_path):
    before = (filled_home / "articles.sqlite").read_bytes()
    with pytest.raises(AlreadyFilled, match="name an empty folder"):
        fill(filled_home, gazetteer_path, 10, tree=Tree(), edition=EDITION)
    assert (filled_home / "articles.sqlite").read_bytes() == before


def test_a_home_tells_what_it_was_filled_with(filled_home, tmp_path):
    filled = Filled.of(filled_home)
    assert filled.articles == 50
    assert filled.speaker == "Maria Rehom"
    assert Filled.of(tmp_path) is None


def test_a_command_of_a_tree_that_fails_says_why(tmp_path):
    with pytest.raises(TreeFailed, match=r"(?s)“prepare” failed in .*StoreUnavailable"):
        Tree().prepare(tmp_path)


def test_a_folder_without_the_program_is_no_tree(tmp_path):
    with pytest.raises(TreeFailed, match="name a folder that holds webapp/"):
        Tree(tmp_path)
