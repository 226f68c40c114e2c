"""Documents made on the spot: PDFs written by hand, DOCX by python-docx."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from webapp.reading import Limits


@pytest.fixture(scope="session")
def limits() -> Limits:
    return Limits(max_bytes=25_000_000, max_chars=1_000_000, max_pages=300)


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """Write a PDF: ``pages`` is a list of pages, each a list of (height, line) or of lines 14 points apart."""

    def make(pages: list[list], info: str = "") -> bytes:
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
        kids = []
        for lines in pages:
            placed = [line if isinstance(line, tuple) else (760 - 14 * n, line) for n, line in enumerate(lines)]
            shown = "\n".join(
                "BT /F1 11 Tf 72 {} Td ({}) Tj ET".format(y, text.replace("(", r"\(").replace(")", r"\)"))
                for y, text in placed
            )
            objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}\nendstream")
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
            )
            kids.append(f"{len(objects)} 0 R")
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
        objects.append(f"<< {info} >>")
        out = io.BytesIO(b"%PDF-1.4\n")
        out.seek(0, io.SEEK_END)
        offsets = []
        for number, body in enumerate(objects, start=1):
            offsets.append(out.tell())
            out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
        start = out.tell()
        table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
        out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode())
        out.write(
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
            f"startxref\n{start}\n%%EOF\n".encode()
        )
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """Write a DOCX of paragraphs; ``edit`` may change the document before it is saved."""

    def make(*paragraphs: str, edit: Callable[..., object] | None = None) -> bytes:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        if edit:
            edit(document)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make
