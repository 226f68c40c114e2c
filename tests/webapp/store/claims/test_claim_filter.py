"""The same filter over rows and over readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article, Basis, ClaimKind, ClaimPlace, Manner, Reading, Role
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
    ClaimFilter(named=True),
    ClaimFilter("Bo", named=True),
    ClaimFilter(least_said=0.5),
    ClaimFilter(least_said=0.5, attitudes=True),
    ClaimFilter(least_said=0.95),
    ClaimFilter("Bo", named=True, least_said=0.95),
]


@pytest.fixture
def reading(canned):
    """Bo's claim also stands at Muzaffarabad, and Cy's only at Mirpur, by context; Aly's has two grounds at Mirpur.

    Aly's was hardly said, Bo's perhaps; Cy's is a belief.
    """
    text = "Aly said Mirpur burns. Bo said Islamabad lies about Mirpur. Cy said nothing. Muzaffarabad was calm."
    found = canned.read(Article(text, title="A"))
    aly, bo, cy = found.claims
    mirpur, _, again, muzaffarabad = range(len(found.mentions))
    named = ClaimPlace(mirpur, Role.ABOUT, "", Basis.CONTENT, 0.5)
    claims = (
        replace(
            aly, said=0.2, manner=Manner.DENIES, negated=True, places=(_by_context(again, Basis.BEFORE, 0.25), named)
        ),
        replace(
            bo,
            said=0.9,
            manner=Manner.WARNS,
            within=0,
            places=(*bo.places, _by_context(muzaffarabad, Basis.ARTICLE, 0.25)),
        ),
        replace(
            cy,
            said=0.1,
            manner=Manner.BELIEVES,
            speaker=None,
            kind=ClaimKind.DIRECT,
            places=(_by_context(again, Basis.SENTENCE, 0.5),),
        ),
    )
    return replace(found, claims=claims)


@pytest.mark.parametrize("which", FILTERS)
def test_rows_and_readings_are_narrowed_alike(store: ArticleStore, reading, which):
    article = store.save(reading).id
    kept = narrowed(reading, which)
    assert store.claim_count(article, which) == len(kept.claims)
    assert store.summary(article, which).claims == len(kept.claims)
    found = placed([kept], lambda place: "", lambda ids: set(), which)
    stored = store.places(article, which)
    assert {_counts(place) for place in stored} == {_counts(place) for place, _ in found}
    for place, detail in found:
        in_store = store.place(place.id, article, which)
        assert [_standing(claim) for claim in in_store.about] == [_standing(claim) for claim in detail.about]
        assert [_standing(claim) for claim in in_store.acting] == [_standing(claim) for claim in detail.acting]
        assert [mention.text for mention in in_store.mentions] == [mention.text for mention in detail.mentions]


def test_a_claim_stands_at_a_place_on_its_nearest_ground_and_by_its_surest_link(store: ArticleStore, reading):
    store.save(reading)
    grounds = [(place.name, place.claims, place.by_context, place.basis, place.confidence) for place in store.places()]
    assert grounds == [
        ("New Mirpur City", 3, 1, Basis.CONTENT, 1.0),
        ("Muzaffarabad", 1, 1, Basis.ARTICLE, 0.25),
        ("Pakistan", 0, 0, None, None),
    ]
    claims = store.place("geonames:1169027").about
    assert [(claim.basis, claim.confidence) for claim in claims] == [
        (Basis.CONTENT, 0.5),
        (Basis.CONTENT, 1.0),
        (Basis.SENTENCE, 0.5),
    ]


def test_only_places_that_a_claim_names_leave_out_what_stands_there_by_context(store: ArticleStore, reading):
    store.save(reading)
    which = ClaimFilter(named=True)
    assert [(place.name, place.claims, place.by_context) for place in store.places(which=which)] == [
        ("New Mirpur City", 2, 0),
        ("Pakistan", 0, 0),
    ]
    assert store.claim_count(which=which) == 2
    assert store.place("geonames:1168700", which=which).about == ()
    assert [len(claim.places) for claim in narrowed(reading, which).claims] == [1, 2]


def _neutral(reading: Reading) -> Reading:
    """The reading with Aly's denial, which is always shown, as a plain claim."""
    aly, *others = reading.claims
    return replace(reading, claims=(replace(aly, manner=Manner.NEUTRAL), *others))


def test_what_was_not_said_is_shown_only_if_asked_for_but_beliefs_denials_and_promises_always(
    store: ArticleStore, reading
):
    first = [claim.said for claim in narrowed(reading, ClaimFilter(least_said=0.5)).claims]
    assert first == [claim.said for claim in reading.claims]
    reading = _neutral(reading)
    article = store.save(reading).id
    said = ClaimFilter(least_said=0.5)
    assert [claim.speaker and claim.speaker.name for claim in narrowed(reading, said).claims] == ["Bo", None]
    assert narrowed(reading, said).mentions == reading.mentions
    every = ClaimFilter(least_said=0.5, attitudes=True)
    assert narrowed(reading, every) == reading
    attitudes = [(claim.speaker, claim.attitude) for claim in store.place("geonames:1169027", article, every).about]
    assert attitudes == [("Aly", True), ("Bo", False), (None, False)]
    assert [one.name for one in store.speakers.all(said).groups] == ["Bo"]
    assert [one.name for one in store.speakers.all(every).groups] == ["Aly", "Bo"]


def test_a_place_of_which_only_attitudes_are_known_is_mentioned(store: ArticleStore, reading):
    aly, *_ = _neutral(reading).claims
    links = (ClaimPlace(3, Role.ABOUT),)
    article = store.save(replace(reading, claims=(replace(aly, said=0.2, places=links),))).id
    said = ClaimFilter(least_said=0.5)
    (muzaffarabad,) = [place for place in store.places(article, said) if place.name == "Muzaffarabad"]
    assert (muzaffarabad.claims, muzaffarabad.mentions) == (0, 1)
    detail = store.place(muzaffarabad.id, article, said)
    assert (detail.about, [mention.text for mention in detail.mentions]) == ((), ["Muzaffarabad"])
    every = store.place(muzaffarabad.id, article, ClaimFilter(least_said=0.5, attitudes=True))
    assert (len(every.about), every.mentions) == (1, ())


def test_a_claim_whose_outer_one_is_left_out_stands_alone(reading):
    kept = narrowed(reading, ClaimFilter(speaker="Bo"))
    assert [claim.within for claim in kept.claims] == [None]


def test_manner_polarity_and_nesting_come_back_and_are_reported(store: ArticleStore, reading):
    article = store.save(reading).id
    assert store.reading(article) == reading
    first, second, _ = store.place("geonames:1169027").about
    assert (first.manner, first.negated, first.nested) == (Manner.DENIES, True, False)
    assert (second.manner, second.negated, second.nested, second.reported_by) == (Manner.WARNS, False, True, "Aly")


def _by_context(mention, basis, confidence):
    return ClaimPlace(mention, Role.ABOUT, "", basis, confidence)


def _counts(place):
    return place.name, place.claims, place.acting, place.by_context, place.basis, place.confidence


def _standing(claim):
    return claim.fragments, claim.basis, claim.confidence, claim.said, claim.attitude
