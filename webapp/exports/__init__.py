"""Ways to export a reading: one writer for each format, registered by name."""

from webapp.exports import html
from webapp.exports.registry import Format, formats, get

__all__ = ["Format", "formats", "get", "html"]
