"""Plain text: the characters as they are."""

from __future__ import annotations

from webapp.reading.encoding import decode
from webapp.reading.registry import reader
from webapp.reading.upload import Draft, Upload

MOST_BYTES_OF_A_CHARACTER = 4


@reader("text")
def read_text(upload: Upload) -> Draft:
    """Read a text file of any encoding that can be detected."""
    return Draft(text=characters(upload))


def characters(upload: Upload) -> str:
    """The characters of a file, refused before decoding if there must be too many."""
    upload.limits.check_chars(upload.name, len(upload.data) // MOST_BYTES_OF_A_CHARACTER, at_least=True)
    text = decode(upload)
    upload.limits.check_chars(upload.name, len(text))
    return text
