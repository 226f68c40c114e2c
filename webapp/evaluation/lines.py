"""Lines of JSON to evaluate, gzipped or not, and the spans and numbers in them, checked with clear error messages."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast

from webapp.domain import Span
from webapp.errors import MentionMapperError

_GZIP = b"\x1f\x8b"
_MOST_SHOWN = 60


class BadLines(MentionMapperError, ValueError):
    """Raised when a file of marked articles or of predictions cannot be used; says which line and why."""

    status = 422


def numbered(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file that are not blank, with their numbers; BadLines if it cannot be read as text."""
    try:
        with path.open("rb") as file:
            zipped = file.peek(len(_GZIP)).startswith(_GZIP)
            content = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file
            with io.TextIOWrapper(content, encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield number, line.removeprefix("\ufeff")
    except (UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadLines(f"{path.name} is not a text file of JSON lines in UTF-8, gzipped or not") from error


def key_of(identifier: object) -> str:
    """What two ids that are the same JSON have in common; ids may be lists and objects too."""
    return json.dumps(identifier, ensure_ascii=False, sort_keys=True)


def span_of(mark: object, length: int | None) -> Span:
    """The span of an object with ``start`` and ``end``; ValueError if it does not lie inside the text.

    ``length`` is how many characters the text has, None where that is not known.
    """
    given: Mapping[str, Any] = mark if isinstance(mark, Mapping) else {}
    start, end = _index(given.get("start")), _index(given.get("end"))
    if start is None or end is None or not 0 <= start < end or (length is not None and end > length):
        shown = f"{_shown(given.get('start'))} to {_shown(given.get('end'))}"
        size = "" if length is None else f" of {length:,} characters"
        raise ValueError(f"a span ({shown}) does not lie inside the text{size}")
    return Span(start, end)


def spans_of(mark: Mapping[str, object], part: str, length: int | None) -> tuple[Span, ...]:
    """The spans of a part of an attribution, which may be missing."""
    spans = mark.get(part) or []
    if not isinstance(spans, list):
        raise ValueError(f'the "{part}" of an attribution is not a list of spans')
    return tuple(span_of(span, length) for span in spans)


def point_of(mark: Mapping[str, object], what: str) -> tuple[float, float] | None:
    """``lat`` and ``lon`` in degrees, None if there are neither; ``what`` names the mark."""
    lat, lon = number_of(mark, "lat", -90, 90), number_of(mark, "lon", -180, 180)
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        raise ValueError(f'{what} has only one of "lat" and "lon"')
    return lat, lon


def number_of(mark: Mapping[str, object], field: str, least: float, most: float) -> float | None:
    """A number between two others, None if it is missing; ValueError for anything else."""
    value = mark.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise ValueError(f'its "{field}" is not a number from {least} to {most}: {_shown(value)}')
    return float(value)


def _index(value: object) -> int | None:
    # JSON's true is a number to Python, here and above.
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    shown = json.dumps(value)
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[: _MOST_SHOWN - 1]}…"
