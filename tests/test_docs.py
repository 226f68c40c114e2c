"""What the README and the docs say of commands and settings is so."""

from __future__ import annotations

import doctest
import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest

from webapp.cli import main
from webapp.config import Settings

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
DEVELOP = [page for page in PAGES if page.parent.name == "develop" or page.name == "CONTRIBUTING.md"]
COMMAND = re.compile(r"(?:\.venv/bin/)?mention-mapper ((?:[a-z-]+)[^`|\n]*)")
PROGRAM = re.compile(r"python -m ((?:training|benchmarks|gazetteer)[\w.]*)")
NAMED = re.compile(r"`((?:webapp|gazetteer|training|tests|docs|scripts|templates|static)/[\w./-]*[\w/])`")
IN_LANGUAGE_CODE = re.compile(r"`((?:text|lexicon|names|persons|toponyms|places|claims|speakers|links)/[\w./]+\.\w+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def lines() -> list[str]:
    """Each command that a page shows, without the program's name."""
    return [found for page in PAGES for found in COMMAND.findall(page.read_text(encoding="utf-8"))]


def command_of(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that the first words name, and the words that are left."""
    command: click.Command = main
    rest = list(words)
    while isinstance(command, click.Group) and rest:
        command = command.commands[rest.pop(0)]
    return command, rest


@pytest.mark.parametrize("line", lines())
def test_a_command_that_is_shown_exists_with_its_options(line):
    command, rest = command_of(shlex.split(line.replace("…", "")))
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in rest if re.match(r"--?[a-z]", word)} <= known


def test_the_pages_show_every_command():
    def leaves(command: click.Command, path: str) -> list[str]:
        if not isinstance(command, click.Group):
            return [path]
        return [leaf for name, below in command.commands.items() for leaf in leaves(below, f"{path} {name}")]

    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    shown = text.replace("`list`, `edit`, `remove`, `import-places`, `export`", "")
    assert [leaf for leaf in leaves(main, "mention-mapper") if leaf not in shown] == []


def test_every_setting_is_in_the_readme():
    fields = {f"MENTION_MAPPER_{field.upper()}" for field in Settings.__dataclass_fields__}
    table = set(re.findall(r"^\| `(MENTION_MAPPER_\w+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert fields <= table
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "webapp").rglob("*.py"))
    used = set(re.findall(r"MENTION_MAPPER_\w+[A-Z]", sources))
    assert table - fields <= used


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text(encoding="utf-8")], ids=str)
def test_the_python_that_a_page_shows_answers_as_shown(page, gazetteer_path, monkeypatch):
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(gazetteer_path.parent))
    examples = doctest.DocTestParser().get_doctest(page.read_text(encoding="utf-8"), {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(examples).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_programs_that_a_page_shows_are_there(page):
    for module in PROGRAM.findall(page.read_text(encoding="utf-8")):
        assert importlib.util.find_spec(module), module


@pytest.mark.parametrize("page", DEVELOP, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page):
    text = page.read_text(encoding="utf-8")
    for name in NAMED.findall(text):
        assert (ROOT / name).exists() or "/fr" in name, name
    for name in IN_LANGUAGE_CODE.findall(text):
        assert (ROOT / "webapp" / "nlp" / name).exists(), name


def test_the_page_of_the_front_end_names_every_room():
    text = (ROOT / "docs" / "develop" / "front-end.md").read_text(encoding="utf-8")
    table = {name for row in re.findall(r"^\| (`.*?) \|", text, re.M) for name in re.findall(r"`([\w/]+)`", row)}
    modules = ROOT / "static" / "js"
    assert table == {str(path.parent.relative_to(modules)) for path in modules.rglob("*.js")}
