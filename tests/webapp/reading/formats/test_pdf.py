"""PDFs: paragraphs, and a distinct message for each reason why one cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from benchmarks.pages.paper import Printed, assembled, by_letters, by_words, kerned, pdf
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
    data = (Path(__file__).parents[3] / "data/reading/locked-aes256.pdf").read_bytes()
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
    start = time.process_time()
    with pytest.raises(ArticleTooLarge, match=r"2,000 pages, over the limit of 300.*MENTION_MAPPER_MAX_PAGES"):
        read(data, "long.pdf", limits)
    assert time.process_time() - start < 2


def test_a_page_count_that_lies_is_counted(make_pdf, limits):
    data = make_pdf([["A page of words."]] * 400).replace(b"/Count 400", b"/Count 002")
    with pytest.raises(ArticleTooLarge, match="400 pages"):
        read(data, "long.pdf", limits)


FRONT = ["Road to Gao cut by the river", "By Sam Poe", "May 4, 2019", "GAO, Mali - The road was cut on Monday, said"]


def test_the_byline_and_the_date_are_no_part_of_the_title(make_pdf, limits):
    article = read(make_pdf([[*FRONT, "officials of the town, and help was far away."]]), "a.pdf", limits)
    assert (article.title, article.author) == ("Road to Gao cut by the river", "Sam Poe")
    assert article.date == dt.date(2019, 5, 4)
    assert "\n\nGAO, Mali - The road was cut on Monday, said officials of the town" in article.text


def test_large_type_is_the_headline_whatever_stands_above_it(limits):
    lines = [Printed("THE GAO HERALD", 8), Printed("Road to Gao cut by the river", 18, 1), Printed("By Sam Poe", 10, 1)]
    lines += [Printed("The road was cut on Monday, said officials of the town, and help was far away.", 10, 1)] * 3
    article = read(pdf(lines), "a.pdf", limits)
    assert (article.title, article.author) == ("Road to Gao cut by the river", "Sam Poe")


@pytest.mark.parametrize("placing", [by_words, by_letters, kerned])
def test_spaces_that_only_positions_show(placing, limits):
    words = "The road to Gao was cut on Monday by the river, said officials"
    assert read(pdf([Printed(words)], placing), "a.pdf", limits).text == words


def test_codes_of_a_font_are_spelt_out(make_pdf, limits):
    line = r"\\023The road is cut,\\024 said the o\\016cers of the \\014rm in Gao".replace("\\\\", "\\")
    text = read(make_pdf([["x"]]).replace(b"(x) Tj", b"(" + line.encode() + b") Tj" + b" " * 0), "a.pdf", limits).text
    assert "officers of the firm" in text


def test_codes_of_glyphs_are_refused_with_the_reason(make_pdf, limits):
    garbled = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in "the road to the town was cut by the river ")
    assert "don't say which letters" in why(make_pdf([[garbled] * 30]), limits)


@pytest.mark.parametrize("place", [b"<< /Length", b"<< /Type /Catalog"])
def test_an_unknown_compression_is_named(place, make_pdf, limits):
    data = make_pdf([["The road is cut."]])
    broken = data.replace(b"/Pages 2 0 R", b"/Pages 9 0 R") if b"Catalog" in place else data
    assert "compressed with ZopDecode" in why(broken.replace(place, b"<< /Filter /ZopDecode" + place[2:], 1), limits)


def test_drawings_do_not_hide_the_text_and_cost_no_time(limits):
    drawing = "0 0 m 1 1 l S\n" * 200_000
    page = "BT /F1 11 Tf 72 700 Td (The road \\(1 0 m\\) to Gao is cut.) Tj ET"
    start = time.process_time()
    data = assembled([f"q 1 0 0 1 0 0 cm\n{drawing}\nQ {page}"], flate=True)
    assert read(data, "a.pdf", limits).text == "The road (1 0 m) to Gao is cut."
    assert time.process_time() - start < 2
