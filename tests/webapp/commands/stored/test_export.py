"""``mention-mapper export``: the filters as options, every format of the registry, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from webapp import exports
from webapp.commands.stored.export import export
from webapp.domain import Article
from webapp.store import ArticleStore
from webapp.store.claims.filters import FILTERS


@pytest.fixture
def held(run, tmp_path: Path, canned):
    store = ArticleStore(tmp_path / "home" / "articles.sqlite")
    store.save(canned.read(Article("Aly said Mirpur burns. Bo said Mirpur is calm.", title="A", publisher="ANI")))
    store.close()


def test_every_filter_is_an_option():
    options = {option for parameter in export.params for option in parameter.opts}
    assert {f"--{one.name}" for one in FILTERS} <= options


@pytest.mark.parametrize("name", exports.formats())
def test_it_writes_what_the_filters_choose(run, held, tmp_path: Path, name):
    result = run("export", "-f", name, "-o", "out", "--speaker", "Bo", "--kind", "indirect", "--kind", "direct")
    assert (result.exit_code, result.stderr) == (0, "Wrote out: 1 claim in 1 article.\n"), result.output
    written = (tmp_path / "out").read_text(encoding="utf-8")
    assert "Mirpur is calm" in written
    assert "Mirpur burns" not in written or name == "html"


def test_standard_output_gets_nothing_but_the_export(run, held):
    result = run("export", "-f", "geojson", "-o", "-", "--named", "--publisher", "ANI")
    assert [one["properties"]["speaker"] for one in json.loads(result.stdout)["features"]] == ["Aly", "Bo"]


def test_what_cannot_be_is_said_and_nothing_is_written(run, held, tmp_path: Path):
    result = run("export", "-f", "csv", "-o", "out.csv", "--from", "yesterday")
    assert result.exit_code != 0
    assert "write it as 2026-02-28" in result.output
    assert not (tmp_path / "out.csv").exists()
    assert run("export", "-f", "shapefile", "-o", "x").exit_code == 2
    assert run("export", "-f", "csv", "-o", "x", "--kind", "odd").exit_code == 2


def test_without_articles_it_says_what_to_do(run):
    result = run("export", "-f", "csv", "-o", "out.csv")
    assert (result.exit_code, "add some with mention-mapper add" in result.output) == (1, True)
