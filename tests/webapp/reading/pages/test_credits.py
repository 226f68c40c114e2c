"""Captions keep what is to be seen, and lose whose the picture is."""

from __future__ import annotations

import pytest

from webapp.reading.pages.blocks import Block
from webapp.reading.pages.credits import without_credit

SEEN = "A wall of the dam at Kalo."


@pytest.mark.parametrize(
    "credit",
    ["Photo: Jo Doe/Getty Images", "Photo by Jo Doe", "(AP Photo/Jo Doe)", "Getty Images", "© Jo Doe / AFP",
     "Photograph: Jo Doe/The Courier", "(AFP/File)", "Jo Doe/Reuters", "| Credit: Jo Doe", "[Jo Doe/Reuters]",
     "Image: Courtesy of the council", "(Reuters)", "Getty Images/AFP", "REUTERS/Jo Doe", "Jo Doe | AFP | Getty Images",
     "Courtesy of the council of Kalo", "[Jo Doe/Palm Radio]", "Jo Doe/The Kalo Courier", "Jo Doe/Courier via AP",
     "EPA-EFE/JO DOE", "/ Jo Doe / AFP", "Handout"],
)  # fmt: skip
def test_credits_go(credit):
    assert without_credit(Block("caption", f"{SEEN} {credit}")).text.rstrip(".") == SEEN.rstrip(".")
    assert without_credit(Block("caption", credit)) is None


@pytest.mark.parametrize(
    "words",
    [
        SEEN,
        "Jo Doe, a photographer for Reuters, was hurt in Kalo on Monday.",
        "A photo of the dam hangs in the hall.",
        "The wall has moved by a hand, according to Reuters.",
        "People walk past the office of Reuters.",
        "Men carry sand for the Kalo Dam.",
        "A man reads the AP.",
        "Sacks/bags of sand at the wall.",
        "The wall, seen in 2019 and supplied with pumps",
    ],
)
def test_captions_stay(words):
    assert without_credit(Block("caption", words)).text == words


def test_prose_is_not_looked_at():
    words = "The picture, by a boy from Kalo, shows the dam. It hangs in the hall of the council. Photo: the last word."
    assert without_credit(Block("paragraph", words)).text == words
