"""The readers by the file type that they read; each registers itself, in a module that is loaded for its first file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from webapp.reading.upload import Draft, Upload

Reader = Callable[[Upload], Draft]
MODULES = {"docx": "docx", "html": "html", "mail": "mail", "markdown": "markdown", "pdf": "pdf", "text": "plain_text"}
"""By type, the module of ``webapp.reading.formats`` that reads it: a server that reads no files loads none of them."""
_readers: dict[str, Reader] = {}


def reader(kind: str) -> Callable[[Reader], Reader]:
    """Register a function as the reader of a type that ``detection.kind_of`` names."""

    def register(function: Reader) -> Reader:
        _readers[kind] = function
        return function

    return register


def reader_of(kind: str) -> Reader:
    """The reader of a type."""
    if kind not in _readers:
        import_module(f"webapp.reading.formats.{MODULES[kind]}")
    return _readers[kind]


def load_all() -> None:
    """Load every reader now rather than with its first file."""
    for kind in MODULES:
        reader_of(kind)
