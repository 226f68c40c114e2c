"""``mention-mapper reread`` as a person uses it: what is read again, what is reported, and the exit status."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp import reading
from webapp.cli import main
from webapp.domain import Edition, Reading
from webapp.jobs.rereading import alone
from webapp.nlp.pipeline import Pipeline
from webapp.reading import Limits
from webapp.store import ArticleStore
from webapp.store.earlier.book import EarlierBook

KASESE = (
    "Floods cut off Kasese\n\nKASESE, Uganda, May 7 - Homes along the river in Kasese were flooded on Tuesday.\n\n"
    '"The bridge is gone," said Grace Mbabazi, who leads the district council in Kasese.\n'
)
PEMBA = 'No water in Pemba\n\n"There is no water in Pemba," said Celeste Abacar, an aid worker.\n'


@pytest.fixture
def home(gazetteer_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    os.link(gazetteer_path, home / "gazetteer.sqlite")
    monkeypatch.setenv("MENTION_MAPPER_MODEL", "sm")
    return home


@pytest.fixture
def store(home: Path):
    """Two articles that an earlier version read, and found nothing in."""
    store = ArticleStore(home / "articles.sqlite")
    limits = Limits(1_000_000, 100_000, 10)
    for text, name in ((KASESE, "kasese.txt"), (PEMBA, "pemba.txt")):
        store.save(Reading(reading.read(text.encode(), name, limits), model="md", gazetteer="0"))
    yield store
    store.close()


def reread(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["reread", *arguments])


def test_all_that_an_earlier_version_read_is_read_as_a_new_upload_would_be(store, gazetteer):
    result = reread()
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.startswith("article")] == [
        "article 2 (No water in Pemba)",
        "article 1 (Floods cut off Kasese)",
    ]
    assert "2 articles show something else: mention-mapper jobs take-back 1 puts that back." in result.stderr
    assert result.stderr.splitlines()[-1] == "Read 2 articles again."
    pipeline = Pipeline(gazetteer, "sm", least_said=0)
    limits = Limits(1_000_000, 100_000, 10)
    for article_id, text, name in ((1, KASESE, "kasese.txt"), (2, PEMBA, "pemba.txt")):
        fresh = pipeline.read(reading.read(text.encode(), name, limits))
        article_in = ArticleStore(store._database.path.with_name(f"fresh{article_id}.sqlite"))
        assert store.reading(article_id) == article_in.reading(article_in.save(fresh).id)
        assert store.reading(article_id).claims
        article_in.close()
    assert store.edition(1) == Edition(pipeline.program, pipeline.model, gazetteer.version)
    again = reread()
    assert (again.exit_code, again.stderr.splitlines()[-1]) == (0, "All 2 articles are up to date.")
    assert reread("--all").stderr.splitlines()[-1] == "Read 2 articles again."


def test_what_was_not_said_is_kept_whatever_the_setting_says(store, monkeypatch):
    monkeypatch.setenv("MENTION_MAPPER_LEAST_SAID", "1")
    assert reread("1").exit_code == 0
    assert store.reading(1).claims


def test_only_the_articles_named_are_read(store):
    result = reread("2", "2")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "Read 1 article again.")
    assert [bool(store.reading(one).claims) for one in (1, 2)] == [False, True]


def test_articles_with_some_words_are_read_listed_and_taken_back(store):
    before = store.reading(2)
    result = reread("--name", "no water", "--name", "Camp Delta")
    assert result.exit_code == 0
    assert "article 2 (No water in Pemba)" in result.stdout and "article 1" not in result.stdout
    assert "new claim: “There is no water in Pemba,” (Celeste Abacar)" in result.stdout
    again = CliRunner().invoke(main, ["jobs", "changes", "1"])
    assert again.stdout.splitlines()[0] == "article 2 (No water in Pemba)"
    back = CliRunner().invoke(main, ["jobs", "take-back", "1", "--article", "2"])
    assert "1 article put back. mention-mapper jobs take-back 2 undoes it." in back.stderr
    assert store.reading(2) == before
    assert CliRunner().invoke(main, ["jobs", "take-back", "1"]).exit_code == 1
    assert reread("--name", "Atlantis").stderr == "No article has the words “Atlantis”.\n"


def test_a_collection_is_read_alone(store):
    store.collections.put([1], store.collections.create("Kivu").id)
    assert reread("--collection", "kivu").exit_code == 0
    assert [bool(store.reading(one).claims) for one in (1, 2)] == [True, False]
    assert "every article of this collection is up to date" in reread("--collection", "Kivu").stderr.lower()
    assert "there is no collection “Goma”: there are “Kivu”" in reread("--collection", "Goma").stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["1", "--name", "Pemba"], 2, "give IDs, or --collection and --name, not both"),
        (["--outdated", "--name", "Pemba"], 2, "leave --outdated out"),
        (["9", "1", "8"], 1, "there is no article 9, 8: it may have been deleted; none was read again"),
        (["1", "--all"], 2, "give IDs, --outdated or --all, not several of them"),
        (["--outdated", "--all"], 2, "give IDs, --outdated or --all"),
        (["0"], 2, "0 is not in the range"),
        (["one"], 2, "'one' is not a valid integer"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_read(store, arguments, status, words, monkeypatch):
    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", None)
    result = reread(*arguments)
    assert result.exit_code == status
    assert words in result.stderr
    assert "Traceback" not in result.output


def test_without_articles_it_says_where_it_looked(home):
    result = reread()
    assert result.exit_code == 1
    assert "there are no articles to read again" in result.stderr
    assert str(home) in result.stderr
    assert not (home / "articles.sqlite").exists()
    empty = ArticleStore(home / "articles.sqlite")
    empty.prepare()
    empty.close()
    assert "there are no articles to read again" in reread("--all").stderr


def test_while_another_reads_again_it_is_refused(store, home):
    with alone(home):
        result = reread()
    assert result.exit_code == 1
    assert "being read again already" in result.stderr


def test_a_database_of_a_newer_program_is_left_alone(store, home):
    connection = sqlite3.connect(home / "articles.sqlite")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    result = reread()
    assert result.exit_code == 1
    assert "was made by a newer version of Mention Mapper; update the program" in result.stderr


def test_a_failure_is_reported_and_the_others_go_on(store, monkeypatch):
    original = Pipeline.read

    def read(self, article):
        if "Pemba" in article.title:
            raise ValueError("a fault")
        return original(self, article)

    monkeypatch.setattr(Pipeline, "read", read)
    result = reread("--quiet")
    assert result.exit_code == 1
    assert "article 2 (No water in Pemba): something went wrong" in result.stderr
    assert result.stderr.splitlines()[-1] == "Read 1 article again; 1 article keeps its earlier reading."
    assert [bool(store.reading(one).claims) for one in (1, 2)] == [True, False]


def test_an_interruption_leaves_every_article_whole(store, monkeypatch):
    original = Pipeline.read

    def read(self, article):
        if "Kasese" in article.title:
            raise KeyboardInterrupt
        return original(self, article)

    monkeypatch.setattr(Pipeline, "read", read)
    result = reread()
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "Stopped. Read 1 article again; 1 article keeps its earlier reading."
    assert [bool(store.reading(one).claims) for one in (1, 2)] == [False, True]
    monkeypatch.undo()
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(store._database.path.parent))
    monkeypatch.setenv("MENTION_MAPPER_MODEL", "sm")
    assert reread().exit_code == 0


@pytest.mark.parametrize("loads", ["webapp.nlp.pipeline.Pipeline", "gazetteer.build.ensure"])
def test_an_interruption_while_it_gets_ready_leaves_every_article_as_it_is(store, monkeypatch, loads):
    def interrupted(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(loads, interrupted)
    result = reread()
    assert (result.exit_code, result.stderr.splitlines()) == (130, ["Stopped. No article was read again."])
    assert [store.edition(one).program for one in (1, 2)] == ["", ""]


def test_a_full_disk_ends_it_and_says_how_far_it_got(store, monkeypatch):
    def full(self, job_id, article_id, reading):
        from webapp.errors import StoreUnavailable

        raise StoreUnavailable("no space is left on the disk: free some and try again; nothing was saved")

    monkeypatch.setattr(EarlierBook, "replace", full)
    result = reread()
    assert result.exit_code == 1
    *_, summary, error = result.stderr.splitlines()
    assert summary == "Read 0 articles again; 2 articles keep their earlier reading."
    assert error.startswith("Error: no space is left on the disk")


@pytest.mark.parametrize("arguments", [("--name", ""), ("--name", "Kasese", "--name", "  ")])
def test_a_name_without_words_reads_nothing(store, arguments):
    result = reread(*arguments)
    assert (result.exit_code, "--name has no words" in result.stderr) == (2, True)
    assert [store.edition(one).program for one in (1, 2)] == ["", ""]
