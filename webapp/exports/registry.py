"""The available export formats by name; a writer registers itself with a decorator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from webapp.errors import NotFound
from webapp.exports.source import Source


class Writer(Protocol):
    """Writes the claims of a source."""

    def __call__(self, source: Source) -> Iterator[str]:
        """The file in pieces of text, each made when it is wanted."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """One way to export claims; ``label`` names it to a person."""

    name: str
    label: str
    suffix: str
    media_type: str
    write: Writer

    @property
    def filename(self) -> str:
        """What a file of it is called unless somebody chooses a name."""
        return f"mention-map{self.suffix}"


_FORMATS: dict[str, Format] = {}


def register(name: str, *, label: str, suffix: str, media_type: str) -> Callable[[Writer], Writer]:
    """Register the decorated function as the writer of format ``name``."""

    def decorate(write: Writer) -> Writer:
        _FORMATS[name] = Format(name, label, suffix, media_type, write)
        return write

    return decorate


def get(name: str) -> Format:
    """Find a format; raise NotFound with the names of those available."""
    try:
        return _FORMATS[name]
    except KeyError:
        raise NotFound(f"there is no export format {name!r}; choose from {', '.join(formats())}") from None


def choices() -> tuple[Format, ...]:
    """All formats, sorted by what they are called."""
    return tuple(sorted(_FORMATS.values(), key=lambda one: one.label))


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted(_FORMATS))
