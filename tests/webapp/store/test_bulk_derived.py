"""What is kept beside the articles is the same whether they come in at once or one by one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from webapp.domain import Article, Reading
from webapp.store import ArticleStore

BY_NAME = {
    "copies": "SELECT content_hash, copy_of FROM article ORDER BY id",
    "copy_mark": "SELECT mark, article_id FROM copy_mark ORDER BY mark, article_id",
    "standing": "SELECT * FROM standing ORDER BY place_id, role, claim_id",
    "place_total": "SELECT place_id, scope, name, folded, lat, lon, is_area, cell, claims, acting, by_context, rank, "
    "confidence, mentions, articles, unclaimed FROM place_total ORDER BY place_id, scope",
    "place_cell": "SELECT scope, cell, level, places, claims, lat, lon, busiest, most FROM place_cell ORDER BY 1, 2",
    "place_wording": "SELECT place_id, text, folded, count FROM place_wording ORDER BY place_id, text",
    "tally": "SELECT articles, copies, claims, attitudes, places FROM tally",
    "speaker_group": "SELECT label, public_id, name, sort_name, first, claims, said, articles, said_articles, generic, "
    "said_generic FROM speaker_group ORDER BY label",
    "speaker_voice": 'SELECT article_id, "key", words, mark, grew FROM speaker_voice ORDER BY article_id, "key"',
    "spoken": "SELECT claim_id, label, day, article_id, position, start, spoken.generic FROM spoken "
    "JOIN speaker_group ON speaker_group.id = group_id ORDER BY claim_id",
    "speaker_term": "SELECT label, kind, text, speaker_term.claims FROM speaker_term "
    "JOIN speaker_group ON speaker_group.id = group_id ORDER BY label, kind, text",
    "speaker_word": "SELECT label, word, named, text FROM speaker_word JOIN speaker_term ON speaker_term.id = term_id "
    "JOIN speaker_group ON speaker_group.id = speaker_word.group_id ORDER BY label, word, text",
    "article_words": "SELECT rowid FROM article_words WHERE article_words MATCH 'harbour' ORDER BY rowid",
    "claim_words": "SELECT rowid FROM claim_words WHERE claim_words MATCH 'harbour' ORDER BY rowid",
}
"""What each table holds, with names in place of the numbers that depend on the order."""
STORY = (
    "The harbour of Mirpur was closed on Tuesday after {n} ships had broken loose in the storm, and the fishing fleet "
    "stayed in port while divers looked for the cables that the waves had torn from the northern pier. "
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[ArticleStore, ArticleStore]]:
    with (
        closing(ArticleStore(tmp_path / "at-once.sqlite")) as one,
        closing(ArticleStore(tmp_path / "one-by-one.sqlite")) as other,
    ):
        yield one, other


def kept(store: ArticleStore) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(store._database.path)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in BY_NAME.items()}


def made(canned) -> list[Reading]:
    """Stories in several editions, the longest neither first nor last, and articles that are alone."""
    ends = ("Okoro said Mirpur burns.", "Bo, the harbour master, said Mirpur sleeps.", "Ada Okoro said Pakistan waits.")
    texts = [STORY.format(n=n) + STORY.format(n=n).upper() + end * (1 + n % 2) for n in (3, 700) for end in ends]
    alone = [f"Cy {n} said Mirpur is calm. Okoro, chief {n % 3}, said Pakistan is not." for n in range(5)]
    return [canned.read(Article(text, title=str(n))) for n, text in enumerate([*texts, *alone, *texts[:2]])]


def test_what_follows_from_articles_is_the_same_at_once_and_one_by_one(stores, canned):
    at_once, one_by_one = stores
    readings = made(canned)
    at_once.save_many(readings)
    for reading in readings:
        one_by_one.save(reading)

    assert kept(at_once) == kept(one_by_one)
    assert at_once.copies.count() == one_by_one.copies.count() > 0
    assert at_once.places() == one_by_one.places()


def test_so_it_is_in_a_few_batches(stores, canned):
    at_once, in_batches = stores
    readings = made(canned)
    at_once.save_many(readings)
    for start in range(0, len(readings), 4):
        in_batches.save_many(readings[start : start + 4])

    assert kept(at_once) == kept(in_batches)
