"""Files that are not articles, recognised by their first bytes, and what to try instead."""

from __future__ import annotations

from dataclasses import dataclass

READ_WORDS = "extract its words with text recognition (OCR) and paste them"
ELSEWHERE = "upload the article as text, Markdown, HTML, PDF or DOCX"
UNPACK = "unpack it and upload the articles in it"
SAVE_AS = "open it in its program and save it as DOCX or PDF"
SAVE_PAGE = "save the page as 'Webpage, HTML only' and upload that"
TRANSCRIBE = "transcribe what is said and paste that"


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes at an offset that identify a type; ``wordy`` ones could also begin a text, and need a NUL near them."""

    magic: bytes
    kind: str
    advice: str
    offset: int = 0
    wordy: bool = False

    def fits(self, data: bytes) -> bool:
        """Whether a file begins as this type does."""
        if not data.startswith(self.magic, self.offset):
            return False
        return not self.wordy or b"\0" in data[:512]


SIGNATURES = (
    Signature(b"\x89PNG\r\n\x1a\n", "a PNG image", READ_WORDS),
    Signature(b"\xff\xd8\xff", "a JPEG image", READ_WORDS),
    Signature(b"GIF87a", "a GIF image", READ_WORDS, wordy=True),
    Signature(b"GIF89a", "a GIF image", READ_WORDS, wordy=True),
    Signature(b"II*\0", "a TIFF image", READ_WORDS),
    Signature(b"MM\0*", "a TIFF image", READ_WORDS),
    Signature(b"WEBP", "a WebP image", READ_WORDS, offset=8, wordy=True),
    Signature(b"ftypheic", "a HEIC image", READ_WORDS, offset=4),
    Signature(b"ftypavif", "an AVIF image", READ_WORDS, offset=4),
    Signature(b"BM", "a BMP image", READ_WORDS, wordy=True),
    Signature(b"\0\0\1\0", "an icon image", READ_WORDS),
    Signature(b"8BPS", "a Photoshop image", READ_WORDS, wordy=True),
    Signature(b"ftyp", "a video or sound file", TRANSCRIBE, offset=4, wordy=True),
    Signature(b"\x1aE\xdf\xa3", "a video", TRANSCRIBE),
    Signature(b"AVI ", "a video", TRANSCRIBE, offset=8, wordy=True),
    Signature(b"WAVE", "a sound file", TRANSCRIBE, offset=8, wordy=True),
    Signature(b"OggS", "a sound file", TRANSCRIBE, wordy=True),
    Signature(b"ID3", "a sound file", TRANSCRIBE, wordy=True),
    Signature(b"fLaC", "a sound file", TRANSCRIBE, wordy=True),
    Signature(b"\x7fELF", "a Linux program", ELSEWHERE),
    Signature(b"MZ", "a Windows program", ELSEWHERE, wordy=True),
    Signature(b"\xfe\xed\xfa\xce", "a macOS program", ELSEWHERE),
    Signature(b"\xfe\xed\xfa\xcf", "a macOS program", ELSEWHERE),
    Signature(b"\xce\xfa\xed\xfe", "a macOS program", ELSEWHERE),
    Signature(b"\xcf\xfa\xed\xfe", "a macOS program", ELSEWHERE),
    Signature(b"\xca\xfe\xba\xbe", "a macOS or Java program", ELSEWHERE),
    Signature(b"\0asm", "a WebAssembly program", ELSEWHERE),
    Signature(b"#!/", "a script", ELSEWHERE),
    Signature(b"\x1f\x8b", "a gzip archive", UNPACK),
    Signature(b"BZh", "a bzip2 archive", UNPACK, wordy=True),
    Signature(b"\xfd7zXZ\0", "an XZ archive", UNPACK),
    Signature(b"\x28\xb5\x2f\xfd", "a Zstandard archive", UNPACK),
    Signature(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    Signature(b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    Signature(b"ustar", "a tar archive", UNPACK, offset=257, wordy=True),
    Signature(b"{\\rtf", "an RTF document", SAVE_AS),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file (.doc, .xls, .ppt)", SAVE_AS),
    Signature(b"%!PS", "a PostScript document", "convert it to PDF and upload that"),
    Signature(b"SQLite format 3\0", "an SQLite database", ELSEWHERE),
    Signature(b"bplist00", "a property list or Safari web archive", SAVE_PAGE, wordy=True),
    Signature(b"From: <Saved by Blink>", "a single-file web archive (MHTML)", SAVE_PAGE),
    Signature(b"wOFF", "a font", ELSEWHERE, wordy=True),
    Signature(b"wOF2", "a font", ELSEWHERE, wordy=True),
)


def refused(data: bytes) -> Signature | None:
    """The unsupported type that a file's bytes show, None if they show none."""
    return next((signature for signature in SIGNATURES if signature.fits(data)), None)
