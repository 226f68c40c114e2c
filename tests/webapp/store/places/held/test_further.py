"""Places that the totals lack, of copies, datelines and other names, are found where filters ask for them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from webapp.domain import Article, ClaimPlace, MentionKind, Role
from webapp.errors import NotFound
from webapp.store import ArticleStore, ClaimFilter, Within
from webapp.store.places.grid import Box

EVERYWHERE = Within()
COPIES, ORIGINALS = ClaimFilter(), ClaimFilter(copies=False)
FROM_THERE = ClaimFilter(roles=frozenset({Role.ORIGIN}))
EITHER = ClaimFilter(roles=frozenset({Role.ORIGIN, Role.NAME}))


@pytest.fixture
def copied(store: ArticleStore, canned) -> ArticleStore:
    """A story of which a copy in another outlet adds a place of its own."""
    ids = [
        store.save(canned.read(Article(text))).id
        for text in (
            f"Aly said Mirpur burns. {'All was quiet. ' * 9}",
            "Aly said Mirpur burns. Aly said Muzaffarabad burns, near Mirpur.",
        )
    ]
    store.copies.join(ids)
    return store


@pytest.fixture
def filed(store: ArticleStore, canned) -> ArticleStore:
    """A claim that was reported from Muzaffarabad, which is in a name, and from Mirpur, which it is about."""
    reading = canned.read(Article("Aly said Mirpur burns. All was quiet in Muzaffarabad."))
    mirpur, muzaffarabad = reading.mentions
    claim = reading.claims[0]
    links = (
        *claim.places,
        ClaimPlace(0, Role.ORIGIN, ""),
        ClaimPlace(1, Role.ORIGIN, ""),
        ClaimPlace(1, Role.NAME, ""),
    )
    mentions = (mirpur, replace(muzaffarabad, kind=MentionKind.EMBEDDED))
    store.save(replace(reading, mentions=mentions, claims=(replace(claim, places=links),)))
    return store


def names(store: ArticleStore, which: ClaimFilter, within: Within = EVERYWHERE) -> dict[str, tuple[int, int]]:
    return {one.name: (one.claims, one.mentions) for one in store.busiest(which, within)[0]}


def test_a_place_that_only_a_copy_mentions_is_shown_with_copies(copied: ArticleStore):
    assert names(copied, ORIGINALS) == {"New Mirpur City": (1, 1)}
    assert names(copied, COPIES) == {"New Mirpur City": (3, 3), "Muzaffarabad": (1, 1)}
    assert copied.map_counts(COPIES).places == 2
    (place,) = [one for one in copied.places(which=COPIES) if one.name == "Muzaffarabad"]
    detail = copied.place(place.id, which=COPIES)
    assert (detail.written, len(detail.about)) == (("Muzaffarabad",), 1)
    with pytest.raises(NotFound):
        copied.place(place.id, which=ORIGINALS)


def test_it_is_found_by_its_name_its_id_and_where_it_is(copied: ArticleStore):
    assert [*names(copied, COPIES, Within(words="muzaff"))] == ["Muzaffarabad"]
    (place,) = copied.busiest(COPIES, Within(words="muzaff"))[0]
    assert [*names(copied, COPIES, Within(ids=(place.id,)))] == ["Muzaffarabad"]
    assert "Muzaffarabad" in names(
        copied, COPIES, Within(Box(place.lon - 0.1, place.lat - 0.1, place.lon + 1, place.lat + 1))
    )
    assert names(copied, COPIES, Within(words="atlantis")) == {}


def test_it_goes_with_its_article(copied: ArticleStore):
    names(copied, COPIES)
    copied.delete(2)
    assert names(copied, COPIES) == {"New Mirpur City": (1, 1)}


def test_places_of_datelines_and_of_other_names_are_shown_where_these_are_asked_for(filed: ArticleStore):
    assert [*names(filed, ClaimFilter())] == ["New Mirpur City"]
    assert {name: claims for name, (claims, _) in names(filed, FROM_THERE).items()} == {
        "New Mirpur City": 1,
        "Muzaffarabad": 1,
    }
    found = {one.name: one for one in filed.places(which=EITHER)}
    place = found["Muzaffarabad"]
    assert (place.claims, place.origin, place.named, place.is_about, place.by_context) == (1, 1, 1, False, 0)
    assert filed.claim_count(which=EITHER) == filed.questions.counted(EITHER).claims == 1
    detail = filed.place(place.id, which=EITHER)
    assert [len(some) for some in (detail.about, detail.acting, detail.origin, detail.named)] == [0, 0, 1, 1]
    of_article = {one.name: (one.claims, one.origin) for one in filed.places(1, EITHER)}
    assert of_article == {"New Mirpur City": (1, 1), "Muzaffarabad": (1, 1)}


def test_filters_of_a_place_follow_and_claims_say_where(filed: ArticleStore):
    (place,) = [one for one in filed.places(which=EITHER) if one.name == "Muzaffarabad"]
    for which in (replace(EITHER, at=place.id), replace(FROM_THERE, within="PK"), replace(FROM_THERE, at=place.id)):
        assert filed.claim_count(which=which) == filed.questions.counted(which).claims == 1
    assert (
        filed.questions.counted(ClaimFilter(at=place.id)).claims
        == filed.claim_count(which=ClaimFilter(at=place.id))
        == 0
    )
    (claim,) = filed.questions.page(replace(FROM_THERE, at=place.id)).claims
    assert [(one.place.name, one.role) for one in claim.places] == [("Muzaffarabad", Role.ORIGIN)]


def test_portions_of_a_pop_up_go_through_all_roles(filed: ArticleStore):
    (place,) = [one for one in filed.places(which=EITHER) if one.name == "Muzaffarabad"]
    with filed._database.reading() as session:
        from webapp.store.places.detail import place_detail

        first = place_detail(session, place.id, which=EITHER, limit=1)
        assert (len(first.origin), len(first.named), first.after) == (1, 0, "name.0.0")
        second = place_detail(session, place.id, which=EITHER, limit=1, after=first.after)
        assert (len(second.origin), len(second.named), second.after) == (0, 1, None)
