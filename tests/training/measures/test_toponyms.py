"""What counts as found, as placed and as right, for toponyms."""

from __future__ import annotations

from typing import Any

import pytest

from gazetteer.place import Place
from training.measures.toponyms import count, toponyms
from webapp.domain import Article, Mention, MentionKind, Reading, Resolution, Span

TEXT = "Lahore and Canada"
LAHORE = Place("made:1", "Lahore", 31.55, 74.34, "P", "PPLA", "PK")
CANADA = Place("made:2", "Canada", 60.0, -96.0, "A", "PCLI", "CA")


def marked(text: str, lat: float | None, lon: float | None) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text, "lat": lat, "lon": lon}


def mention(text: str, place: Place | None, kind: MentionKind = MentionKind.TOPONYM) -> Mention:
    start = TEXT.index(text)
    return Mention(Span(start, start + len(text)), text, kind, 0.9, Resolution(place, 0.9))


def reading(*mentions: Mention) -> Reading:
    return Reading(Article(TEXT), mentions)


def test_a_mention_in_the_right_place_is_a_hit_and_right() -> None:
    counts = count({"toponyms": [marked("Lahore", 31.5, 74.3)]}, reading(mention("Lahore", LAHORE)))
    assert counts["hits"] == counts["placed"] == counts["located"] == counts["right"] == counts["right wide"] == 1


def test_a_country_may_lie_farther_off_by_the_wide_figures_alone() -> None:
    counts = count({"toponyms": [marked("Canada", 56.0, -106.0)]}, reading(mention("Canada", CANADA)))
    assert (counts["right"], counts["right wide"]) == (0, 1)


def test_what_is_not_placed_counts_against_end_to_end_alone() -> None:
    gold = {"toponyms": [marked("Lahore", 31.5, 74.3), marked("Canada", 56.0, -106.0)]}
    measure = toponyms()
    figures = measure.all_figures([count(gold, reading(mention("Lahore", LAHORE), mention("Canada", None)))])
    assert figures["F1"] == figures["acc161"] == 1.0
    assert figures["e2e161"] == figures["e2e161_wide"] == 0.5


def test_a_toponym_without_coordinates_is_not_asked_where_it_is() -> None:
    counts = count({"toponyms": [marked("Lahore", None, None)]}, reading(mention("Lahore", LAHORE)))
    assert (counts["hits"], counts["located"]) == (1, 0)


@pytest.mark.parametrize(("kinds", "predicted"), [(tuple(MentionKind), 1), ((MentionKind.TOPONYM,), 0)])
def test_only_the_kinds_asked_for_count(kinds: tuple[MentionKind, ...], predicted: int) -> None:
    counts = count({"toponyms": []}, reading(mention("Canada", CANADA, MentionKind.DEMONYM)), kinds)
    assert counts["predicted"] == predicted
