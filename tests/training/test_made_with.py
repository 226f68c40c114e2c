"""The digest of the code and tables that make a model's features."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.made_with import FITTED, MADE_BY, NLP, digest, normalised, sources, stamp
from webapp.nlp.fitted import version

CODE = '''"""Features."""

from webapp.nlp.names.facts import fact
from webapp.nlp.lexicon.tables import words

SEAS = words("seas")


def feature(text):
    return fact(text) and text in SEAS
'''


@pytest.fixture
def nlp(tmp_path: Path) -> Path:
    """A made tree: features that import facts and name a table, and a table and a module that nothing uses."""
    for name, content in {
        "toponyms/features.py": CODE,
        "names/facts.py": "def fact(text):\n    return len(text) > 3\n",
        "links/roles.py": "ROLES = 1\n",
        "lexicon/tables.py": "def words(table): ...\n",
        "lexicon/en/seas.tsv": "# Seas.\nword\tclasses\nAral\tsea\n",
        "lexicon/xx/seas.tsv": "# Seas.\nword\tclasses\nMar Muerto\tsea\n",
        "lexicon/en/months.tsv": "# Months.\nword\tclasses\nMay\tmonth\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def now(nlp: Path) -> str:
    return digest(["toponyms.features"], nlp)


def test_what_is_imported_and_the_tables_that_are_named_go_in(nlp: Path) -> None:
    found = [path.relative_to(nlp).as_posix() for path in sources(["toponyms.features"], nlp)]
    assert found == ["lexicon/en/seas.tsv", "lexicon/tables.py", "names/facts.py", "toponyms/features.py"]


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("toponyms/features.py", "fact(text) and", "fact(text) or"),
        ("names/facts.py", "> 3", "> 4"),
        ("lexicon/en/seas.tsv", "Aral", "Azov"),
    ],
)
def test_another_computation_or_word_gives_another_digest(nlp: Path, file: str, before: str, after: str) -> None:
    first = now(nlp)
    path = nlp / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert now(nlp) != first


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("toponyms/features.py", '"""Features."""', '"""What is seen of a candidate."""\n# for the scorer'),
        ("names/facts.py", "return len(text) > 3", "return (\n        len(text) > 3\n    )"),
        ("lexicon/en/seas.tsv", "# Seas.", "# Seas of the world."),
        ("lexicon/en/months.tsv", "May", "June"),
        ("lexicon/xx/seas.tsv", "Muerto", "Menor"),
        ("links/roles.py", "1", "2"),
    ],
)
def test_wording_layout_and_what_is_not_used_change_nothing(nlp: Path, file: str, before: str, after: str) -> None:
    first = now(nlp)
    path = nlp / file
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    assert now(nlp) == first


def test_the_digest_is_the_same_on_every_version_of_python(nlp: Path) -> None:
    code = 'def f(x=None):\n    "Doc."\n    return f"{x!r}"\n'
    assert normalised(code) == (
        "Module(body=[FunctionDef(name='f', args=arguments(args=[arg(arg='x')], defaults=[Constant()]), "
        "body=[Return(value=JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=114)]))])])"
    )


def test_a_module_that_is_gone_is_an_error(nlp: Path) -> None:
    with pytest.raises(FileNotFoundError):
        digest(["toponyms.gone"], nlp)


@pytest.mark.parametrize("name", MADE_BY)
def test_the_modules_of_every_shipped_file_are_there(name: str) -> None:
    assert len(sources(MADE_BY[name])) > 1
    assert not any(path.is_relative_to(NLP / "fitted") for path in sources(MADE_BY[name]))


def test_every_shipped_file_of_weights_is_known() -> None:
    assert set(MADE_BY) == set(version.FITTED) == {path.name for path in FITTED.glob("*.json")}


@pytest.mark.parametrize("text", ['{"version":1,"bias":0.5}\n', '{\n"version": "1",\n"weights": {\n"é": 0.25\n}\n}\n'])
def test_a_stamp_leaves_the_rest_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "made.json"
    path.write_text(text, encoding="utf-8")
    stamp(path, "0123456789abcdef")
    once = path.read_text(encoding="utf-8")
    assert json.loads(once) == {**json.loads(text), "made_with": "0123456789abcdef"}
    assert once.startswith("{\n") == text.startswith("{\n")
    stamp(path, "0123456789abcdef")
    assert path.read_text(encoding="utf-8") == once
