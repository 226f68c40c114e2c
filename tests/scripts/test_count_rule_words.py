"""Which words in code count as words of rules."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "count-rule-words"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("count_rule_words", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('SEAS = {"aral", "black"}', ["aral", "black"]),
        ('SEAS = frozenset(("aral", "black"))', ["aral", "black"]),
        ('SEAS = "aral black".split()', ["aral", "black"]),
        ('OF = {"city": 1, "town": 2}', ["city", "town"]),
        ('is_sea = word == "sea"', ["sea"]),
        ('is_sea = word in ("sea", "ocean")', ["sea", "ocean"]),
        ('is_sea = word.startswith("sea")', ["sea"]),
        (r'SEA = re.compile(r"\b(?P<name>[A-Z]\w+) (?:sea|ocean)\b")', ["sea", "ocean"]),
        (r'_SEA = r"sea|ocean"' "\n" r'SEA = re.compile(rf"\s+(?:{_SEA})")', ["sea", "ocean"]),
        ('match word:\n    case "sea":\n        pass', ["sea"]),
    ],
)
def test_words_of_a_language_count(script: ModuleType, code: str, words: list[str]) -> None:
    assert script.rule_words(code) == words


@pytest.mark.parametrize(
    "code",
    [
        '"""A sea is water."""',
        'def f():\n    """A sea."""\n    raise ValueError("there is no sea")',
        'why = f"It is a sea near {place}."',
        'SEAS = words("waters", "seas")',
        'is_subject = token.dep_ in ("nsubj", "nsubjpass") or token.ent_type_ == "GPE"',
        'is_capital = place.feature_code in ("PPLC", "ADM1")',
        'FEATURES = ("opens the dateline", "after a title")',
    ],
)
def test_what_is_no_word_of_a_rule_does_not(script: ModuleType, code: str) -> None:
    assert script.rule_words(code) == []


def test_names_of_features_do_not_count(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "fitted").mkdir()
    models = {"models": {"md": {"features": ["near the sea"]}}}
    (tmp_path / "fitted" / "made.json").write_text(json.dumps(models), encoding="utf-8")
    (tmp_path / "reasons.py").write_text('WHY = {"near the sea": 1, "coast": 2}', encoding="utf-8")
    assert dict(script.by_file(tmp_path)) == {"reasons.py": ["coast"]}


@pytest.mark.parametrize(("limit", "code"), [(2, 0), (1, 1)])
def test_more_words_than_the_limit_fail(tmp_path: Path, limit: int, code: int) -> None:
    (tmp_path / "seas.py").write_text('SEAS = {"aral", "black"}', encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "--limit", str(limit), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stdout.endswith("2  rule words in code\n")
