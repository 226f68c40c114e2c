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
     "Image: Courtesy of the council", "(Reuters)"],
)  # fmt: skip
def test_credits_go(credit):
    assert without_credit(Block("caption", f"{SEEN} {credit}")).text.rstrip(".") == SEEN.rstrip(".")
    assert without_credit(Block("caption", credit)) is None


@pytest.mark.parametrize(
    "words",
    [SEEN, "Jo Doe, a photographer for Reuters, was hurt in Kalo on Monday.", "A photo of the dam hangs in the hall."],
)
def test_captions_stay(words):
    assert without_credit(Block("caption", words)).text == words


def test_prose_is_not_looked_at():
    words = "The picture, by a boy from Kalo, shows the dam. It hangs in the hall of the council. Photo: the last word."
    assert without_credit(Block("paragraph", words)).text == words
