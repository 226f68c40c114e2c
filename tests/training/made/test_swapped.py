"""A copy of an article has other names in it, and what people marked is marked there."""

from __future__ import annotations

from typing import Any

import pytest

from training.corpora import Annotated
from training.made.swapped import Swap, copy
from webapp.domain import Article

TEXT = "Kasese burned. Ms Lira left Kasese for Gulu."
MARKED: list[dict[str, Any]] = [
    {"start": at, "end": at + len(name), "text": name} for at, name in ((0, "Kasese"), (28, "Kasese"), (39, "Gulu"))
]
ARTICLE = Annotated("ours", Article(text=TEXT), {"id": "1", "text": TEXT, "toponyms": MARKED})


def _copied(swaps: list[Swap]) -> tuple[str, list[str]]:
    copied = copy(ARTICLE, swaps)
    text = copied.article.text
    return text, [text[one["start"] : one["end"]] for one in copied.gold["toponyms"]]


def test_places_are_marked_under_their_other_names() -> None:
    swaps = [
        Swap(one["start"], one["end"], name, one) for one, name in zip(MARKED, ("Bo", "Bo", "Ouagadougou"), strict=True)
    ]
    assert _copied(swaps) == ("Bo burned. Ms Lira left Bo for Ouagadougou.", ["Bo", "Bo", "Ouagadougou"])


def test_a_person_has_another_name_and_is_not_marked() -> None:
    kept = [Swap(one["start"], one["end"], one["text"], one) for one in MARKED]
    text, marks = _copied([*kept, Swap(18, 22, "Cairo")])
    assert text == "Kasese burned. Ms Cairo left Kasese for Gulu."
    assert marks == ["Kasese", "Kasese", "Gulu"]


@pytest.mark.parametrize("other", [Swap(0, 14, "All was lost."), Swap(3, 8, "x")])
def test_what_is_marked_wins_over_what_is_not(other: Swap) -> None:
    swaps = [other, Swap(0, 6, "Bo", MARKED[0])]
    assert _copied(swaps)[0].startswith("Bo burned.")
