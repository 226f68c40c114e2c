"""PDFs: paragraphs, and a distinct message for each reason why one cannot be read."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading import read

STORY = [
    (760, "Road to Gao cut by the river"),
    (730, "GAO, Mali - The road was cut on Monday by the river, said officials of the Malian-"),
    (716, "administered relief fund in the town, and help for Muzaffar-"),
    (702, "abad was still far away."),
    (674, "The second paragraph says that it had rained for three days, without any pause at"),
    (660, "all, and ends."),
]


def why(data: bytes, limits) -> str:
    with pytest.raises(UnreadableArticle) as error:
        read(data, "story.pdf", limits)
    return str(error.value)


def encrypted(data: bytes, user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_paragraphs_are_joined_again(make_pdf, limits):
    article = read(make_pdf([STORY]), "story.pdf", limits)
    assert article.text == (
        "Road to Gao cut by the river\n\n"
        "GAO, Mali - The road was cut on Monday by the river, said officials of the Malian-administered relief fund in "
        "the town, and help for Muzaffarabad was still far away.\n\n"
        "The second paragraph says that it had rained for three days, without any pause at all, and ends."
    )
    assert article.title == "Road to Gao cut by the river"
    assert article.filed_from.of(article.text) == "GAO, Mali"


def test_the_name_does_not_matter(make_pdf, limits):
    assert read(b"\r\n" + make_pdf([STORY]), "story.txt", limits).title == "Road to Gao cut by the river"


def test_a_stated_title_and_author_are_the_last_resort(make_pdf, limits):
    info = "/Title (Road to Gao cut) /Author (Jane Doe)"
    article = read(make_pdf([["One line, which says that the road to Gao was cut."]], info), "a.pdf", limits)
    assert (article.title, article.author) == ("Road to Gao cut", "Jane Doe")
    made_up = "/Title (Microsoft Word - story.docx) /Author (jdoe)"
    article = read(make_pdf([["One line, which says that the road to Gao was cut."]], made_up), "a.pdf", limits)
    assert (article.title, article.author) == ("", None)


def test_encrypted(make_pdf, limits):
    assert "encrypted" in why(encrypted(make_pdf([STORY]), "secret", "owner"), limits)


def test_a_pdf_locked_against_editing_only_is_read(make_pdf, limits):
    assert "Gao" in read(encrypted(make_pdf([STORY]), "", "owner"), "a.pdf", limits).text


def test_one_locked_with_aes_is_read_or_reported_as_encrypted(limits):
    data = (Path(__file__).parents[2] / "data/reading/locked-aes256.pdf").read_bytes()
    try:
        assert "Gao" in read(data, "a.pdf", limits).text
    except UnreadableArticle as error:
        assert "encrypted" in str(error)


def test_truncated_and_damaged(make_pdf, limits):
    data = make_pdf([STORY])
    assert "cut short" in why(data[:400], limits)
    assert "damaged" in why(b"%PDF-1.4\nnothing of use\n%%EOF", limits)


def test_scanned(make_pdf, limits):
    assert "OCR" in why(make_pdf([[], []]), limits)


def test_no_pages(make_pdf, limits):
    assert "no pages" in why(make_pdf([]), limits)


def test_too_many_pages_are_refused_at_once(make_pdf, limits):
    data = make_pdf([["A page of words."]] * 2_000)
    start = time.perf_counter()
    with pytest.raises(ArticleTooLarge, match=r"2,000 pages, over the limit of 300.*MENTION_MAPPER_MAX_PAGES"):
        read(data, "long.pdf", limits)
    assert time.perf_counter() - start < 2


def test_a_page_count_that_lies_is_counted(make_pdf, limits):
    data = make_pdf([["A page of words."]] * 400).replace(b"/Count 400", b"/Count 002")
    with pytest.raises(ArticleTooLarge, match="400 pages"):
        read(data, "long.pdf", limits)
