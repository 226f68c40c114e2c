"""Bytes of a file to rows that may become own places: CSV in any usual encoding, or GeoJSON."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from gazetteer.errors import OwnPlacesUnreadable
from gazetteer.own.record import Draft

MAX_BYTES = 100_000_000
MAX_ROWS = 100_000
_SAMPLE = 65_536
_ZIP = b"PK\x03\x04"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")
_MOSTLY = 0.8
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile(r"[¡-¿×÷ˆ˜][^\W\d_]|[^\W\d_][¡-¦¨-¶¸-¿×÷]")
"""Symbols inside words, where another encoding has letters."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row or feature by its number, counted from 1: what it says about a place, or why it cannot be used."""

    number: int
    draft: Draft
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file, and notes on the file as a whole."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_rows(filename: str, data: bytes) -> Rows:
    """Read a file by its content; raise OwnPlacesUnreadable if it is neither CSV nor GeoJSON."""
    # Imported here: each needs what is defined above.
    from gazetteer.own.csv_rows import csv_rows
    from gazetteer.own.geojson_rows import geojson_rows

    if len(data) > MAX_BYTES:
        raise OwnPlacesUnreadable(f"{filename} is larger than {MAX_BYTES // 1_000_000} MB: import it in parts")
    if data.startswith(_ZIP):
        raise OwnPlacesUnreadable(f"{filename} is a spreadsheet or an archive: save the table as CSV")
    text, encoding = decode(filename, data)
    if _CONTROLS.search(text):
        raise OwnPlacesUnreadable(f"{filename} is not text: save it as CSV in UTF-8, or as GeoJSON")
    if not text.strip():
        raise OwnPlacesUnreadable(f"{filename} is empty")
    found = geojson_rows(filename, text) if text.lstrip()[0] in "{[" else csv_rows(filename, text)
    if not found.rows:
        raise OwnPlacesUnreadable(f"{filename} contains no places")
    unusual = () if encoding in ("utf-8", "ascii") else (f"read as {encoding}",)
    return Rows(found.rows, (*unusual, *found.notes))


def counted(filename: str, rows: Iterator[Row]) -> tuple[Row, ...]:
    """The rows as a tuple; raise OwnPlacesUnreadable if there are too many for one import."""
    kept: list[Row] = []
    for row in rows:
        if len(kept) == MAX_ROWS:
            raise OwnPlacesUnreadable(f"{filename} contains more than {MAX_ROWS:,} places: import it in parts")
        kept.append(row)
    return tuple(kept)


def decode(filename: str, data: bytes) -> tuple[str, str]:
    """The characters of a file and the encoding they were in."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(filename, data[len(mark) :], encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    western = data.decode("cp1252", errors="replace")
    if _is_western(western):
        return western, "windows-1252"
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None:
        raise OwnPlacesUnreadable(f"{filename} is not text: save it as CSV in UTF-8, or as GeoJSON")
    return _strictly(filename, data, guess.encoding), guess.encoding


def _is_western(text: str) -> bool:
    """Whether the words read so are Latin ones with a letter here and there that has an accent.

    An encoding detector mistakes a short list of such names for Central European or Baltic.
    """
    accented = [word for word in _WORD.findall(text) if not word.isascii()]
    plain = sum(sum(map(str.isascii, word)) * 2 >= len(word) for word in accented)
    return "\ufffd" not in text and not _ODD.search(text) and plain >= _MOSTLY * len(accented)


def _strictly(filename: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise OwnPlacesUnreadable(f"{filename} is not all in one encoding ({encoding}): save it in UTF-8") from error
