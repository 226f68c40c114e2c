"""Bytes to characters: byte order marks, UTF-8, UTF-16, Windows-1252, then the most likely other."""

from __future__ import annotations

import codecs
import re

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
WIDER = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift-jis": "cp932",
    "euc-kr": "cp949", "ks-c-5601-1987": "cp949", "tis-620": "cp874", "iso-8859-11": "cp874",
}  # fmt: skip
"""What browsers read for the names of narrower encodings (WHATWG's Encoding standard)."""
CONTROLS_IN_PAGE = 0.1
BAD_BYTES = 0.01
NOT_TEXT = "it is not text, PDF or DOCX; save it as text, Markdown, HTML, PDF or DOCX"


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
    marked = data.startswith(tuple(mark for mark, _ in MARKS))
    if not marked and not utf16_without_mark(data):
        # A browser passes over NULs, which advertisements leave behind.
        data = data.replace(b"\0", b"")
    text = _strictly(data, "utf-8") or (None if marked else _as_declared(data, declared or "utf-8"))
    if text is None and data.startswith(codecs.BOM_UTF8):
        text = _mostly(data, "utf-8")
    if text is None:
        text = decode(Upload(data, upload.filename, upload.limits), declared)
    shown = CONTROLS.sub("", text.removeprefix("\ufeff"))
    lost = len(upload.data) - len(data) + len(text) - len(shown)
    if lost > len(upload.data) * CONTROLS_IN_PAGE:
        upload.refuse(NOT_TEXT)
    return shown


def _as_declared(data: bytes, declared: str) -> str | None:
    """The characters of bytes in the encoding that a page declares, as browsers understand its name."""
    name = declared.lower().replace("_", "-")
    # A page that can declare anything in letters of one byte is not in UTF-16.
    return _mostly(data, "utf-8" if name.startswith("utf-16") else WIDER.get(name, declared))


def is_text(text: str) -> bool:
    """Whether characters look like written words: no NUL, hardly any control characters."""
    if "\0" in text:
        return False
    return len(CONTROLS.findall(text)) <= len(text) * CONTROLS_ALLOWED


def _unmarked(data: bytes, declared: str | None) -> str | None:
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    encoding = utf16_without_mark(data)
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
    # Loaded for the rare file that needs it: a server reads none.
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:SAMPLE]).best()
    return _strictly(data, guess.encoding) if guess else western


def utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 by its nulls, where no mark says so: which of the two, None if it is neither."""
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
