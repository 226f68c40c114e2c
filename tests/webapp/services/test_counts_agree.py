"""Map, lists, facets, time line and exports count the same claims: those that the filter is for, whatever it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from webapp import exports
from webapp.decisions.records import What
from webapp.decisions.remarks import About
from webapp.domain import (
    Article,
    Attribution,
    Basis,
    Claim,
    ClaimKind,
    ClaimPlace,
    Manner,
    Mention,
    MentionKind,
    Reading,
    Resolution,
    Role,
    Span,
    Speaker,
    Status,
)
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.claims.counts.facets import facet_names
from webapp.store.claims.counts.timeline import UNITS, whole
from webapp.store.claims.filters import BY_NAME, PINNING, Box
from webapp.store.claims.pages import Order
from webapp.store.claims.reported import ArticleOrder, asks_for_claims
from webapp.store.remarks.asked import AskedRemark

WORDS = ("flood", "flooding", "bridge", "closed", "quiet", "Kivu", "grain")
SPEAKERS = (None, "Ada Okoro", "Ben Ruiz", "the ministry")
PUBLISHERS = (None, "ANI", "Dawn", 'The "Vale" <b>')
DAYS = (None, *(dt.date(2025, 12, 28) + dt.timedelta(days=9 * number) for number in range(12)))
PLACES = (
    Place("own:goma", "Goma", -1.66, 29.22, "P", "PPLA", "CD", "North Kivu"),
    Place("own:bukavu", "Bukavu", -2.5, 28.86, "P", "PPLA", "CD", "South Kivu"),
    Place("own:kivu", "North Kivu", -1.0, 28.9, "A", "ADM1", "CD", "North Kivu"),
    Place("own:suva", "Suva", -18.1, 178.4, "P", "PPLC", "FJ"),
    Place("own:apia", "Apia", -13.8, -171.8, "P", "PPLC", "WS"),
)
LEAST_SAID = 0.5


@dataclass(frozen=True)
class Held:
    """A random corpus in a store: each article's number and reading, its collection, and whether it is a copy.

    ``tags`` are by number those of each article, claim (by article and index), place and speaker; ``noted`` are the
    claims, places and speakers with a note.
    """

    store: ArticleStore
    readings: dict[int, Reading]
    collections: dict[int, int | None]
    tags: dict[object, set[int]]
    noted: frozenset[object]
    copies: frozenset[int]


def reading(dice: random.Random, number: int) -> Reading:
    """An article with up to four claims in random words, at up to three random places."""
    lines = [f"Report {number} of {dice.choice(WORDS)}."]
    mentions: list[Mention] = []
    claims: list[Claim] = []
    at = len(lines[0]) + 1
    for place in dice.sample(PLACES, dice.randint(0, 3)):
        found = None if dice.random() < 0.2 else place
        mentions.append(Mention(Span(at, at + 4), place.name[:4], MentionKind.TOPONYM, 0.9, Resolution(found, 0.8)))
        lines.append(place.name[:4])
        at += 5
    for _ in range(dice.randint(0, 4)):
        words = " ".join(dice.choices(WORDS, k=3))
        claims.append(claim(dice, Span(at, at + len(words)), len(mentions)))
        lines.append(words)
        at += len(words) + 1
    title = f"{dice.choice(WORDS)} {number}"
    article = Article("\n".join(lines), title=title, publisher=dice.choice(PUBLISHERS), date=dice.choice(DAYS))
    return Reading(article, tuple(mentions), tuple(claims), "canned", "1")


def claim(dice: random.Random, words: Span, mentions: int) -> Claim:
    links = tuple(
        ClaimPlace(dice.randrange(mentions), dice.choice(list(Role)), "", dice.choice(list(Basis)), dice.random())
        for _ in range(dice.randint(0, 3))
        if mentions
    )
    name = dice.choice(SPEAKERS)
    return Claim(
        dice.choice(list(ClaimKind)),
        Attribution((words,)),
        Speaker(name) if name else None,
        round(dice.random(), 2),
        links,
        dice.choice([Manner.NEUTRAL, Manner.DENIES, Manner.ALLEGES, Manner.WARNS]),
        said=dice.choice([0.2, 0.9]),
        status=dice.choice([Status.UNVERIFIED, Status.UNVERIFIED, Status.VERIFIED, Status.CORRECTED]),
    )


@pytest.fixture(scope="module", params=[1, 2, 3])
def held(request, tmp_path_factory) -> Iterator[Held]:
    dice = random.Random(request.param)
    with closing(ArticleStore(tmp_path_factory.mktemp("corpus") / "articles.sqlite")) as store:
        made = [reading(dice, number) for number in range(dice.choice([3, 14, 30]))]
        readings = {store.save(one).id: one for one in made}
        first, second = (store.collections.create(name).id for name in ("Floods", "Grain"))
        collections = {one: dice.choice([None, first, second]) for one in readings}
        tags: dict[object, set[int]] = defaultdict(set)
        for one, collection in collections.items():
            store.collections.put([one], collection)
        for number, name in enumerate(("urgent", "to check"), start=1):
            tagged = [one for one in readings if dice.random() < 0.4]
            store.tags.add(tagged, [name])
            for one in tagged:
                tags[one].add(number)
        noted = remarked(dice, store, readings, tags)
        ids = sorted(readings)
        store.copies.join(ids[:2])
        copies = frozenset(one for one in ids if store.copies.story(one).copy_of)
        yield Held(store, readings, collections, tags, noted, copies)


def remarked(dice: random.Random, store: ArticleStore, readings: dict[int, Reading], tags: dict) -> frozenset[object]:
    """Put tags and notes on some claims, places and speakers; what has a note. Speakers are known by their names."""
    things: list[tuple[object, dict[str, object]]] = [
        ((number, index), {"about": About.CLAIM, "article_id": number, "spans": claim.attribution.content})
        for number, one in readings.items()
        for index, claim in enumerate(one.claims)
    ]
    things += [(one.value, {"about": About.PLACE, "id": one.value}) for one in facet(store, "at")]
    speakers = store.speakers.listed(ClaimFilter(attitudes=True)).lines
    things += [(one.name, {"about": About.SPEAKER, "id": one.id}) for one in speakers]
    noted = set()
    for thing, on in things:
        for number, name in enumerate(("urgent", "to check"), start=1):
            if dice.random() < 0.1:
                store.decisions.decide(AskedRemark("Ada", What.TAG, text=name, **on))
                tags[thing].add(number)
        if dice.random() < 0.2:
            store.decisions.decide(AskedRemark("Ada", What.NOTE, text="ask the brigade", **on))
            noted.add(thing)
    return frozenset(noted)


def facet(store: ArticleStore, name: str):
    return store.questions.counted(ClaimFilter(attitudes=True), (name,), 500).facets[0].values


def some(choices) -> st.SearchStrategy[frozenset]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(choices), max_size=2)


def maybe(*choices):
    return st.sampled_from([None, None, *choices])


STATES = st.builds(
    ClaimFilter,
    speaker=maybe("", *(name for name in SPEAKERS if name)),
    manners=some([Manner.DENIES, Manner.ALLEGES, Manner.ASKS]),
    kinds=some(list(ClaimKind)),
    named=st.booleans(),
    least_said=st.just(LEAST_SAID),
    attitudes=st.booleans(),
    words=maybe("floods", '"flood bridge"', "qui*", "nothing"),
    text=maybe("grain", "closing"),
    least_confidence=st.sampled_from([0.0, 0.0, 0.5]),
    grounds=some(list(Basis)),
    roles=some(list(Role)),
    at=maybe("own:goma", "own:nowhere"),
    within=maybe("CD", "CD/North Kivu", "FJ"),
    box=maybe(Box(20, -10, 40, 10), Box(170, -30, -160, 0)),
    collections=some([1, 2]),
    publishers=some(["-", "ANI", "Dawn"]),
    since=maybe(dt.date(2026, 1, 10)),
    until=maybe(dt.date(2026, 3, 1)),
    undated=st.sampled_from([False, False, False, True]),
    tags=some([1, 2]),
    note=maybe("brigades", "nobody"),
    statuses=some([Status.UNVERIFIED, Status.VERIFIED, Status.CORRECTED]),
    copies=st.booleans(),
)
FEW = st.sampled_from(
    [
        *(replace(ClaimFilter(least_said=LEAST_SAID), **{name: value}) for name, value in (
            ("copies", False), ("undated", True), ("manners", frozenset({Manner.DENIES})), ("within", "CD/North Kivu"),
            ("roles", frozenset({Role.ORIGIN})), ("speaker", ""), ("publishers", frozenset({"ANI"})),
            ("tags", frozenset({1})), ("note", "brigade"), ("statuses", frozenset({Status.VERIFIED})),
        )),
    ]
)  # fmt: skip
"""States with one filter, which leave in more than most random ones do."""


def by_hand(held: Held, which: ClaimFilter) -> dict[int, list[Claim]]:
    """The claims that the filter is for, by article: each looked at by itself."""
    found = {}
    for number, one in held.readings.items():
        inside = (which.copies or number not in held.copies) and (
            not which.collections or held.collections[number] in which.collections
        )
        claims = enumerate(one.claims if inside else ())
        kept = [
            claim for index, claim in claims if which.matches(claim, one) and has_remarks(held, which, number, index)
        ]
        if kept:
            found[number] = kept
    return found


def has_remarks(held: Held, which: ClaimFilter, number: int, index: int) -> bool:
    """Whether a claim, its speaker or a place where it is shown has the tags and the note, or its article the tags."""
    one = held.readings[number]
    claim = one.claims[index]
    links = (link for link in claim.places if link.role in PINNING)
    places = [place.id for link in links if (place := one.mentions[link.mention].resolution.place)]
    things = [(number, index), *places, *([claim.speaker.name] if claim.speaker else [])]
    tagged = any(held.tags.get(thing, set()) & which.tags for thing in [number, *things])
    noted = which.note != "nobody" and not held.noted.isdisjoint(things)
    return (not which.tags or tagged) and (which.note is None or noted)


def exported(held: Held, which: ClaimFilter, name: str) -> str:
    return "".join(exports.get(name).write(exports.Stored(held.store, which)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=STATES | FEW, order=st.sampled_from(Order), unit=st.sampled_from(UNITS))
def test_everything_that_counts_claims_counts_the_same(held: Held, which: ClaimFilter, order: Order, unit: str):
    store, questions = held.store, held.store.questions
    expected = by_hand(held, which)
    claims = sum(map(len, expected.values()))

    counted = questions.counted(which)
    assert (counted.claims, counted.articles) == (claims, len(expected))
    assert store.map_counts(which).claims == claims

    listed, after = [], None
    while True:
        page = questions.page(which, order, after, 7)
        assert page.total == claims
        listed += [(one.article.id, one.index) for one in page.claims]
        if (after := page.after) is None:
            break
    assert len(set(listed)) == len(listed) == claims

    times = questions.timeline(which, unit)
    assert sum(point.claims for point in times.points) + times.undated == claims
    chosen = [day for number in expected if (day := held.readings[number].article.date)]
    around = questions.timeline(whole(which), "day")
    at_any_time = {point.start: point.claims for point in around.points}
    assert sum(at_any_time[day] for day in set(chosen)) == claims - times.undated

    rows = list(csv.DictReader(io.StringIO(exported(held, which, "csv").removeprefix("\ufeff"))))
    assert {(int(row["article"]), int(row["claim"])) for row in rows} == set(listed)
    features = json.loads(exported(held, which, "geojson"))["features"]
    assert len(features) == len(rows)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=STATES | FEW)
def test_a_facets_value_has_as_many_claims_as_choosing_it_shows(held: Held, which: ClaimFilter):
    for found in held.store.questions.counted(which, facet_names(), 500).facets:
        declared = BY_NAME[found.name]
        values = [one.value for one in found.values]
        assert len(set(values)) == len(values)
        assert {value for one, chosen in which.active() if one is declared for value in one.write(chosen)} <= set(
            values
        )
        for one in found.values:
            chosen = replace(which, **{declared.field: declared.read([one.value])})
            assert one.claims == sum(map(len, by_hand(held, chosen).values())), (found.name, one)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=STATES | FEW)
def test_a_place_on_the_map_has_as_many_claims_as_the_list_of_it(held: Held, which: ClaimFilter):
    # The map keeps no place that only copies name, and draws places that claims are about or that act in them.
    which = replace(which, copies=False, roles=which.roles & frozenset(PINNING))
    questions = held.store.questions
    shown = held.store.places(None, which)
    assert {one.id for one in shown if one.claims or one.acting} == {
        one.value for one in questions.counted(replace(which, at=None), ("at",), 500).facets[0].values
        if which.at in (None, one.value) and one.claims
    }  # fmt: skip
    for one in shown:
        for role, claims in ((Role.ABOUT, one.claims), (Role.ACTOR, one.acting)):
            if not which.roles or role in which.roles:
                assert questions.counted(replace(which, at=one.id, roles=frozenset({role}))).claims == claims


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=STATES | FEW, order=st.sampled_from(ArticleOrder))
def test_the_list_of_articles_has_those_whose_claims_are_counted(held: Held, which: ClaimFilter, order: ArticleOrder):
    expected = by_hand(held, which)
    ids, after = [], None
    while True:
        page = held.store.questions.article_page(which, "", order, after, 4)
        ids += page.ids
        if (after := page.after) is None:
            break
    assert page.total == len(ids) == len(set(ids))
    assert set(ids) >= set(expected)
    if asks_for_claims(which):
        assert set(ids) == set(expected)
    summaries = held.store.summaries(ids, which)
    assert {one.id: one.claims for one in summaries if one.claims} == {
        one: len(found) for one, found in expected.items()
    }
