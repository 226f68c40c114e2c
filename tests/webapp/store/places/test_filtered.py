"""Places under a filter are those, with the counts, that a plain statement over the rows gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Integer, case, func, select

from webapp.domain import Article, Basis, ClaimKind, ClaimPlace, Manner, Role
from webapp.store import ArticleStore, ClaimFilter, Within
from webapp.store.models import ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.places.contributions import RANK, ROLES
from webapp.store.places.filtered import Filtered
from webapp.store.places.grid import Box
from webapp.store.places.held.points import points

TEXTS = (
    ("ANI", dt.date(2026, 2, 1), "Aly said Mirpur burns. Bo said Islamabad lies about Mirpur. All was quiet."),
    ("Dawn", dt.date(2026, 2, 3), "Bo said Mirpur is burning. Cy said Muzaffarabad is calm. Di said nothing."),
    (None, None, "Aly said Pakistan wins. Someone said Mirpur burns calmly."),
)
FILTERED = [
    ClaimFilter(speaker="Aly"),
    ClaimFilter(manners=frozenset({Manner.DENIES})),
    ClaimFilter(kinds=frozenset({ClaimKind.DIRECT})),
    ClaimFilter(named=True),
    ClaimFilter(words="burns"),
    ClaimFilter(grounds=frozenset({Basis.SENTENCE, Basis.TITLE})),
    ClaimFilter(roles=frozenset({Role.ACTOR})),
    ClaimFilter(within="PK"),
    ClaimFilter(publishers=frozenset({"ANI"})),
    ClaimFilter(since=dt.date(2026, 2, 2)),
    ClaimFilter(least_confidence=0.8),
]


@pytest.fixture
def filled(store: ArticleStore, canned) -> ArticleStore:
    for name, day, text in TEXTS:
        reading = canned.read(Article(text, publisher=name, date=day))
        first, *others = reading.claims
        twice = (
            *first.places,
            *(replace(link, basis=Basis.SENTENCE, confidence=0.95) for link in first.places),
            ClaimPlace(0, Role.ACTOR, "", Basis.TITLE, 0.3),
        )
        first = replace(first, manner=Manner.DENIES, kind=ClaimKind.DIRECT, confidence=0.6, places=twice)
        store.save(replace(reading, claims=(first, *others)))
    return store


def plainly(session, which: ClaimFilter) -> dict[str, tuple[int, int, int, int | None, float | None]]:
    """By place: claims, claims in which it acts, claims by context, the nearest rank, the highest confidence.

    The claims are about the place unless roles are chosen of which that is none.
    """
    each = (
        select(
            MentionRow.place_id,
            ClaimPlaceRow.role,
            ClaimPlaceRow.claim_id,
            func.min(RANK).label("rank"),
            func.max(ClaimPlaceRow.confidence).label("confidence"),
        )
        .join(ClaimPlaceRow, ClaimPlaceRow.mention_id == MentionRow.id)
        .join(ClaimRow, ClaimRow.id == ClaimPlaceRow.claim_id)
        .where(which.where(), which.where_linked(), ClaimPlaceRow.role.in_(ROLES), MentionRow.mappable)
        .where(ClaimPlaceRow.role.in_([role.value for role in which.link_roles]))
        .group_by(MentionRow.place_id, ClaimPlaceRow.role, ClaimPlaceRow.claim_id)
        .subquery()
        .c
    )
    about = each.role == Role.ABOUT.value
    rows = session.execute(
        select(
            each.place_id,
            func.count().filter(about) if Role.ABOUT in which.link_roles else func.count(each.claim_id.distinct()),
            func.count().filter(~about),
            func.coalesce(func.sum(case((about, (each.rank > 0).cast(Integer)))), 0),
            func.min(case((about, each.rank))),
            func.max(case((about, each.confidence))),
        ).group_by(each.place_id)
    )
    return {place: tuple(values) for place, *values in rows}


def found(session, which: ClaimFilter) -> dict[str, tuple[int, int, int, int | None, float | None]]:
    counted = Filtered.of(session, which)
    rows = counted.rows(counted.first(counted.within(session, Within()), None))
    return {row.place_id: (row.claims, row.acting, row.by_context, row.rank, row.confidence) for row in rows}


@pytest.mark.parametrize("which", FILTERED, ids=lambda which: str(which.query()))
def test_counts_are_those_of_the_rows_also_after_articles_came_and_went(filled: ArticleStore, canned, which):
    for change in (
        lambda: None,
        lambda: filled.save(canned.read(Article("Aly said Mirpur burns. Bo said Muzaffarabad is.", publisher="ANI"))),
        lambda: filled.delete(1),
        lambda: filled.delete(2),
    ):
        change()
        with filled._database.reading() as session:
            assert found(session, which) == plainly(session, which)


def test_the_list_goes_on_from_where_it_ended(filled: ArticleStore):
    which = ClaimFilter(least_confidence=0.1)
    every = filled.places(which=which)
    listed, after = filled.busiest(which, Within(), limit=1)
    while after:
        more, after = filled.busiest(which, Within(), after=after, limit=1)
        listed += more
    assert listed == every
    assert len(listed) > 2


def test_a_cursor_of_a_place_that_is_gone_goes_on_where_it_would_be(filled: ArticleStore):
    which = ClaimFilter(least_confidence=0.1)
    every = filled.places(which=which)
    after = f"{every[1].claims}.{every[1].mentions}.geonames:0"
    assert every[1] in filled.busiest(which, Within(), after=after)[0]
    with pytest.raises(ValueError):
        filled.busiest(which, Within(), after=f"{10**30}.1.geonames:0")


def test_a_box_and_words_narrow_the_places(filled: ArticleStore):
    which = ClaimFilter(least_confidence=0.1)
    every = {place.name for place in filled.places(which=which)}
    for place in filled.places(which=which):
        box = Box(place.place.lon - 1e-6, place.place.lat - 1e-6, place.place.lon + 1e-6, place.place.lat + 1e-6)
        assert {one.name for one in filled.busiest(which, Within(box))[0]} == {place.name}
        assert place.name in {one.name for one in filled.busiest(which, Within(words=place.name))[0]}
    assert {one.name for one in filled.busiest(which, Within(ids=("no such",)))[0]} == set() != every


def test_points_follow_what_comes_changes_and_goes(filled: ArticleStore, canned):
    filled.delete(2)
    with filled._database.reading() as session:
        before = points(session)
        assert points(session) is before
        held = set(before.ids)
    filled.save(canned.read(Article("Bo said Muzaffarabad burns.")))
    with filled._database.reading() as session:
        after = points(session)
        new = set(after.ids) - held
        assert len(new) == 1
        assert [after.ids[one] for one in after.by_name] == sorted(
            after.ids, key=lambda id_: (after.names[after.index_of(id_)], id_)
        )
        assert [after.names[one] for one in after.by_name] == sorted(after.names)
        assert after.ranks[after.by_name].tolist() == list(range(len(after.ids)))
    filled.delete(4)
    with filled._database.reading() as session:
        gone = points(session)
        assert {gone.ids[one] for one in range(len(gone.ids)) if gone.on_map[one]} == held
