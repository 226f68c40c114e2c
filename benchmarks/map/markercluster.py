"""Plain folium with MarkerCluster of the places of a home folder, as a page served on this machine, to compare with.

It needs Leaflet.markercluster and jQuery (folium's pop-ups use it), which nothing of ours ships:
``npm install --no-save leaflet.markercluster jquery`` in the checkout, or in another folder that ``MARKERCLUSTER``
names.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree

import folium
from folium.plugins import MarkerCluster

from webapp.maps.shell import LocalMap
from webapp.store import ArticleStore, ClaimFilter

NEEDED = ("leaflet.markercluster/dist/leaflet.markercluster.js", "jquery/dist/jquery.min.js")

NEAREST = 18
JS = [("jquery", "/jquery/jquery.min.js"), ("markercluster", "/cluster/leaflet.markercluster.js")]
CSS = [("cluster", "/cluster/MarkerCluster.css"), ("clusters", "/cluster/MarkerCluster.Default.css")]


class LocalCluster(MarkerCluster):
    """The plugin with its files from a folder of this machine."""

    default_js = JS
    default_css = CSS


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@contextmanager
def clustered(home: Path) -> Iterator[str]:
    """The address of the page; it has a marker with a pop-up for each place that a claim is about."""
    modules = Path(os.environ.get("MARKERCLUSTER", "."), "node_modules")
    if missing := [one for one in NEEDED if not (modules / one).is_file()]:
        raise SystemExit(f"{modules} has no {missing[0]}: run `npm install --no-save leaflet.markercluster jquery`")
    with tempfile.TemporaryDirectory() as folder, as_file(files("js_lib_leaflet")) as leaflet:
        copytree(leaflet / "static" / "js_lib_leaflet", Path(folder, "vendor", "leaflet"))
        copytree(modules / "leaflet.markercluster" / "dist", Path(folder, "cluster"))
        copytree(modules / "jquery" / "dist", Path(folder, "jquery"))
        Path(folder, "index.html").write_text(page(home), encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def page(home: Path) -> str:
    """The page's HTML, as folium writes it."""
    store = ArticleStore(home / "articles.sqlite")
    places = [place for place in store.places(which=ClaimFilter(copies=False)) if place.claims]
    store.close()
    shown = LocalMap()
    shown.options["max_zoom"] = NEAREST  # a layer of tiles would say so
    at = [(place.lat, place.lon) for place in places]
    popups = [f"{place.name}: {place.claims}" for place in places]
    LocalCluster(at, popups=popups).add_to(shown)  # type: ignore[no-untyped-call]
    root = shown.get_root()
    assert isinstance(root, folium.Figure)
    html: str = root.render()
    return html
