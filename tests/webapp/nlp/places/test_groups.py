"""Mentions that share a sense, and names that qualify others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.place import Match, Name, NameKind, Place
from webapp.domain import MentionKind, Span
from webapp.nlp.places.groups import Group, grouped
from webapp.nlp.toponyms.span import PlaceSpan


def match(name: str, code: str, country: str, admin1: str | None = None) -> Match:
    feature_class = "A" if code.startswith(("ADM", "PCL")) else "P"
    found = Place(f"t:{name}.{country}.{code}", name, 0.0, 0.0, feature_class, code, country, admin1)
    return Match(found, Name(found.id, name, NameKind.PREFERRED), 0.5)


IRAN, IRAQ = match("Iran", "PCLI", "IR"), match("Iraq", "PCLI", "IQ")
IRAQ_VILLAGE = match("Iraq", "PPL", "IR", "Markazi")
PARIS, PARIS_TEXAS = match("Paris", "PPLC", "FR", "Île-de-France"), match("Paris", "PPLA2", "US", "Texas")
TEXAS, US = match("Texas", "ADM1", "US", "Texas"), match("United States", "PCLI", "US")
GEORGIA, GEORGIA_STATE = match("Georgia", "PCLI", "GE"), match("Georgia", "ADM1", "US", "Georgia")


def groups(text: str, *names: tuple[str, tuple[Match, ...]]) -> list[Group]:
    spans, position = [], 0
    for name, matches in names:
        start = text.index(name, position)
        position = start + len(name)
        spans.append(PlaceSpan(Span(start, position), name, MentionKind.TOPONYM, 0.9, matches=matches))
    return grouped(text, spans)


def test_a_state_after_a_comma_qualifies_and_holds_what_it_qualifies() -> None:
    paris, texas = groups("in Paris, Texas", ("Paris", (PARIS, PARIS_TEXAS)), ("Texas", (TEXAS,)))
    assert (paris.qualifier, paris.qualified) == ("Texas", {PARIS_TEXAS.place.id})
    assert texas.qualifies == {TEXAS.place.id}


def test_two_countries_beside_each_other_are_a_list() -> None:
    iraq, iran = groups("in Iraq, Iran and beyond", ("Iraq", (IRAQ, IRAQ_VILLAGE)), ("Iran", (IRAN,)))
    assert iraq.qualified == iran.qualifies == frozenset()


def test_a_country_after_a_state_of_its_own_qualifies_it() -> None:
    georgia, _ = groups("in Georgia, United States", ("Georgia", (GEORGIA, GEORGIA_STATE)), ("United States", (US,)))
    assert georgia.qualified == {GEORGIA_STATE.place.id}


def test_one_name_is_one_group_and_takes_its_qualified_sense() -> None:
    text = "Paris, Texas, is small. Paris is quiet."
    found = groups(text, ("Paris", (PARIS, PARIS_TEXAS)), ("Texas", (TEXAS,)), ("Paris", (PARIS, PARIS_TEXAS)))
    assert [group.mentions for group in found] == [[0, 2], [1]]


def test_words_that_say_what_kind_of_place_it_is_may_stand_before_what_holds_it() -> None:
    for words in (", a farming town in the north of ", ", once a town of weavers in "):
        paris, _ = groups(f"near Paris{words}Texas", ("Paris", (PARIS, PARIS_TEXAS)), ("Texas", (TEXAS,)))
        assert paris.qualified == {PARIS_TEXAS.place.id}
    for words in (", and then drove to a farm in ", ", a town, and the army went on in "):
        paris, _ = groups(f"near Paris{words}Texas", ("Paris", (PARIS, PARIS_TEXAS)), ("Texas", (TEXAS,)))
        assert paris.qualified == frozenset()


def test_what_qualifies_a_name_may_be_qualified_itself() -> None:
    names = (("Paris", (PARIS, PARIS_TEXAS)), ("Georgia", (GEORGIA, GEORGIA_STATE)), ("United States", (US,)))
    georgia_town = replace(PARIS_TEXAS, place=replace(PARIS_TEXAS.place, id="t:paris-ga", admin1="Georgia"))
    paris, *_ = groups("in Paris, Georgia, United States", ("Paris", (PARIS, georgia_town)), *names[1:])
    assert paris.qualified == {georgia_town.place.id}


@pytest.mark.parametrize(
    ("text", "is_elsewhere"),
    [
        ("Rain fell on Paris in Iraq.", True),
        ("Rain fell on Paris in the Iraq.", True),
        ("Rain fell on Paris, Iraq.", False),
        ("Rain fell on Paris and Iraq.", False),
    ],
)
def test_a_name_may_be_said_to_lie_where_the_gazetteer_has_none_of_it(text: str, is_elsewhere: bool) -> None:
    paris, _ = groups(text, ("Paris", (PARIS, PARIS_TEXAS)), ("Iraq", (IRAQ,)))
    assert paris.is_elsewhere is is_elsewhere


def test_a_name_in_the_area_that_holds_it_is_not_elsewhere() -> None:
    paris, _ = groups("Rain fell on Paris in Texas.", ("Paris", (PARIS, PARIS_TEXAS)), ("Texas", (TEXAS,)))
    assert not paris.is_elsewhere
