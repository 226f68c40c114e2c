"""The way in: any bytes become an article or a plain word about why not."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from webapp.config import Settings
from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading import Limits, from_text, pasted, read

STORY = "Rains cut road to Gao\n\nGAO, Mali (AP) — The road was cut on Monday, officials said. “We walked,” said one.\n"
SMALL = Limits(max_bytes=20_000, max_chars=2_000, max_pages=3)


def spans_of(article):
    return [s for s in (article.headline, article.date_line, article.dateline, article.filed_from) if s]


def why(data: bytes, name: str, limits: Limits) -> str:
    with pytest.raises(UnreadableArticle) as error:
        read(data, name, limits)
    return str(error.value)


def test_a_file_keeps_its_words_and_its_name(limits):
    article = read(STORY.encode(), "gao.txt", limits)
    assert article.text == STORY
    assert article.filename == "gao.txt"
    assert article.title == "Rains cut road to Gao"
    assert article.publisher == "Associated Press"


def test_newlines_are_of_one_kind_and_offsets_fit_the_stored_text(limits):
    article = read(STORY.replace("\n", "\r\n").encode(), "gao.txt", limits)
    assert article.text == STORY
    assert article.filed_from.of(article.text) == "GAO, Mali"
    assert read(STORY.replace("\n", "\r").encode(), "gao.txt", limits).content_hash == article.content_hash


def test_soft_hyphens_quotes_and_non_breaking_spaces_survive(limits):
    text = "The gov\u00adernor said \"no\" and “never” and 'perhaps', 40\u00a0km from N’Djamena."
    assert read(text.encode(), "a.txt", limits).text == text


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", "\u00a0\u2003\n".encode(), "\ufeff".encode()])
def test_nothing_to_read(data, limits):
    assert why(data, "empty.txt", limits).startswith("couldn't read an article in empty.txt: ")


def test_signs_without_a_word_are_no_article(limits):
    assert "no words" in why(b"--- 12 ... 34 ---", "a.txt", limits)


def test_an_empty_file_is_called_empty(limits):
    assert "it is empty; check" in why(b"", "a.txt", limits)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\0\x01\0", "a GIF image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
        (b"\x7fELF\x02\x01\x01\0", "a Linux program"),
        (b"MZ\x90\0\x03\0\0\0", "a Windows program"),
        (b"\xcf\xfa\xed\xfe\x07\0\0\1", "a macOS program"),
        (b"#!/bin/sh\nrm -r x\n", "a script"),
        (b"\x1f\x8b\x08\0\0\0", "a gzip archive"),
        (b"{\\rtf1\\ansi Hello}", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Word"),
        (b"<svg xmlns='x'><text>Kyiv</text></svg>", "an SVG image"),
        (b"<?xml version='1.0'?><rss><item>Kyiv</item></rss>", "XML data"),
    ],
)
def test_other_types_are_named_whatever_they_are_called(data, what, limits):
    message = why(data, "story.txt", limits)
    assert what in message
    assert "although its name ends in .txt" in message
    assert "; " in message, "says what to try"


@pytest.mark.parametrize(
    "start", ["MZ reported", "BMW cut jobs", "GIF89a is old", "BM", "ID3", "PK fire", "II* ", "%PD"]
)
def test_words_that_look_like_signatures_are_words(start, limits):
    text = f"{start} said officials in Gao."
    assert read(text.encode(), "a.txt", limits).text == text


@pytest.mark.parametrize(
    ("member", "what"),
    [("a.txt", "a ZIP archive"), ("xl/workbook.xml", "an Excel workbook"), ("content.xml", "an OpenDocument file")],
)
def test_archives_and_other_office_files_are_named(member, what, limits):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "words")
    assert what in why(packed.getvalue(), "story.zip", limits)
    assert "damaged ZIP" in why(packed.getvalue()[:40], "story.zip", limits)


@pytest.mark.parametrize("data", [b"Kyiv\0said", bytes(range(256)) * 10, b"\x01\x02\x03 words", b"\xff\xfe\x00\xd8"])
def test_bytes_that_no_text_has(data, limits):
    assert "it is not text" in why(data, "a.txt", limits)


def test_each_limit_is_stated_with_its_setting(limits):
    assert issubclass(ArticleTooLarge, UnreadableArticle)
    assert "MENTION_MAPPER_MAX_UPLOAD_MB" in why(b"a" * 25_000_001, "a.txt", limits)
    message = why(b"a word " * 1_500_000, "a.txt", limits)
    assert "1,000,000" in message
    assert "MENTION_MAPPER_MAX_TEXT_CHARS" in message
    assert "1,000,001" in why("é".encode() * 1_000_001, "a.txt", limits)


def test_a_megabyte_on_one_line_is_read(limits):
    text = ("Officials in Gao said the road was cut. " * 25_000)[:1_000_000]
    assert read(text.encode(), "a.txt", limits).text == text


def test_limits_come_from_the_settings(tmp_path):
    assert Limits.of(Settings(home=tmp_path, max_upload_mb=3, max_text_chars=5, max_pages=7)) == Limits(3_000_000, 5, 7)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\me\\gao.txt", "gao.txt"),
        ("../../etc/gao.txt", "gao.txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("a\nb.txt", "a b.txt"),
        ("", "the file"),
        ("x" * 500, "x" * 200),
    ],
)
def test_a_name_is_the_files_own(given, kept, limits):
    assert read(STORY.encode(), given, limits).filename == kept


def test_markup_in_a_text_file_is_text(limits):
    text = "<script>alert(1)</script> and </title> `${1}` said “Kyiv” & <html> tags\nThe rest."
    assert read(text.encode(), "a.txt", limits).text == text


def test_pasted_words_are_stored_as_a_file_would_be(limits):
    article = pasted(STORY.replace("\n", "\r\n"), " My  title ", limits)
    assert article.content_hash == read(STORY.encode(), "gao.txt", limits).content_hash
    assert article.title == "My title"
    assert article.filename is None
    assert not article.text.startswith("My title")


def test_pasted_words_have_the_same_limits():
    with pytest.raises(ArticleTooLarge, match="MENTION_MAPPER_MAX_TEXT_CHARS"):
        pasted("a" * 2_001, "", SMALL)
    with pytest.raises(UnreadableArticle, match="couldn't read an article in the pasted text: "):
        pasted(" \n ", "", SMALL)


@given(st.text())
def test_from_text_leaves_the_text_alone(text):
    assert from_text(text).text == text


FRONT = st.sampled_from(
    ["Rains cut road", "Feb 4, 2026", "By Jane Doe", "GAO, Mali (AP) —", "Paris –", "said", ":", "—", "(", "[US]", "\n",
     "\n\n", "\r\n", " ", ".", "Updated: ", "4 May", "The road was cut, officials said.", "İ", "ﬁ", "\u00a0"]
)  # fmt: skip


@given(st.lists(FRONT, max_size=14).map("".join), st.sampled_from(["", "Rains cut road", "İ", "["]))
@example(":\nRains cut road\r\n\nRains cut roadRains cut roadRains cut road", "")
def test_spans_lie_inside_the_text_and_hold_something(text, title):
    article = from_text(text, title=title)
    for span in spans_of(article):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    assert article.title == title or not title


LOOP = b"1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>"
STARTS = st.sampled_from(
    [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b"<!doctype html><p>", b"\xff\xfe", b"\xfe\xff",
     b"\xef\xbb\xbf", b"---\ntitle: x\n---\n", b"%PDF-1.4\n" + LOOP]
)  # fmt: skip
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "", "."])


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(STARTS, st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")), NAMES)
def test_any_bytes_are_read_or_refused_in_words(start, rest, name):
    try:
        article = read(start + rest, name, SMALL)
    except UnreadableArticle as error:
        assert str(error).startswith("couldn't read an article in ")
    else:
        assert any(map(str.isalpha, article.text))
        assert "\r" not in article.text
        assert len(article.text) <= SMALL.max_chars
        assert all(0 <= span.start < span.end <= len(article.text) for span in spans_of(article))
        article.text.encode()
