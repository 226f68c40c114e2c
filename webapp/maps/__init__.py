"""The map: folium's shell for a page, what is drawn on it, and the page that needs no server."""

from webapp.maps.shell import MapShell, Tiles, render_map
from webapp.maps.standalone import render_standalone

__all__ = ["MapShell", "Tiles", "render_map", "render_standalone"]
