"""Parses a very long article piece by piece, so that the memory for it does not grow with its length.

A parser computes some kilobytes for each token before it begins. A piece is a run of whole paragraphs, and is parsed
together with the paragraphs around it: sentences never cross paragraphs, so each is parsed as it would be in the whole.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

LONG = 40_000
"""Tokens from which an article is parsed in pieces."""
PIECE = 16_000
"""Tokens that a piece has at least, unless the article ends."""
AROUND = 40
"""Tokens on either side that are parsed as well, from the nearest paragraph on."""
_PARSED: list[str | int] = ["HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]

Component = Callable[[Doc], Doc]


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens from ``start`` to before ``end``, parsed together with those from ``first`` to before ``last``."""

    first: int
    start: int
    end: int
    last: int


def parse_in_pieces(doc: Doc, components: Sequence[Component]) -> Doc:
    """Run the components of a model over an article whose paragraphs are marked as starting sentences."""
    starts: Any = np.flatnonzero(doc.to_array("SENT_START") == 1)
    parts: list[Any] = []
    for piece in pieces(starts.tolist(), len(doc)):
        part = doc[piece.first : piece.last].as_doc()
        for component in components:
            part = component(part)
        parts.append(_kept(part, piece))
    columns: Any = np.concatenate(parts)
    return doc.from_array(_PARSED, columns)


def pieces(starts: Sequence[int], length: int) -> Iterator[Piece]:
    """Cut ``length`` tokens where paragraphs start, into pieces of ``PIECE`` tokens or somewhat more."""
    start = 0
    while start < length:
        end = _next(starts, start + PIECE, length)
        yield Piece(_last(starts, start - AROUND), start, end, _next(starts, end + AROUND, length))
        start = end


def _next(starts: Sequence[int], position: int, length: int) -> int:
    """Where the first paragraph starts at a position or after it; the end where none does."""
    at = bisect_left(starts, position)
    return starts[at] if at < len(starts) else length


def _last(starts: Sequence[int], position: int) -> int:
    """Where the last paragraph before a position starts; 0 where none does."""
    at = bisect_left(starts, position)
    return starts[at - 1] if at else 0


def _kept(part: Doc, piece: Piece) -> Any:
    """The columns for the piece's own tokens."""
    columns: Any = part.to_array(_PARSED)
    return columns[piece.start - piece.first : piece.end - piece.first]


def components_of(nlp: Language, names: Iterable[str]) -> list[Component]:
    """The components of a pipeline that bear one of the names, in its order."""
    wanted = set(names)
    return [component for name, component in nlp.pipeline if name in wanted]
