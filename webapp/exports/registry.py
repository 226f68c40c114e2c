"""The available export formats by name; a writer registers itself with a decorator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from gazetteer.store import Gazetteer
from webapp.domain import Reading
from webapp.errors import NotFound
from webapp.store import EVERY_CLAIM, ClaimFilter


class Writer(Protocol):
    """Writes the claims of some readings that a filter shows."""

    def __call__(self, readings: Sequence[Reading], gazetteer: Gazetteer, which: ClaimFilter = EVERY_CLAIM) -> str:
        """The file as text."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to export readings."""

    name: str
    suffix: str
    media_type: str
    write: Writer


_FORMATS: dict[str, Format] = {}


def register(name: str, *, suffix: str, media_type: str) -> Callable[[Writer], Writer]:
    """Register the decorated function as the writer of format ``name``."""

    def decorate(write: Writer) -> Writer:
        _FORMATS[name] = Format(name, suffix, media_type, write)
        return write

    return decorate


def get(name: str) -> Format:
    """Find a format; raise NotFound with the names of those available."""
    try:
        return _FORMATS[name]
    except KeyError:
        raise NotFound(f"there is no export format {name!r}; choose from {', '.join(formats())}") from None


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted(_FORMATS))
