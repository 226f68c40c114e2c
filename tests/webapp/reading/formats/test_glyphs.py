"""Codes in a PDF's text: what they stand for, and text that is nothing but codes."""

from __future__ import annotations

import pytest

from webapp.reading.formats.glyphs import is_garbage, meanings, spelt_out

STORY = (
    "The ferry to Kalo sank on Monday, said the harbour master of the town, and the police are looking for the people "
    "who were on it. He asked for help from the other islands and said that the search would go on until the night."
)


def read(text: str) -> str:
    return spelt_out(text, meanings(text))


@pytest.mark.parametrize(
    "coded, plain",
    [
        (
            "\x93The ferry sank,\x94 he said \x96 the captain\x92s word",
            "“The ferry sank,” he said – the captain’s word",
        ),
        ("the of\x0eces of the \x0crm, a di\x0berent \x0fag", "the offices of the firm, a different flag"),
        ("the o\x1eces of the \x1crm, a di\x1berent \x1dag", "the offices of the firm, a different flag"),
        ("\x10The ferry sank,\x11 he said", "“The ferry sank,” he said"),
        ("the \x1fre at the of\x1fce and the \x1frst con\x1eict", "the fire at the office and the first conflict"),
        ("\x8dThe ferry sank\x8e", "“The ferry sank”"),
        ("ﬁve oﬃces", "five offices"),
        ("ÒThe ferry sank,Ó he said of the captainÕs word", "“The ferry sank,” he said of the captain’s word"),
        ("Ò is a letter, Õ too", "Ò is a letter, Õ too"),
    ],
)
def test_codes_have_the_meaning_that_makes_words(coded, plain):
    assert read(coded.replace("of\x0eces", "o\x0eces")) == plain


def shifted(text: str, by: int) -> str:
    return "".join(chr(max(1, ord(character) - by)) for character in text)


@pytest.mark.parametrize(
    "text",
    [
        shifted(STORY, 29),
        shifted(STORY, 3),
        STORY.translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")),
        "\ue010\ue022\ue031 \ue044\ue051" * 20,
        "(cid:12)(cid:44)(cid:7) (cid:9)(cid:31)" * 20,
        "/g12/g44/g7/g9 /g31/g2" * 20,
    ],
)
def test_codes_of_glyphs_are_garbage(text):
    assert is_garbage(text)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "",
        "Kalo 41, Palm 12, Zelen 9, Adun 77, Dunmore 3, Pastrana 12, Vestrand 8, Koronis 4 " * 5,
        "Vlaada vyhlaasila, zhe most bude zavrzhen do jara, a lidee museji jezdit oklikou przes hory a lesy. " * 5,
        "Паром затонул в понедельник, сообщил начальник порта. " * 5,
        "渡船于星期一沉没，港务长说，九人失踪。" * 5,
        STORY + " \x10\x11\x1c\x1d\x1e" * 3,
    ],
)
def test_languages_lists_and_a_few_codes_are_not(text):
    assert not is_garbage(text)
