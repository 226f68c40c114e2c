"""What each file of fitted weights was made with: a digest of the code and the tables that make its features.

The digest of a file covers the modules that compute its features, all modules of ``webapp.nlp`` that these import,
and the tables that any of them names. Code is represented by its syntax tree without docstrings: comments, layout and
wording may change, but not what is computed. Weights and the registry of rules are excluded.
"""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import webapp.nlp
from webapp.nlp.lexicon.tables import LANGUAGE

NLP = Path(webapp.nlp.__file__).parent
PACKAGE = "webapp.nlp"
FITTED = NLP / "fitted"
MADE_BY: Mapping[str, tuple[str, ...]] = {
    "toponym_recognizer.json": ("toponyms.candidates", "toponyms.features", "toponyms.company", "toponyms.scorer"),
    "toponym_resolver.json": (
        "places.groups",
        "places.choices",
        "places.company",
        "places.scoring",
        "places.confidence",
    ),
    "nearby.json": ("places.nearby",),
    "namesakes.json": ("places.decisions.belief",),
    "respelled.json": ("places.respelled",),
    "reporting_cues.json": ("claims.reported.indirect", "claims.reported.cue_features"),
    "claim_confidence.json": ("claims.attribution", "claims.confidence"),
    "said.json": ("claims.attribution", "links.said"),
    "nowhere.json": ("links.about", "links.linker"),
    "claim_places.json": ("links.about", "links.linker"),
    "speaker_confidence.json": ("speakers.resolve", "speakers.confidence"),
}
"""The modules of ``webapp.nlp`` that compute what each file weighs."""
_LEFT_OUT = ("fitted", "rules")


def made_with(name: str, nlp: Path = NLP) -> str:
    """The digest that the file ``name`` has when it is fitted on the code as it is now."""
    return digest(MADE_BY[name], nlp)


def digest(modules: Sequence[str], nlp: Path = NLP) -> str:
    """Sixteen hexadecimal digits that change with these modules, what they import, and the tables they name."""
    hashed = hashlib.sha256()
    for path in sources(modules, nlp):
        content = normalised(path.read_text(encoding="utf-8")) if path.suffix == ".py" else _rows(path)
        hashed.update(f"{path.relative_to(nlp).as_posix()}\n{content}\n".encode())
    return hashed.hexdigest()[:16]


def sources(modules: Sequence[str], nlp: Path = NLP) -> list[Path]:
    """The modules, those of ``webapp.nlp`` that they import, directly or not, and the tables that these name; sorted.

    Raises FileNotFoundError for a module that does not exist.
    """
    found: dict[Path, ast.Module] = {}
    waiting = [_path(module, nlp) for module in modules]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = ast.parse(path.read_text(encoding="utf-8"))
            waiting += _imported(found[path], nlp)
    named = {text for tree in found.values() for text in _texts(tree)}
    tables = (path for path in nlp.rglob("*.tsv") if path.name in named or path.stem in named)
    return sorted([*found, *(path for path in tables if not _is_of_another_language(path, nlp))])


def normalised(code: str) -> str:
    """The syntax tree of some code as text, without comments, layout, docstrings and the words about a rule.

    The same for every version of Python that the program runs on: ``ast.dump`` is not.
    """
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [line for line in node.body if not _is_docstring(line)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "rule":
            node.args = []
            node.keywords = [keyword for keyword in node.keywords if keyword.arg == "otherwise"]
    return _dumped(tree)


def _dumped(value: object) -> str:
    """A node with its non-empty fields, a list, or a constant, as text."""
    if isinstance(value, ast.AST):
        fields = ((name, held) for name, held in ast.iter_fields(value) if held is not None and held != [])
        return f"{type(value).__name__}({', '.join(f'{name}={_dumped(held)}' for name, held in fields)})"
    if isinstance(value, list):
        return f"[{', '.join(map(_dumped, value))}]"
    return repr(value)


def stamp(path: Path, digest_now: str) -> None:
    """Write into a file of weights what it was made with; the rest stays as it is."""
    text = path.read_text(encoding="utf-8")
    held: dict[str, Any] = {**json.loads(text), "made_with": digest_now}
    first = {key: held.pop(key) for key in ("version", "fitted_on", "made_with") if key in held}
    spread = text.startswith("{\n")
    written = json.dumps(
        {**first, **held},
        ensure_ascii=not spread,
        indent=0 if spread else None,
        separators=None if spread else (",", ":"),
    )
    path.write_text(written + "\n", encoding="utf-8")


def _path(module: str, nlp: Path) -> Path:
    path = nlp.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _imported(tree: ast.Module, nlp: Path) -> Iterator[Path]:
    for node in ast.walk(tree):
        for name in _names(node):
            module = name.removeprefix(f"{PACKAGE}.")
            path = _path(module, nlp)
            if module != name and module.split(".")[0] not in _LEFT_OUT and path.is_file():
                yield path


def _names(node: ast.AST) -> Iterator[str]:
    """What an import may mean: the module, or a module within it."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _texts(tree: ast.Module) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_of_another_language(path: Path, nlp: Path) -> bool:
    return path.is_relative_to(nlp / "lexicon") and not path.is_relative_to(nlp / "lexicon" / LANGUAGE)


def _rows(path: Path) -> str:
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _is_docstring(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)
