"""What the map asks for where there are many places: views, the list, portions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.place import Place
from webapp.domain import (
    Article,
    Attribution,
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
)
from webapp.errors import NotFound
from webapp.store import ArticleStore, ClaimFilter, Within
from webapp.store.places import view as map_places
from webapp.store.places.grid import Box

SAID = ClaimFilter(least_said=0.35)
DENIED = ClaimFilter(least_said=0.35, manners=frozenset({Manner.DENIES}))
WORLD = Within(Box.of("-180,-85,180,85"))
COUNTRY = Place("own:country", "Landia", 20.0, 20.0, "A", "PCLI", "LA")


def article(number: int, places: list[Place], claims: int, manner: Manner = Manner.NEUTRAL) -> Reading:
    """One that names some places, with claims that are about the first."""
    # Words of its own: articles that say the same would be copies.
    words = [f"Town{number}x{n}" for n, _ in enumerate(places)]
    text = f"{number}: " + " ".join(words)
    at = [text.index(word) for word in words]
    mentions = tuple(
        Mention(Span(start, start + len(word)), word, MentionKind.TOPONYM, 0.9, Resolution(place, 0.8))
        for start, word, place in zip(at, words, places, strict=True)
    )
    spans = Attribution((mentions[0].span,), (), ())
    said = tuple(
        Claim(ClaimKind.DIRECT, spans, Speaker(f"Speaker {n % 3}"), 0.9, (ClaimPlace(0, Role.ABOUT),), manner)
        for n in range(claims)
    )
    titled = Article(text, title=f"Article {number}", publisher="The Times")
    return Reading(titled, mentions, said, "canned", "1", (), "1")


@pytest.fixture
def many(store: ArticleStore) -> ArticleStore:
    """400 towns in a row from 0° to 80° E, three at the 180th meridian, and a country; town 7 is the busiest."""
    towns = [Place(f"own:town.{n}", f"Town {n}", 10.0, n / 5, "P", "PPL", "LA", "Upper Vale") for n in range(400)]
    lons = (179.5, -179.5, -178.0)
    edge = [Place(f"own:edge.{n}", f"Edge {n}", -17.0, lon, "P", "PPL", "FJ") for n, lon in enumerate(lons)]
    for start in range(0, 400, 50):
        store.save(article(start, towns[start : start + 50], 1))
    store.save(article(1000, [*edge, COUNTRY], 2))
    store.save(article(1001, [COUNTRY, towns[3]], 9))
    store.save(article(1002, [towns[7], towns[8]], 30))
    store.save(article(1003, [towns[9]], 5, Manner.DENIES))
    return store


def test_a_view_of_few_places_shows_each(many: ArticleStore):
    view = many.view(SAID, Within(Box.of("-1,0,3,20")), 7)
    assert (len(view.places), view.cells, view.truncated) == (16, (), False)
    assert (view.places[0].name, view.places[0].claims) == ("Town 7", 30)


@pytest.mark.parametrize("which", [SAID, replace(SAID, least_said=0.5)], ids=["kept", "counted"])
def test_a_view_of_many_gathers_points_in_cells_and_shows_areas_by_themselves(many: ArticleStore, which):
    view = many.view(which, WORLD, 2)
    assert [place.name for place in view.places if place.is_area] == ["Landia"]
    points = [place for place in view.places if not place.is_area]
    assert sum(cell.places for cell in view.cells) + len(points) == 403
    assert sum(cell.claims for cell in view.cells) + sum(place.claims for place in points) == 45
    busiest = view.cells[0]
    assert (busiest.name, busiest.busiest) == ("Town 7", "own:town.7")
    assert busiest.box.west <= busiest.lon <= busiest.box.east
    assert [place.name for place in view.listed[:3]] == ["Town 7", "Landia", "Town 9"]
    assert view.truncated


def test_cells_that_are_kept_are_those_that_a_count_gives(many: ArticleStore):
    for zoom in (2, 3.5, 5, 6.5):
        kept, counted = (many.view(which, WORLD, zoom).cells for which in (SAID, replace(SAID, least_said=0.5)))
        assert kept
        assert [replace(cell, lat=0, lon=0) for cell in kept] == [replace(cell, lat=0, lon=0) for cell in counted]
        assert [cell.lon for cell in kept] == pytest.approx([cell.lon for cell in counted])


def test_a_view_across_the_180th_meridian_shows_both_sides(many: ArticleStore):
    view = many.view(SAID, Within(Box.of("175,-25,-178.5,-10")), 5)
    assert sorted(place.name for place in view.places) == ["Edge 0", "Edge 1"]
    assert {place.name for place in many.view(SAID, Within(Box.of("-185,-25,-175,-10")), 5).places} == {
        "Edge 0",
        "Edge 1",
        "Edge 2",
    }


def test_areas_beside_a_view_may_reach_into_it(many: ArticleStore):
    def around(box):
        return [place.name for place in many.view(SAID, Within(Box.of(box)), 6).around]

    assert around("22,0,30,30") == around("100,0,110,30") == ["Landia"]
    assert around("10,10,30,30") == []


def test_at_the_closest_zoom_nothing_is_gathered(many: ArticleStore):
    view = many.view(SAID, WORLD, 12)
    assert (len(view.places), view.cells, view.truncated) == (map_places.MOST, (), True)


@pytest.mark.parametrize("which", [SAID, replace(SAID, least_said=0.5)], ids=["kept", "counted"])
def test_places_that_are_only_mentioned_are_left_out_where_nobody_asks_for_them(many: ArticleStore, which):
    claimed = replace(WORLD, claimed=True)
    view = many.view(which, claimed, 2)
    assert view.cells == ()
    assert {place.claims > 0 for place in view.places} == {True}
    assert len(view.places) == 12
    assert all(place.claims for place in many.busiest(which, claimed)[0])


def test_cells_in_which_nothing_is_claimed_are_left_out(many: ArticleStore, monkeypatch):
    monkeypatch.setattr(map_places, "MOST", 5)
    view, every = (many.view(SAID, replace(WORLD, claimed=claimed), 5) for claimed in (True, False))
    assert view.cells and len(view.cells) < len(every.cells)
    assert [cell for cell in every.cells if cell.claims] == list(view.cells)


def test_a_view_without_groups_has_the_busiest_places_themselves(many: ArticleStore):
    view = many.view(SAID, WORLD, 2, group=False)
    assert (len(view.places), view.cells, view.truncated) == (map_places.MOST, (), True)
    assert view.places[0].name == "Town 7"


def test_the_list_goes_on_from_where_it_ended(many: ArticleStore):
    every = many.places(which=SAID)
    listed, after = many.busiest(SAID, Within(), limit=150)
    while after:
        more, after = many.busiest(SAID, Within(), after=after, limit=150)
        listed += more
    assert listed == every
    assert len(listed) == 404


def test_a_filter_leaves_the_places_of_its_claims(many: ArticleStore):
    assert [(place.name, place.claims) for place in many.view(DENIED, WORLD, 2).places] == [("Town 9", 5)]
    counts = many.map_counts(DENIED)
    assert (counts.articles, counts.places, counts.claims) == (12, 1, 5)


def test_places_are_found_by_their_names_areas_and_wordings(many: ArticleStore):
    found = {place.name for place in many.busiest(SAID, Within(words="39 TOWN"))[0]}
    assert {"Town 39", "Town 390"} <= found and "Town 40" not in found
    assert len(many.busiest(SAID, Within(words="upper válé"), limit=500)[0]) == 400
    assert "Town 49" in {place.name for place in many.busiest(SAID, Within(words="town0x49"))[0]}
    assert many.busiest(SAID, Within(words="100%"))[0] == ()


def test_what_changed_since_a_revision_is_what_came_in(many: ArticleStore):
    revision = many.view(SAID, WORLD, 2).revision
    assert many.view(SAID, Within(since=revision), 12).places == ()
    many.save(article(2000, [COUNTRY], 1))
    changed = many.view(SAID, Within(since=revision), 12)
    assert [(place.name, place.claims) for place in changed.places] == [("Landia", 10)]
    assert changed.revision > revision


def test_counts_come_from_the_totals(many: ArticleStore):
    counts = many.map_counts(SAID)
    assert (counts.articles, counts.places, counts.claims, counts.attitudes) == (12, 404, 54, 0)


def test_a_pop_up_comes_in_portions_that_leave_nothing_out(many: ArticleStore):
    first = many.place("own:town.7", which=SAID)
    assert (len(first.about), first.mentions) == (20, ())
    second = many.place("own:town.7", which=SAID, after=first.after)
    assert (len(second.about), second.after) == (10, None)
    assert [claim.index for claim in (*first.about, *second.about)] == list(range(30))
    (mention,) = second.mentions
    assert (mention.text, second.further) == ("Town0x7", 0)


def test_a_portion_may_end_between_claims_about_a_place_and_those_in_which_it_acts(store: ArticleStore):
    reading = article(1, [COUNTRY], 25)
    acting = tuple(replace(claim, places=(ClaimPlace(0, Role.ACTOR),)) for claim in reading.claims[20:])
    store.save(replace(reading, claims=(*reading.claims[:20], *acting)))
    first = store.place(COUNTRY.id, which=SAID)
    assert (len(first.about), len(first.acting), first.after) == (20, 0, "actor.0.0")
    second = store.place(COUNTRY.id, which=SAID, after=first.after)
    assert (len(second.about), len(second.acting), second.after) == (0, 5, None)


@pytest.mark.parametrize("after", ["x", "about.1", "about.x.1", "beside.1.1", "about.1.1.1", "about.²." + "9" * 30])
def test_a_cursor_that_is_none_is_refused(many: ArticleStore, after):
    with pytest.raises(NotFound):
        many.place("own:town.7", after=after)


def test_mentions_without_a_claim_are_the_first_few_with_their_number(store: ArticleStore):
    for number in range(10):
        store.save(article(number, [COUNTRY], 0))
    for article_id, number in ((None, 10), (3, 1)):
        detail = store.place(COUNTRY.id, article_id, SAID)
        assert len(detail.mentions) + detail.further == number
    assert len(store.place(COUNTRY.id).mentions) == 6


def test_articles_come_in_portions_and_are_found_by_title_or_publisher(many: ArticleStore):
    first = many.articles(SAID, limit=5)
    rest = many.articles(SAID, before=first[-1].id)
    assert [one.id for one in (*first, *rest)] == list(range(12, 0, -1))
    assert [one.title for one in many.articles(SAID, words="times 1003")] == ["Article 1003"]
    assert many.articles(SAID, words="100%") == ()
