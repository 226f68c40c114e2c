"""Ways to take a reading away: one writer a format, each registered by name."""

from webapp.exports import html
from webapp.exports.registry import Format, formats, get

__all__ = ["Format", "formats", "get", "html"]
