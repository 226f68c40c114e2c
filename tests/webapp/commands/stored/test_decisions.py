"""``mention-mapper decisions`` and ``review`` as a person uses them: exported, joined, listed, undone, counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.webapp.store.decisions.test_book import MIRPUR_IN_SINDH, Desk, place_json
from webapp.decisions.records import Scope, What
from webapp.domain import Span
from webapp.store import ArticleStore
from webapp.store.decisions.asked import Asked


@pytest.fixture
def desk(run, tmp_path: Path, canned):
    """Two articles, with a decision of Ada's on the first."""
    store = ArticleStore(tmp_path / "home" / "articles.sqlite")
    desk = Desk(store, canned)
    desk.add("Bo said Mirpur burns. Mirpur waits."), desk.add("Cy said Mirpur sleeps.")
    desk.decide(1, "Mirpur", What.PLACE, **place_json(MIRPUR_IN_SINDH))
    yield desk
    store.close()


def test_progress_is_one_line_for_all_or_a_collection(run, desk):
    assert run("review").stdout == "1 of 3 reviewed\n"
    kivu = desk.store.collections.create("Kivu").id
    desk.store.collections.put([2], kivu)
    assert run("review", "--collection", "kivu").stdout == "0 of 1 reviewed\n"
    result = run("review", "--collection", "Sindh")
    assert (result.exit_code, "there is no collection “Sindh”: there are “Kivu”" in result.stderr) == (1, True)


def test_the_log_goes_to_a_file_and_comes_back_once(run, desk, tmp_path):
    assert run("decisions", "export", "log.jsonl").stderr == "Wrote log.jsonl: 1 entry.\n"
    assert run("decisions", "export", "-").stdout == (tmp_path / "log.jsonl").read_text("utf-8")
    (line,) = (tmp_path / "log.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["who"] == "Ada"
    assert run("decisions", "import", "log.jsonl").stderr == "0 entries added, 1 known already.\n"
    bad = run("decisions", "import", "-", given=line.replace('"uid":"', '"uid":"0'))
    assert (bad.exit_code, "line 1 is not a decision" in bad.stderr) == (1, True)
    desk.store.delete(1)
    assert run("decisions", "import", "log.jsonl").exit_code == 0


def test_what_contradicts_is_said_and_the_status_tells(run, desk, tmp_path):
    run("decisions", "export", "before.jsonl")
    bo = Asked("Bo", What.REJECTED, Scope.MENTION, 1, (Span(8, 14),), over=())
    desk.store.decisions.decide(bo)
    run("decisions", "export", "both.jsonl")
    result = run("decisions", "import", "both.jsonl")
    assert (result.exit_code, "1 conflict: the page /review lists them." in result.stderr) == (1, True)


def test_decisions_are_listed_and_undone_by_who_made_them(run, desk):
    desk.decide(2, "Mirpur", What.REJECTED, who="Bo")
    lines = run("decisions", "list").stdout.splitlines()
    assert [line.split("  ")[1:3] for line in lines] == [
        ["Bo", "Mirpur: not a place [this mention]"],
        ["Ada", "Mirpur → Mirpur Khas [this mention]"],
    ]
    assert len(run("decisions", "list", "--article", "1").stdout.splitlines()) == 1
    assert run("decisions", "list", "--article", "9").exit_code == 1
    assert run("decisions", "undo", "--who", "Ada").stderr == "Undone: Mirpur → Mirpur Khas\n"
    assert "(undone by Ada)" in run("decisions", "list", "--who", "Ada").stdout
    assert desk.placed(2)[0] == ("Mirpur", None)
    assert run("decisions", "redo", "--who", "Ada").stderr.startswith("Done again: Mirpur → Mirpur Khas\n")
    result = run("decisions", "undo", "--who", "Cy")
    assert (result.exit_code, "Cy: there is nothing to undo" in result.stderr) == (1, True)


def test_without_articles_it_says_where_it_looked(run):
    for command in (("review",), ("decisions", "list"), ("decisions", "undo"), ("decisions", "export", "x")):
        result = run(*command)
        assert (result.exit_code, "there are no articles in" in result.stderr) == (1, True)


@pytest.mark.parametrize("line", ["[" * 100_000, "null", "{}", '{"uid": 1}', "\x00", '"x"', '{"value": {"place": {}}}'])
def test_a_damaged_line_is_named_and_nothing_is_imported(run, desk, tmp_path, line):
    run("decisions", "export", "log.jsonl")
    (tmp_path / "bad.jsonl").write_text((tmp_path / "log.jsonl").read_text("utf-8") + line + "\n", "utf-8")
    result = run("decisions", "import", "bad.jsonl")
    assert (result.exit_code, "line 2 is not a decision" in result.stderr) == (1, True)
    assert "nothing was imported" in result.stderr and "Traceback" not in result.output


def test_a_list_of_nothing_says_whether_something_was_decided(run, desk):
    assert run("decisions", "list", "--who", "Cy").stderr == "No decision matches.\n"
    desk.store.decisions.undo("Ada")
