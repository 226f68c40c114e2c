"""A map as one HTML file that opens from disk: Leaflet, styles, scripts, base map and data are all inside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from webapp.maps.bundle import bundle
from webapp.maps.inline_basemap import inline_basemap
from webapp.maps.shell import InlineMap, in_script, render_parts
from webapp.page_words import shown_date
from webapp.resources import leaflet_folder, static_folder, templates_folder

STYLES = ("tokens", "base", "panel", "map", "counts", "popup", "standalone")
_URL = re.compile(r"url\([^)]*\)")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def render_standalone(
    *,
    title: str,
    places: Mapping[str, Any],
    details: Mapping[str, Mapping[str, Any]],
    outlines: Mapping[str, Mapping[str, Any]],
    read_with: Sequence[str] = (),
) -> str:
    """Write the page.

    ``places`` is a FeatureCollection as ``webapp.maps.features`` makes it, ``details`` holds a pop-up and
    ``outlines`` a GeoJSON feature by place id. ``read_with`` names the models and
    gazetteers. Nothing in the result refers to an address that a browser would request, and its content
    security policy allows only the scripts that are inside it.
    """
    _, element, map_script = render_parts(InlineMap())
    modules = static_folder() / "js"
    theme, page = _read(modules / "shared" / "theme.js"), bundle(modules, "standalone/page.js")
    scripts = [theme, _leaflet_script(), map_script, page]
    styles = [_leaflet_styles(), *(_read(static_folder() / "css" / f"{name}.css") for name in STYLES)]
    data = {"title": title, "places": places, "details": details, "outlines": outlines}
    environment = Environment(loader=FileSystemLoader(templates_folder()), autoescape=True, undefined=StrictUndefined)
    environment.filters["shown_date"] = shown_date
    return environment.get_template("standalone.html").render(
        title=title,
        articles=_articles(details.values()),
        read_with=read_with,
        policy=_policy(scripts, styles),
        styles=[Markup(style) for style in styles],  # noqa: S704 (our own files)
        scripts=[Markup(script) for script in scripts],  # noqa: S704 (our own files)
        element=Markup(element),  # noqa: S704 (folium's own output)
        data=Markup(in_script(data)),  # noqa: S704 (escaped for scripts)
        basemap=Markup(in_script(inline_basemap(static_folder() / "basemap", _points(places)))),  # noqa: S704 (likewise)
    )


def _policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    parts = ("default-src 'none'", f"script-src {_hashes(scripts)}", f"style-src {_hashes(styles)}", "img-src data:")
    return "; ".join((*parts, "base-uri 'none'", "form-action 'none'"))


def _hashes(sources: Iterable[str]) -> str:
    digests = (hashlib.sha256(source.encode()).digest() for source in sources)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _leaflet_script() -> str:
    return _SOURCE_MAP.sub("", _read(leaflet_folder() / "leaflet.js"))


def _leaflet_styles() -> str:
    """Leaflet's own styles without its images, which nothing that we draw uses."""
    return _URL.sub("none", _read(leaflet_folder() / "leaflet.css"))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _articles(details: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The articles that the pop-ups quote from, in the order of their numbers."""
    found: dict[int, Mapping[str, Any]] = {}
    for detail in details:
        quoted = [claim for key in ("speakers", "acting") for speaker in detail[key] for claim in speaker["claims"]]
        for quote in [*quoted, *detail["mentions"]]:
            found[quote["article"]["id"]] = quote["article"]
    return [found[number] for number in sorted(found)]


def _points(places: Mapping[str, Any]) -> list[tuple[float, float]]:
    """Longitude and latitude of each feature."""
    return [tuple(feature["geometry"]["coordinates"]) for feature in places["features"]]
