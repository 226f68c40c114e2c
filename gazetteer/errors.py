"""What can go wrong with a gazetteer; each error says what to do next."""

from __future__ import annotations


class GazetteerError(Exception):
    """Base of every error raised by this package; its text can be shown to a person."""


class GazetteerMissing(GazetteerError, FileNotFoundError):
    """Raised when the gazetteer's file does not exist: it has not been built yet."""


class GazetteerOutdated(GazetteerError, ValueError):
    """Raised when the file is damaged, half-written, or was made by another version of the program."""


class GazetteerBuildError(GazetteerError, RuntimeError):
    """Raised when a gazetteer could not be built: a source package is missing, the disk is full."""


class OwnPlacesError(GazetteerError):
    """Base of what can go wrong with a person's own places; the gazetteer itself is sound.

    ``status`` is the HTTP status of an answer that carries the error.
    """

    status = 500


class OwnPlaceRefused(OwnPlacesError, ValueError):
    """Raised when what a person says about a place cannot be saved; ``reasons`` has one sentence for each problem."""

    status = 422

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class OwnPlaceMissing(OwnPlacesError, LookupError):
    """Raised when there is no own place with that id: it has been removed, or never existed."""

    status = 404


class OwnPlacesUnreadable(OwnPlacesError, ValueError):
    """Raised when a file that is to be imported is neither CSV nor GeoJSON, or is too large."""

    status = 422


class OwnPlacesUnavailable(OwnPlacesError, OSError):
    """Raised when the file of own places cannot be read or written: disk full, damaged, in use by another program."""

    status = 503


class GeoNamesError(GazetteerError, ValueError):
    """Raised when GeoNames' files cannot be downloaded or imported; what was imported before is unchanged."""
