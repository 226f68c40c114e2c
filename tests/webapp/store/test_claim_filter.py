"""The same filter over rows and over readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article, ClaimKind, Manner
from webapp.maps.places import placed
from webapp.store import ArticleStore, ClaimFilter, narrowed

FILTERS = [
    ClaimFilter(),
    ClaimFilter(speaker="Aly"),
    ClaimFilter(speaker=""),
    ClaimFilter(manners=frozenset({Manner.WARNS, Manner.DENIES})),
    ClaimFilter(kinds=frozenset({ClaimKind.DIRECT})),
    ClaimFilter("Bo", frozenset({Manner.WARNS}), frozenset({ClaimKind.INDIRECT})),
    ClaimFilter("Nobody"),
]


@pytest.fixture
def reading(canned):
    text = "Aly said Mirpur burns. Bo said Islamabad lies about Mirpur. Cy said nothing. Muzaffarabad was calm."
    found = canned.read(Article(text, title="A"))
    aly, bo, cy = found.claims
    claims = (
        replace(aly, manner=Manner.DENIES, negated=True),
        replace(bo, manner=Manner.WARNS, within=0),
        replace(cy, speaker=None, kind=ClaimKind.DIRECT),
    )
    return replace(found, claims=claims)


@pytest.mark.parametrize("which", FILTERS, ids=str)
def test_rows_and_readings_are_narrowed_alike(store: ArticleStore, reading, which):
    article = store.save(reading).id
    kept = narrowed(reading, which)
    assert store.claim_count(article, which) == len(kept.claims)
    found = placed([kept], lambda place: "", lambda ids: set())
    stored = store.places(article, which)
    assert [(place.name, place.claims, place.acting) for place in stored] == [
        (place.name, place.claims, place.acting) for place, _ in found
    ]
    said = {claim.fragments for place in stored for claim in store.place(place.id, article, which).about}
    assert said == {claim.fragments for _, detail in found for claim in detail.about}


def test_a_claim_whose_outer_one_is_left_out_stands_alone(reading):
    kept = narrowed(reading, ClaimFilter(speaker="Bo"))
    assert [claim.within for claim in kept.claims] == [None]


def test_manner_polarity_and_nesting_come_back_and_are_reported(store: ArticleStore, reading):
    article = store.save(reading).id
    assert store.reading(article) == reading
    first, second = store.place("geonames:1169027").about
    assert (first.manner, first.negated, first.nested) == (Manner.DENIES, True, False)
    assert (second.manner, second.negated, second.nested, second.reported_by) == (Manner.WARNS, False, True, "Aly")
