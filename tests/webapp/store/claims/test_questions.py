"""Claims counted over columns, in portions and by facet: the same as the same filter over rows and over readings."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from webapp.domain import Article, Basis, ClaimKind, ClaimPlace, Manner, Role, Status
from webapp.store import ArticleStore, ClaimFilter, derived, narrowed
from webapp.store.claims.columns import BlockRow, changed
from webapp.store.claims.counts.facets import facet_names
from webapp.store.claims.filters import FILTERS, Box, InvalidFilter, Level
from webapp.store.claims.pages import Order
from webapp.store.models import ArticleRow, ArticleTagRow, ClaimRow, CollectionRow, TagRow

MIRPUR = "geonames:1169027"
FILTERED = [
    ClaimFilter(),
    ClaimFilter(speaker="Aly"),
    ClaimFilter(speaker=""),
    ClaimFilter(speaker="Nobody"),
    ClaimFilter(manners=frozenset({Manner.WARNS, Manner.DENIES})),
    ClaimFilter(kinds=frozenset({ClaimKind.DIRECT})),
    ClaimFilter(named=True),
    ClaimFilter(least_said=0.5),
    ClaimFilter(least_said=0.5, attitudes=True),
    ClaimFilter(least_confidence=0.8),
    ClaimFilter(words="burns"),
    ClaimFilter(words='"mirpur burns" cal*'),
    ClaimFilter(words="burning"),
    ClaimFilter(words='" AND ('),
    ClaimFilter(text="quiet"),
    ClaimFilter(grounds=frozenset({Basis.SENTENCE, Basis.TITLE})),
    ClaimFilter(roles=frozenset({Role.ACTOR})),
    ClaimFilter(roles=frozenset({Role.ACTOR}), named=True),
    ClaimFilter(at=MIRPUR),
    ClaimFilter(at=MIRPUR, grounds=frozenset({Basis.SENTENCE})),
    ClaimFilter(within="PK"),
    ClaimFilter(within="PK/Azad Jammu and Kashmir"),
    ClaimFilter(within="IN"),
    ClaimFilter(box=Box(73.6, 33, 74, 34)),
    ClaimFilter(box=Box(170, -90, 71, 90)),
    ClaimFilter(publishers=frozenset({"ANI", "Dawn"})),
    ClaimFilter(publishers=frozenset({"-"})),
    ClaimFilter(since=dt.date(2026, 2, 2)),
    ClaimFilter(until=dt.date(2026, 2, 1)),
    ClaimFilter(undated=True),
    ClaimFilter(statuses=frozenset({Status.VERIFIED, Status.CORRECTED})),
    ClaimFilter(statuses=frozenset({Status.UNVERIFIED})),
    ClaimFilter(speaker="Bo", named=True, since=dt.date(2026, 1, 1), at=MIRPUR),
]


@pytest.fixture
def readings(canned):
    texts = (
        ("ANI", dt.date(2026, 2, 1), "Aly said Mirpur burns. Bo said Islamabad lies about Mirpur. All was quiet."),
        ("Dawn", dt.date(2026, 2, 3), "Bo said Mirpur is burning. Cy said Muzaffarabad is calm. Di said nothing."),
        (None, None, "Aly said Pakistan wins. Someone said Mirpur burns calmly."),
    )
    return [varied(canned.read(Article(text, publisher=name, date=day))) for name, day, text in texts]


def varied(reading):
    """The first claim is a quoted denial that was hardly said, the last has no speaker and is at Mirpur by context."""
    first, *between, last = reading.claims
    first = replace(first, said=0.2, manner=Manner.DENIES, negated=True, kind=ClaimKind.DIRECT, confidence=0.6)
    first = replace(first, status=Status.VERIFIED)
    links = (ClaimPlace(0, Role.ABOUT, "", Basis.SENTENCE, 0.5), *last.places)
    last = replace(last, said=0.1, speaker=None, places=links)
    return replace(reading, claims=(first, *between, last))


@pytest.fixture
def ids(store: ArticleStore, readings):
    return [store.save(reading).id for reading in readings]


@pytest.mark.parametrize("which", FILTERED, ids=lambda which: str(which.query()))
def test_columns_rows_and_readings_leave_in_the_same_claims(store: ArticleStore, ids, readings, which):
    kept = sum(len(narrowed(reading, which).claims) for reading in readings)
    assert store.claim_count(which=which) == kept
    assert store.questions.counted(which).claims == kept
    page = store.questions.page(which)
    assert (page.total, len(page.claims)) == (kept, kept)


@pytest.mark.parametrize("which", FILTERED, ids=lambda which: str(which.query()))
def test_a_facet_counts_what_choosing_its_value_would_show(store: ArticleStore, ids, which):
    for facet in store.questions.counted(which, facet_names()).facets:
        declared = next(one for one in FILTERS if one.name == facet.name)
        for value in facet.values:
            chosen = replace(which, **{declared.field: declared.read([value.value])})
            assert value.claims == store.claim_count(which=chosen), (facet.name, value)


@pytest.mark.parametrize("which", FILTERED, ids=lambda which: str(which.query()))
def test_an_address_has_the_whole_filter(which):
    base = ClaimFilter(least_said=which.least_said)
    assert ClaimFilter.of(which.query(), base) == which


def test_every_filter_but_the_threshold_is_declared_once():
    fields = [one.field for one in FILTERS]
    assert sorted([*fields, "least_said"]) == sorted(ClaimFilter.__dataclass_fields__)
    assert all(one.column for one in FILTERS if one.level is Level.LINK)


def test_counts_are_remembered_until_something_changes(store: ArticleStore, ids, canned):
    first = store.questions.counted(ClaimFilter(), facet_names())
    assert store.questions.counted(ClaimFilter(), facet_names()) is first
    store.save(canned.read(Article("Abe said Mirpur sleeps.")))
    assert store.questions.counted(ClaimFilter(), facet_names()).claims == first.claims + 1


def test_collections_tags_and_copies(store: ArticleStore, ids):
    store.questions.counted(ClaimFilter(), facet_names())
    with store._database.writing() as session:
        session.add(CollectionRow(id=1, name="Floods", created=dt.datetime(2026, 1, 1)))
        session.add(TagRow(id=7, name="urgent"))
        session.flush()
        session.execute(update(ArticleRow).where(ArticleRow.id == ids[0]).values(collection_id=1, publisher="Geo"))
        session.execute(update(ArticleRow).where(ArticleRow.id == ids[2]).values(copy_of=ids[0]))
        session.add(ArticleTagRow(article_id=ids[1], tag_id=7))
        derived.described(session, ids)
    for which in (
        ClaimFilter(collections=frozenset({1})),
        ClaimFilter(tags=frozenset({7})),
        ClaimFilter(copies=False),
        ClaimFilter(article=ids[1]),
        ClaimFilter(publishers=frozenset({"Geo"})),
    ):
        assert 0 < store.claim_count(which=which) == store.questions.counted(which).claims < 7
    facets = {one.name: one.values for one in store.questions.counted(ClaimFilter(), facet_names()).facets}
    assert [(one.value, one.label, one.claims) for one in facets["collection"]] == [("1", "Floods", 2)]
    assert [(one.value, one.label, one.claims) for one in facets["tag"]] == [("7", "urgent", 3)]
    with store._database.writing() as session:
        session.execute(update(ArticleTagRow).values(article_id=ids[0]))
        changed(session)
        session.execute(update(TagRow).values(name="later"))
    (tag,) = store.questions.counted(ClaimFilter(), ("tag",)).facets
    assert [(one.label, one.claims) for one in tag.values] == [("later", 2)]
    (facet,) = store.questions.counted(ClaimFilter(), ("tag",)).facets
    assert facet is tag
    assert "ANI" not in [one.value for one in facets["publisher"]]


@pytest.mark.parametrize("order", Order)
def test_portions_follow_each_other_without_gaps_also_while_articles_come_in(
    store: ArticleStore, ids, canned, order: Order
):
    every = [claim.id for claim in store.questions.page(ClaimFilter(), order).claims]
    first = store.questions.page(ClaimFilter(), order, size=3)
    store.save(canned.read(Article("Abe said Mirpur sleeps. Zed said Mirpur wakes.", date=dt.date(2026, 2, 2))))
    seen, after = [claim.id for claim in first.claims], first.after
    while after:
        page = store.questions.page(ClaimFilter(), order, after, 2)
        seen += [claim.id for claim in page.claims]
        after = page.after
    assert len(seen) == len(set(seen))
    assert [id_ for id_ in seen if id_ in every] == every


def test_the_orders(store: ArticleStore, ids):
    def shown(order):
        claims = store.questions.page(ClaimFilter(), order).claims
        return [(claim.article.id, claim.speaker, claim.confidence) for claim in claims]

    assert [article for article, _, _ in shown(Order.NEWEST)] == [ids[1]] * 3 + [ids[0]] * 2 + [ids[2]] * 2
    assert [article for article, _, _ in shown(Order.OLDEST)] == [ids[2]] * 2 + [ids[0]] * 2 + [ids[1]] * 3
    assert [sure for _, _, sure in shown(Order.CONFIDENT)] == [0.9] * 4 + [0.6] * 3
    assert [name for _, name, _ in shown(Order.SPEAKER)] == ["Aly", "Aly", "Bo", "Cy", None, None, None]


def test_a_portion_of_another_list_is_refused(store: ArticleStore, ids):
    after = store.questions.page(ClaimFilter(), Order.NEWEST, size=1).after
    for order, cursor in ((Order.SPEAKER, after), (Order.NEWEST, "x"), (Order.NEWEST, "é" * 9)):
        with pytest.raises(InvalidFilter, match="first portion again"):
            store.questions.page(ClaimFilter(), order, cursor)


def test_a_claim_comes_with_its_words_and_the_places_that_the_filter_leaves_in(store: ArticleStore, ids):
    (claim,) = store.questions.page(ClaimFilter(words="islamabad")).claims
    assert (claim.cue, claim.words, claim.index) == ("said", ("Islamabad lies about Mirpur",), 1)
    about = [(one.place.name, one.role, one.basis, one.confidence) for one in claim.places]
    assert about == [
        ("New Mirpur City", Role.ABOUT, Basis.CONTENT, 1.0),
        ("Pakistan", Role.ACTOR, Basis.CONTENT, 1.0),
    ]
    (narrow,) = store.questions.page(ClaimFilter(words="islamabad", roles=frozenset({Role.ACTOR}))).claims
    assert [one.place.name for one in narrow.places] == ["Pakistan"]


def test_a_timeline_counts_by_day_month_or_year(store: ArticleStore, ids):
    found = store.questions.timeline(ClaimFilter())
    assert (found.unit, found.undated) == ("day", 2)
    assert [(point.start.isoformat(), point.claims) for point in found.points] == [("2026-02-01", 2), ("2026-02-03", 3)]
    by_month = store.questions.timeline(ClaimFilter(), "month")
    assert [(point.start.isoformat(), point.claims) for point in by_month.points] == [("2026-02-01", 5)]
    nothing = store.questions.timeline(ClaimFilter(speaker="Nobody"))
    assert (nothing.points, nothing.undated) == ((), 0)


def test_what_leaves_is_counted_no_more_and_a_new_reading_counts_anew(store: ArticleStore, ids, readings):
    store.replace(ids[0], replace(readings[0], claims=readings[0].claims[:1]))
    assert store.questions.counted(ClaimFilter()).claims == 6
    assert store.questions.counted(ClaimFilter(at=MIRPUR)).claims == store.claim_count(which=ClaimFilter(at=MIRPUR))
    assert store.questions.counted(ClaimFilter(words="lies")).claims == 0
    assert store.questions.counted(ClaimFilter(words="burns")).claims == store.claim_count(
        which=ClaimFilter(words="burns")
    )
    for id_ in ids:
        store.delete(id_)
    assert store.questions.counted(ClaimFilter(), facet_names()).claims == 0
    assert store.questions.counted(ClaimFilter(text="quiet")).claims == 0
    with store._database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BlockRow)) == 0
        assert session.scalar(select(func.count()).select_from(ClaimRow)) == 0
