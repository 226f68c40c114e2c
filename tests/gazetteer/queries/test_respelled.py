"""Names of another transliteration: found in the country that is asked for, and only there."""

from __future__ import annotations

import pytest

from gazetteer.queries.respelled import family, forms
from gazetteer.store import Gazetteer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kunduz", "qunduz"),
        ("raqqa", "raka"),
        ("dayr hafir", "deir hafer"),
        ("suhayla", "suheila"),
        ("sadah", "saada"),
        ("al hudaydah", "hodeida"),
        ("um durman", "omdurman"),
        ("kita akita", "kitaakita"),
        ("as suwayda", "sweida".replace("sw", "suw")),
    ],
)
def test_transliterations_of_one_name_are_a_family(one, other):
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"), [("kunduz", "kandiz"), ("saada", "sudad"), ("haddington", "huddington"), ("lydia", "libya")]
)
def test_other_names_are_not(one, other):
    assert family(one) != family(other)


def test_a_name_is_heard_with_and_without_its_article():
    assert {"hudaydah", "al hudaydah"} <= forms("al hudaydah") & (forms("hudaydah") | {"al hudaydah"})
    assert "az zurq" in forms("al zurg")


@pytest.mark.parametrize(
    ("written", "country", "name"),
    [
        ("Jenderis", "SY", "Jindayris"),
        ("Moungdaw", "MM", "Maungdaw"),
        ("Shopiyan", "IN", "Shopian"),
        ("Bani Suheilah", "PS", "Bani Suhayla"),
    ],
)
def test_a_place_is_found_in_its_country(gazetteer: Gazetteer, written, country, name):
    assert not gazetteer.by_names([written])
    assert name in {match.place.name for match in gazetteer.respelled(written, country)}
    assert gazetteer.respelled(written, "FR") == ()


def test_nothing_is_found_for_names_too_short_or_in_other_letters(gazetteer: Gazetteer):
    assert gazetteer.respelled("Ul", "SY") == ()
    assert gazetteer.respelled("جنديرس", "SY") == ()
    assert gazetteer.respelled("", "SY") == ()


def test_places_far_apart_are_no_answer(gazetteer: Gazetteer):
    # Several villages of Iran are called so, in other spellings.
    found = gazetteer.respelled("Hoseynabaad", "IR")
    assert found == () or max(abs(match.place.lat - found[0].place.lat) for match in found) < 0.3
