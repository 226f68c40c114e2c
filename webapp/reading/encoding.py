"""Bytes to characters: byte order marks, UTF-8, UTF-16, Windows-1252, then the most likely other."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from webapp.reading.upload import Upload

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DOS_END = "\x1a"
SAMPLE = 32_768
WESTERN = re.compile(r"[\x00-\x7f\xa0¡£§©«®°´·»¼½¾¿À-ÖØ-öø-ÿŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]*")
MOSTLY_ASCII = 0.7
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
CONTROLS_ALLOWED = 0.001
CONTROLS_IN_PAGE = 0.1
BAD_BYTES = 0.01
NOT_TEXT = "it contains bytes that no text has, and is no PDF or DOCX; upload it as text, Markdown, HTML, PDF or DOCX"


def decode(upload: Upload, declared: str | None = None) -> str:
    """The characters of a text file; ``declared`` is an encoding that the file itself names.

    Raises UnreadableArticle if the bytes are not text in any encoding tried.
    """
    data = upload.data
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            break
    else:
        text = _unmarked(data, declared)
    text = text.removeprefix("\ufeff").removesuffix(DOS_END) if text else text
    if text is None or not is_text(text):
        upload.refuse(NOT_TEXT)
    return text


def decode_page(upload: Upload, declared: str | None) -> str:
    """The characters of a web page; bytes that its encoding does not have are replaced rather than refused.

    Raises UnreadableArticle if hardly any of it is text.
    """
    data = upload.data
    if not data.startswith(tuple(mark for mark, _ in MARKS)) and not _utf16_without_mark(data):
        data = data.replace(b"\0", b"")
    mended = Upload(data, upload.filename, upload.limits)
    text = _strictly(data, "utf-8")
    if text is None and declared and not data.startswith(tuple(mark for mark, _ in MARKS)):
        text = _mostly(data, "utf-8" if declared.lower().startswith("utf-16") else declared)
    if text is None and data.startswith(codecs.BOM_UTF8):
        text = _mostly(data, "utf-8")
    if text is None:
        text = _mostly(data, "utf-8") if b"\0" not in data else None
    text = decode(mended, declared) if text is None else text
    # A browser shows nothing for control characters; so many are no page.
    shown = CONTROLS.sub("", text.removeprefix("\ufeff"))
    if len(upload.data) - len(data) + len(text) - len(shown) > len(upload.data) * CONTROLS_IN_PAGE:
        upload.refuse(NOT_TEXT)
    return shown


def is_text(text: str) -> bool:
    """Whether characters look like written words: no NUL, hardly any control characters."""
    if "\0" in text:
        return False
    return len(CONTROLS.findall(text)) <= len(text) * CONTROLS_ALLOWED


def _unmarked(data: bytes, declared: str | None) -> str | None:
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    encoding = _utf16_without_mark(data)
    if encoding:
        return _strictly(data, encoding)
    if b"\0" in data:
        return None
    if declared:
        text = _strictly(data, declared)
        if text is not None:
            return text
    return _legacy(data)


def _legacy(data: bytes) -> str | None:
    western = _strictly(data, "cp1252")
    # An encoding detector mistakes short English with Windows quotes for Baltic or Cyrillic.
    if western is not None and WESTERN.fullmatch(western) and _ascii_share(data) >= MOSTLY_ASCII:
        return western
    guess = from_bytes(data[:SAMPLE]).best()
    return _strictly(data, guess.encoding) if guess else western


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:SAMPLE]
    half = len(sample) // 2
    if not half or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _ascii_share(data: bytes) -> float:
    return sum(map(len, re.findall(rb"[\x00-\x7f]+", data))) / max(len(data), 1)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return str(data, encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _mostly(data: bytes, encoding: str) -> str | None:
    """The characters of bytes of which hardly any do not fit, with a replacement for each of those."""
    try:
        text = str(data, encoding, "replace")
    except (LookupError, ValueError):
        return None
    beyond = len(data) - sum(map(len, re.findall(rb"[\x00-\x7f]+", data)))
    bad = text.count("\ufffd")
    return text if bad <= max(3, len(data) * BAD_BYTES) and bad * 4 <= max(beyond, 12) else None
