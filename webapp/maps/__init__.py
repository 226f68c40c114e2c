"""The map: folium's shell for a page, what is drawn on it, and the page that needs no server."""

from webapp.maps.shell import MapShell, render_map
from webapp.maps.standalone import render_standalone
from webapp.maps.tiles import TileArchive, Tiles, archive_of, tiles_of

__all__ = ["MapShell", "TileArchive", "Tiles", "archive_of", "render_map", "render_standalone", "tiles_of"]
