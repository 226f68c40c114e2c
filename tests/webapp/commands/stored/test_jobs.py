"""``mention-mapper jobs``: lists what was added on the pages, cancels it, has it tried again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from webapp.store import ArticleStore
from webapp.store.jobs.records import NewItem


@pytest.fixture
def job(run, tmp_path: Path):
    """A job of two files that wait."""
    with closing(ArticleStore(tmp_path / "home" / "articles.sqlite")) as store:
        store.jobs.make("2 files", [NewItem("a.txt", "p/1", {"form": "file"}), NewItem("b.txt", "p/2")])
        yield store.jobs


def test_without_jobs_the_list_says_what_comes_there(run):
    result = run("jobs")
    assert (result.exit_code, "files that are added on the pages are listed here" in result.output) == (0, True)


def test_jobs_are_listed_cancelled_and_tried_again(run, job):
    assert "2 files: 0 of 2 files read" in run("jobs").output
    assert "2 files cancelled." in run("jobs", "cancel", "1").output
    assert "cancelled  2 files: 2 files, 2 cancelled" in run("jobs").output
    assert "2 files will be read again." in run("jobs", "retry", "1").output
    assert job.summary(1).counts.queued == 2
    assert "Nothing of it failed" in run("jobs", "retry", "1").output


def test_a_job_that_there_is_not_is_reported(run, job):
    result = run("jobs", "cancel", "7")
    assert (result.exit_code, "there is no such job" in result.output) == (1, True)
    # More than the database could look for.
    assert run("jobs", "retry", "9" * 30).exit_code == 2


@pytest.mark.parametrize("command", ["cancel", "retry", "changes", "take-back"])
def test_in_an_empty_home_it_says_where_it_looked_and_makes_nothing(run, tmp_path, command):
    result = run("jobs", command, "1")
    assert (result.exit_code, f"there are no jobs in {tmp_path / 'home'}" in result.stderr) == (1, True)
    assert not (tmp_path / "home" / "articles.sqlite").exists()
