"""Ways to export claims: one writer for each format, registered by name."""

from webapp.exports import csv, geojson, html
from webapp.exports.registry import Format, choices, formats, get
from webapp.exports.source import Read, Source, Stored, TooManyArticles

__all__ = [
    "Format",
    "Read",
    "Source",
    "Stored",
    "TooManyArticles",
    "choices",
    "csv",
    "formats",
    "geojson",
    "get",
    "html",
]
