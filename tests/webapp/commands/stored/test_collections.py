"""``mention-mapper collections`` and ``add --collection``."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from webapp.store import ArticleStore

FIRE = "A fire closed the market of Gulu on Monday, the mayor said.\n"


def test_articles_are_added_to_a_collection_that_is_listed_then(run, tmp_path: Path):
    (tmp_path / "fire.txt").write_text(FIRE)
    first = run("add", "--collection", " Fires of  2026", "fire.txt")
    assert first.exit_code == 0, first.output
    run("add", "-", given="Rain fell in Gulu, the mayor said.")
    assert run("add", "--collection", "Rain", "-", given="Rain fell in Gulu, the mayor said.").exit_code == 0
    listed = run("collections")
    assert "Fires of 2026\t1 article\nRain\t1 article\n" in listed.output
    assert "2 collections; 0 articles in none." in listed.output
    records = [json.loads(line) for line in run("collections", "--json").output.splitlines()]
    assert [(one["id"], one["name"], one["articles"]) for one in records] == [(1, "Fires of 2026", 1), (2, "Rain", 1)]
    # What is in a collection stays there; capitals make no difference.
    assert run("add", "--collection", "RAIN", "fire.txt").exit_code == 0
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        assert [one.articles for one in store.collections.all()] == [1, 1]


def test_a_collection_without_a_name_is_refused(run):
    result = run("add", "--collection", " ", "-", given="words")
    assert result.exit_code == 2
    assert "has no name" in result.output


def test_without_articles_there_is_nothing_to_list(run):
    assert "There are no articles yet" in run("collections").output
