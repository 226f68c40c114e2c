"""The version of the program that reads changes with whatever makes a reading, and with nothing else."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

import gazetteer
import webapp.nlp
from webapp.nlp import version
from webapp.nlp.lexicon import tables
from webapp.nlp.version import reading_version, sources

NLP, PLACES = Path(webapp.nlp.__file__).parent, Path(gazetteer.__file__).parent


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The version as it is after a file of a copy of the program has changed."""
    copytree(NLP, tmp_path / "nlp", ignore=ignore_patterns("__pycache__"))
    copytree(PLACES, tmp_path / "gazetteer", ignore=ignore_patterns("__pycache__", "data"))
    monkeypatch.setattr(version, "_NLP", tmp_path / "nlp")
    monkeypatch.setattr(version, "_GAZETTEER", tmp_path / "gazetteer")
    monkeypatch.setattr(tables, "folder", lambda: tmp_path / "nlp" / "lexicon" / "en")

    def after(name: str = "") -> str:
        if name:
            with (tmp_path / name).open("ab") as file:
                file.write(b"\n")
        return reading_version.__wrapped__()

    return after


@pytest.mark.parametrize(
    "name",
    [
        "nlp/pipeline.py",
        "nlp/claims/attribution.py",
        "nlp/rules.py",
        "nlp/fitted/toponym_resolver.json",
        "nlp/lexicon/en/roles.tsv",
        "gazetteer/store.py",
        "gazetteer/files/rows.py",
        "gazetteer/queries/lookup.py",
    ],
)
def test_it_changes_with(copied, name):
    assert copied() == reading_version()
    assert copied(name) != reading_version()


@pytest.mark.parametrize("name", ["nlp/lexicon/PROVENANCE.md", "gazetteer/derive/manifest.py"])
def test_it_does_not_change_with_what_reads_nothing(copied, name):
    assert copied(name) == reading_version()


def test_it_changes_with_spacy(monkeypatch):
    monkeypatch.setattr(version, "version", lambda package: "0")
    assert reading_version.__wrapped__() != reading_version()


def test_every_file_counts_once_under_its_own_name():
    names = [name for name, _ in sources(NLP, PLACES, tables.folder())]
    assert len(names) == len(set(names)) > 100
