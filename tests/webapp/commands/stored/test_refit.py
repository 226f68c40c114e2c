"""``mention-mapper refit`` and ``evaluate decisions``: what is told, kept and refused, and the way back."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from gazetteer.place import Place
from gazetteer.store import Gazetteer
from tests.webapp.fitting.conftest import NAMES
from webapp.cli import main
from webapp.domain import Article, Reading
from webapp.evaluation.decided import JudgedArticle
from webapp.evaluation.intervals import Interval
from webapp.fitting import refit as refitting
from webapp.nlp.fitted.own import OwnWeightsFolder
from webapp.nlp.pipeline import Pipeline
from webapp.store import ArticleStore

TEXT = "The school board of {} met on Monday. It agreed to mend the roof of the library."


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> list[Reading]:
    readings = pipeline.read_many((Article(TEXT.format(name)) for name in NAMES), explain=False)
    return [one for one in readings if one.mentions]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pipeline: Pipeline) -> Path:
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(tmp_path))
    monkeypatch.setattr("webapp.nlp.pipeline.Pipeline", lambda *_args: pipeline)
    monkeypatch.setattr("gazetteer.build.ensure", lambda _path: SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(refitting, "LEAST_NAMES", 20)
    return tmp_path


@pytest.fixture
def american(home: Path, read: list[Reading], gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody decided that each name is a town in the United States."""

    def place(reading: Reading) -> Place | None:
        (words,) = {mention.text for mention in reading.mentions}
        places = (match.place for match in gazetteer.by_names([words])[words])
        return next((one for one in places if one.country == "US" and one.feature_class == "P"), None)

    decided = [JudgedArticle(one.article, one, {one.mentions[0].span: place(one)}, is_whole=True) for one in read]
    for command in ("stored.refit", "files.evaluate"):
        monkeypatch.setattr(f"webapp.commands.{command}.judged_articles", lambda *_args: decided)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


@pytest.mark.usefixtures("american")
def test_weights_are_told_of_first_then_applied_listed_and_taken_back(home: Path) -> None:
    own = OwnWeightsFolder(home / "weights")
    told = run("refit")
    assert told.exit_code == 0, told.output
    assert "Places: the new weights help." in told.output
    assert "Nothing was changed; with --apply" in told.output
    assert not own.versions()
    applied = run("refit", "--collection", "Harbour", "--apply")
    assert applied.exit_code == 0, applied.output
    assert own.in_use
    assert f"In use: {own.in_use}." in applied.output
    assert f"* {own.in_use}" in run("refit", "--list").output
    assert "In use: the weights that ship." in run("refit", "--back").output
    listed = run("refit", "--list").output.splitlines()
    assert [line[:9] for line in listed] == ["* shipped", f"  {next(iter(own.versions()))[:7]}"]
    assert "in use already" in run("refit", "--back").output


@pytest.mark.usefixtures("american")
def test_what_is_refused_is_not_applied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Interval, "above_nothing", False)
    refused = run("refit", "--apply")
    assert refused.exit_code == 1
    assert "Places: the new weights are refused, as what they gain may be chance." in refused.output
    assert "Nothing was changed." in refused.output
    assert not OwnWeightsFolder(home / "weights").in_use
    assert run("refit").exit_code == 0


@pytest.mark.usefixtures("home")
def test_without_decisions_the_person_is_told_where_to_make_them() -> None:
    for command in (("refit",), ("evaluate", "decisions")):
        result = run(*command, "--collection", "Harbour")
        assert result.exit_code == 1
        assert "nobody has decided on any article of Harbour yet" in result.output


@pytest.mark.parametrize("command", [("refit",), ("evaluate", "decisions")])
def test_a_collection_is_found_in_any_capitals_and_others_are_named(home: Path, command: tuple[str, ...]) -> None:
    with closing(ArticleStore(home / "articles.sqlite")) as store:
        store.collections.create("Harbour")
    assert "nobody has decided on any article of harbour yet" in run(*command, "--collection", "harbour").output
    result = run(*command, "--collection", "Nowhere")
    assert (result.exit_code, "no collection “Nowhere”: there are “Harbour”" in result.output) == (1, True)


@pytest.mark.usefixtures("american")
def test_without_the_packages_that_fit_the_person_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "webapp.fitting.refit", None)
    result = run("refit")
    assert result.exit_code == 1
    assert "pip install 'mention-mapper[fit]'" in result.output


@pytest.mark.usefixtures("home")
def test_options_that_exclude_each_other_are_refused() -> None:
    assert "stand alone" in run("refit", "--list", "--back").output
    assert "stand alone" in run("refit", "--back", "--apply").output


@pytest.mark.usefixtures("american")
def test_decisions_are_gold_for_what_the_program_had_read(read: list[Reading]) -> None:
    report = json.loads(run("evaluate", "decisions", "--format", "json").stdout)
    assert report["figures"]["articles"] == report["figures"]["articles_verified_as_a_whole"] == len(read)
    assert report["figures"]["accuracy_161km"] < 0.3
    assert report["about"]["read with"] == read[0].model
    assert "accuracy_161km" in run("evaluate", "decisions").output
