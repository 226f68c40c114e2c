"""How sure a name of another transliteration is, from the gazetteer's own spellings."""

from __future__ import annotations

from training.fit.places.respelled import Families, Settlement, likelihood


def village(name: str, lat: float, *keys: str) -> Settlement:
    return Settlement(name, lat, 40.0, {name.lower(), *keys})


def test_spellings_that_find_their_own_place_make_it_sure():
    telling = Families([village(f"Tall {c}arid", lat, f"taal {c}ariid") for lat, c in enumerate("bdfgklmnrst")])
    assert set(telling.spellings()) == {True}
    assert not any(telling.absences())
    assert likelihood(telling) > 0.8


def test_names_that_others_would_be_taken_for_make_it_unsure():
    pairs = [(f"T{c}l", f"T{d}l") for c, d in (("oo", "u"), ("ee", "i"), ("aa", "a"))]
    alike = [village(name + tail, at) for tail in ("aban", "ezin") for at, pair in enumerate(pairs) for name in pair]
    moved = [Settlement(one.name, one.lat + 3.0 * (i % 2), one.lon, one.keys) for i, one in enumerate(alike)]
    assert any(Families(moved).absences())
    assert likelihood(Families(moved)) < likelihood(Families([village("Tall Arid", 1.0, "taal ariid")]))
