"""What can go wrong with a gazetteer; each error says what to do next."""

from __future__ import annotations


class GazetteerError(Exception):
    """Base of every error raised by this package; its text is fit to show to a person."""


class GazetteerMissing(GazetteerError, FileNotFoundError):
    """Raised when the gazetteer's file is not there: it has not been built yet."""


class GazetteerOutdated(GazetteerError, ValueError):
    """Raised when the file is damaged, half-written, or was made by another version of the program."""


class GazetteerBuildError(GazetteerError, RuntimeError):
    """Raised when a gazetteer could not be built: a source package is missing, the disk is full."""
