"""Where the files that are not code lie: in a checkout, in an installed wheel, in other packages."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from webapp.errors import MentionMapperError

PACKAGE = Path(__file__).parent


class ResourceMissing(MentionMapperError, FileNotFoundError):
    """Raised when a folder that belongs to the program is not there: the installation is incomplete."""


def static_folder() -> Path:
    """The folder of style sheets, scripts and the base map."""
    return _folder("static")


def templates_folder() -> Path:
    """The folder of Jinja templates."""
    return _folder("templates")


@cache
def leaflet_folder() -> Path:
    """The folder with ``leaflet.js``, ``leaflet.css`` and ``images/``, out of the installed package."""
    spec = find_spec("js_lib_leaflet")
    folder = Path(spec.origin).parent / "static" / "js_lib_leaflet" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise ResourceMissing("Leaflet's files are missing: install the package django-js-lib-leaflet")
    return folder


@cache
def leaflet_version() -> str:
    """The version of the package that Leaflet's files come from."""
    return version("django-js-lib-leaflet")


@cache
def program_version() -> str:
    """This program's version, "development" where it is run without being installed."""
    try:
        return version("mention-mapper")
    except PackageNotFoundError:
        return "development"


@cache
def _folder(name: str) -> Path:
    # A wheel holds the folder inside the package, a checkout beside it.
    for folder in (PACKAGE / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise ResourceMissing(f"the folder {name}/ is missing: install the program again")
