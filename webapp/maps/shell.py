"""The Leaflet map of a page, drawn by folium from local files and passed to our own modules."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

import folium
from branca.element import Figure, MacroElement
from folium.template import Template
from markupsafe import Markup, escape

from webapp.maps.tiles import Tiles

LEAFLET_JS = [("leaflet", "/vendor/leaflet/leaflet.js")]
LEAFLET_CSS = [("leaflet_css", "/vendor/leaflet/leaflet.css")]
NONE: list[tuple[str, str]] = []
_JSON_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_OPENING_TAG = re.compile(r"<(script|style)\b")


@dataclass(frozen=True, slots=True)
class MapShell:
    """The three parts of a folium map, each ready for its place in a page.

    ``header`` belongs in the head, ``html`` where the map goes, ``script`` at the end of the body.
    """

    header: Markup
    html: Markup
    script: Markup


class LocalMap(folium.Map):
    """A folium map that refers to no address but our own, has no tiles, and leaves styling to our CSS.

    folium's head would forbid zooming the page by hand and pull in jQuery, Bootstrap and icon fonts;
    its own macros draw the element and the script.
    """

    default_js = LEAFLET_JS
    default_css = LEAFLET_CSS
    folium_macros = folium.Map._template.module
    _template = Template(
        "{% macro html(this, kwargs) %}{{ this.folium_macros.html(this, kwargs) }}{% endmacro %}"
        "{% macro script(this, kwargs) %}{{ this.folium_macros.script(this, kwargs) }}{% endmacro %}"
    )

    def __init__(self, tiles: Tiles | None = None) -> None:
        super().__init__(
            location=(25, 35),
            zoom_start=3,
            min_zoom=2,
            max_zoom=12,
            tiles=None,
            prefer_canvas=True,
            zoom_control="bottomright",
            zoom_snap=0.5,
            world_copy_jump=False,
        )
        self._id = "main"
        self.add_child(HandOver(tiles))


class InlineMap(LocalMap):
    """The same map for a page that has Leaflet inlined."""

    default_js = NONE
    default_css = NONE


class HandOver(MacroElement):
    """Passes the Leaflet map to our modules: it becomes the property ``leafletMap`` of its element.

    ``tiles``, if there are any, becomes ``mapTiles``.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "{{ this._parent.get_name() }}.getContainer().leafletMap = {{ this._parent.get_name() }};"
        "{% if this.tiles %}{{ this._parent.get_name() }}.getContainer().mapTiles = {{ this.tiles }};{% endif %}"
        "{% endmacro %}"
    )

    def __init__(self, tiles: Tiles | None = None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.tiles = in_script(asdict(tiles)) if tiles else ""
        self._name = "HandOver"
        self._id = "main"


def render_map(nonce: str, tiles: Tiles | None = None) -> MapShell:
    """Draw the shell for a page whose content security policy allows scripts with ``nonce``."""
    header, html, script = render_parts(LocalMap(tiles))
    attribute = f'nonce="{escape(nonce)}"'
    tagged = (_OPENING_TAG.sub(rf"<\1 {attribute}", part) for part in (header, html, f"<script>{script}</script>"))
    return MapShell(*(Markup(part) for part in tagged))  # noqa: S704 (folium's own; no text of articles, the operator's escaped)


def render_parts(folium_map: LocalMap) -> tuple[str, str, str]:
    """Render a map's header, element and script separately, without the page folium would put around them."""
    figure = folium_map.get_root()
    if not isinstance(figure, Figure):
        raise TypeError("a folium map has to be in a figure")
    folium_map.render()  # type: ignore[no-untyped-call]
    return figure.header.render(), figure.html.render(), figure.script.render()


def in_script(value: object) -> str:
    """JSON that is safe in a ``script`` element: no character in it can end the element or a line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
