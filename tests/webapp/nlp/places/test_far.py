"""Names whose places lie in countries that nothing else of an article lies in."""

from __future__ import annotations

from gazetteer.place import Place
from webapp.domain import MentionKind
from webapp.nlp.places.far import far_namesakes
from webapp.nlp.places.groups import Group

UGANDAN = [Place(f"t:{n}", name, 1.0, 32.0, "P", "PPL", "UG") for n, name in enumerate(("Gulu", "Lira", "Kitgum"))]
PEINE = Place("t:9", "Peine", 52.3, 10.2, "P", "PPLA3", "DE", population=48_000)


def far(*places: Place | None, qualified: bool = False, kind: MentionKind = MentionKind.TOPONYM) -> frozenset[int]:
    groups = [Group(place.name if place else "x", MentionKind.TOPONYM, ()) for place in places]
    groups[-1].kind = kind
    groups[-1].qualified = frozenset(("t:9",)) if qualified else frozenset()
    return far_namesakes(groups, places)


def test_a_little_known_place_elsewhere_is_not_meant():
    assert far(*UGANDAN, PEINE) == {3}


def test_it_is_meant_where_its_country_is_named_or_the_words_say_so():
    germany = Place("t:10", "Germany", 51.0, 10.0, "A", "PCLI", "DE")
    assert far(*UGANDAN, *UGANDAN, germany, PEINE) == frozenset()
    assert far(*UGANDAN, PEINE, qualified=True) == frozenset()
    assert far(*UGANDAN, PEINE, kind=MentionKind.DEMONYM) == frozenset()


def test_what_everybody_knows_may_be_named_anywhere():
    leipzig = Place("t:11", "Leipzig", 51.3, 12.4, "P", "PPLA2", "DE", population=500_000)
    assert far(*UGANDAN, leipzig) == frozenset()


def test_two_other_names_do_not_tell_what_an_article_is_about():
    assert far(*UGANDAN[:2], PEINE) == frozenset()
