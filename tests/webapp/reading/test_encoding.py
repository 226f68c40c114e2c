"""Characters are decoded from bytes, in English and in other languages."""

from __future__ import annotations

import pytest

from webapp.errors import UnreadableArticle
from webapp.reading import read

ENGLISH = "The mayor said “we’re cut off” – the price of rice rose by €2 in Djenné.\n" * 4
RUSSIAN = "Мэр города заявил, что дорога между двумя городами закрыта из-за наводнения, которое началось.\n" * 8
ARABIC = "قال رئيس البلدية إن الطريق بين المدينتين مقطوع بسبب الفيضانات التي بدأت يوم الاثنين.\n" * 8


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, ARABIC])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_and_without_a_mark(text, encoding, limits):
    assert read(text.encode(encoding), "a.txt", limits).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding, limits):
    assert read(ENGLISH.encode(encoding), "a.txt", limits).text == ENGLISH


@pytest.mark.parametrize("text", [ENGLISH, "He said “no”.", "Café in Cádiz: “sí”, says Muñoz – 40\u00a0km away."])
def test_windows_1252(text, limits):
    assert read(text.encode("cp1252"), "a.txt", limits).text == text


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (ARABIC, "cp1256"), (RUSSIAN, "koi8-r")])
def test_other_code_pages(text, encoding, limits):
    assert read(text.encode(encoding), "a.txt", limits).text == text


def test_a_dos_end_of_file_and_form_feeds_are_accepted(limits):
    text = "Page one said so.\fPage two said no."
    assert read(f"{text}\x1a".encode(), "a.txt", limits).text == text


@pytest.mark.parametrize(
    "data", [b"\xff\xfea", b"Kyiv\x00", ("Kyiv said so. " * 200 + "\0").encode("utf-16"), b"Kyiv \x07\x07\x07 said"]
)
def test_what_is_no_text(data, limits):
    with pytest.raises(UnreadableArticle, match="it is not text"):
        read(data, "a.txt", limits)
