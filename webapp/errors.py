"""Errors shown to people; each says what went wrong and what to do next."""

from __future__ import annotations


class MentionMapperError(Exception):
    """Base of every error whose text can be shown to a person.

    ``status`` is the HTTP status of an answer that carries the error.
    """

    status = 500


class UnreadableArticle(MentionMapperError, ValueError):
    """Raised when bytes cannot be read as an article: empty, an image, encrypted, damaged."""

    status = 422

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"couldn't read an article in {name}: {why}")
        self.name = name
        self.why = why


class ArticleTooLarge(UnreadableArticle):
    """Raised when an article is over a stated limit on bytes, pages or characters."""

    status = 413


class NotFound(MentionMapperError, LookupError):
    """Raised when an article, a place or an outline that was asked for does not exist."""

    status = 404


class BadQuestion(MentionMapperError, ValueError):
    """Raised when an address asks for something in a form that cannot be understood."""

    status = 400


class SpeakerRefused(MentionMapperError, ValueError):
    """Raised when speakers cannot be merged or split as a person asked."""

    status = 422


class EditRefused(MentionMapperError, ValueError):
    """Raised when a collection, tags or an article's details cannot be changed as a person asked.

    ``reasons`` are sentences without a full stop, each about one field.
    """

    status = 422

    def __init__(self, *reasons: str) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class StoreUnavailable(MentionMapperError, OSError):
    """Raised when the database cannot be written or read: disk full, locked, damaged."""

    status = 503


class ModelMissing(MentionMapperError, ImportError):
    """Raised when no spaCy model that the settings allow is installed."""


class InvalidSetting(MentionMapperError, ValueError):
    """Raised when a setting in the environment has a value that cannot be used."""
