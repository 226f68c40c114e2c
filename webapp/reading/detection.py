"""What type a file is, detected from its bytes, and from its name only if they are not conclusive."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NoReturn

from webapp.reading.signatures import ELSEWHERE, READ_WORDS, SAVE_AS, SAVE_PAGE, UNPACK, refused
from webapp.reading.upload import Upload

HEAD = 4096
WHITE = b" \t\r\n\f\xef\xbb\xbf"
HTML_NAMES = (".html", ".htm", ".xhtml")
MAIL_NAME = ".eml"
MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
PROLOGUE = re.compile(rb"\s*(?:<\?xml[^<>]{0,200}\?>|<!--(?:(?!-->).){0,2000}-->)", re.S)
TAG = re.compile(rb"</?[a-z][a-z0-9]{0,15}[\s>/]", re.I)
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
OTHER_PACKAGES = (
    ("xl/", "an Excel workbook", SAVE_AS),
    ("ppt/", "a PowerPoint presentation", SAVE_AS),
    ("META-INF/container.xml", "an e-book (EPUB)", "convert it to HTML or PDF and upload that"),
    ("content.xml", "an OpenDocument file", SAVE_AS),
    ("index.xml", "a Pages document", SAVE_AS),
    ("AndroidManifest.xml", "an Android program", ELSEWHERE),
    ("META-INF/MANIFEST.MF", "a Java program", ELSEWHERE),
)


def kind_of(upload: Upload) -> str:
    """One of ``pdf``, ``docx``, ``html``, ``mail``, ``markdown``, ``text``; raises UnreadableArticle for others."""
    data = upload.data
    if not data:
        upload.refuse("it is empty; check that the file was saved")
    if is_pdf(data):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(upload)
    other = refused(data)
    if other and ENCRYPTED_OFFICE in data:
        upload.refuse("this Office document is encrypted; open it with its password and save a copy without one")
    if other:
        upload.refuse(f"this is {other.kind}{_despite(upload)}; {other.advice}")
    return _written(upload)


def is_pdf(data: bytes) -> bool:
    """Whether a PDF header is at the start, or after a little junk in what is clearly a PDF."""
    head = data[:1024]
    return head.lstrip(WHITE).startswith(b"%PDF-") or (b"\n%PDF-" in head and b" obj" in data[:HEAD])


def _packed(upload: Upload) -> str:
    """``docx``, if a ZIP archive is one."""
    names = _parts(upload)
    if any(name.startswith("word/") for name in names):
        return "docx"
    return _refuse_package(upload, names)


def _parts(upload: Upload) -> list[str]:
    """The names in an archive's directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as package:
            return package.namelist()
    # Reading the directory of a damaged archive can raise nearly anything.
    except Exception:
        if upload.suffix == ".docx" or b"word/" in upload.data[:HEAD]:
            upload.refuse("this DOCX is damaged or cut short; open it in a word processor and save it again")
        upload.refuse(f"this is a damaged ZIP archive{_despite(upload)}; {UNPACK}")


def _refuse_package(upload: Upload, names: list[str]) -> NoReturn:
    for part, what, advice in OTHER_PACKAGES:
        if any(name.startswith(part) for name in names):
            upload.refuse(f"this is {what}{_despite(upload)}; {advice}")
    if upload.suffix == ".docx":
        upload.refuse("this DOCX is broken, it contains no document; open it in a word processor and save it again")
    upload.refuse(f"this is a ZIP archive{_despite(upload)}; {UNPACK}")


def _written(upload: Upload) -> str:
    if upload.suffix == MAIL_NAME:
        return "mail"
    head = _ascii_head(upload.data)
    start = head
    while found := PROLOGUE.match(start):
        start = start[found.end() :]
    start = start.lstrip(WHITE)
    if HTML_START.match(start) or (upload.suffix in HTML_NAMES and TAG.search(head)):
        return "html"
    if start[:5].lower() in (b"<svg ", b"<svg>"):
        upload.refuse(f"this is an SVG image{_despite(upload)}; {READ_WORDS}")
    if head.lstrip(WHITE).startswith(b"<?xml"):
        upload.refuse(f"this is XML data{_despite(upload)}, not an article; {ELSEWHERE}")
    if re.search(rb"^MIME-Version:.*?multipart/related", head, re.S | re.M | re.I):
        upload.refuse(f"this is a single-file web archive (MHTML); {SAVE_PAGE}")
    return "markdown" if upload.suffix in MARKDOWN_NAMES else "text"


def _ascii_head(data: bytes) -> bytes:
    """The first bytes without the NULs of UTF-16: enough to recognise tags."""
    head = data[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[2:].replace(b"\0", b"")
    return head


def _despite(upload: Upload) -> str:
    """A clause for the message if the file name suggests a different type from the bytes, else empty."""
    if upload.suffix in (".txt", ".docx", ".pdf", *HTML_NAMES, *MARKDOWN_NAMES):
        return f", although its name ends in {upload.suffix}"
    return ""
