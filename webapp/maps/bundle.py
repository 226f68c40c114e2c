"""Our ES modules as one classic script, for a page that opens from disk, where browsers do not load modules."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.{1,2}/[\w./-]+)";\n?', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+((?:async\s+)?function\*?|class|const|let)\s+(\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)


def bundle(folder: Path, entry: str) -> str:
    """Join the module ``entry`` and all it imports, each in its own scope, dependencies first.

    ``entry`` is a path within ``folder``, such as ``standalone/page.js``, and so modules are named in the script.
    Only the two forms that our modules use are understood, ``import { a, b } from "./x.js"`` and
    ``export`` before a declaration; raise ValueError for any other.
    """
    modules: dict[str, str] = {}
    _add(folder, entry, modules, [])
    return "\n".join(['"use strict";', "(() => {", "const modules = {};", *modules.values(), "})();"])


def _add(folder: Path, name: str, modules: dict[str, str], path: list[str]) -> None:
    if name in modules:
        return
    if name in path:
        raise ValueError(f"modules import each other in a circle: {' > '.join([*path, name])}")
    source = (folder / name).read_text(encoding="utf-8")
    for _, imported in _IMPORT.findall(source):
        _add(folder, _beside(name, imported), modules, [*path, name])
    modules[name] = _scoped(name, source)


def _scoped(name: str, source: str) -> str:
    exported = ", ".join(match[1] for match in _EXPORT.findall(source))
    body = _IMPORT.sub(
        lambda found: f'const {{{_renamed(found[1])}}} = modules["{_beside(name, found[2])}"];\n', source
    )
    body = _EXPORT.sub(r"\1 \2", body)
    if left := _LEFT_OVER.search(body):
        raise ValueError(f"{name} has a form of import or export that cannot be bundled: {left[0].strip()}")
    # A script element ends at the first such tag, wherever it stands.
    body = body.replace("</script", "<\\/script")
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();'


def _beside(name: str, imported: str) -> str:
    """The path of a module that the module ``name`` imports."""
    return normpath(join(dirname(name), imported))


def _renamed(names: str) -> str:
    return re.sub(r"(\w+)\s+as\s+(\w+)", r"\1: \2", names)
