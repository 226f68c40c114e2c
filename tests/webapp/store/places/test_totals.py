"""The totals of places are what a count of everything would give, however the articles came and went."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import event

from gazetteer.place import Place
from webapp.domain import Article, Basis, ClaimPlace, Manner, Reading, Resolution, Role
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.places import totals
from webapp.store.places.grid import FINEST, LEVELS, cell_at, cell_key

SAID = ClaimFilter(least_said=0.35)
TABLES = ("counted_article", "standing", "place_total", "place_wording", "place_cell", "tally")
# Numbers that differ with the order in which articles came.
PASSING = {"revision", "first", "claim_id"}

STORY = (
    "Aly said the bridge in Mirpur fell at 6.40 on Tuesday when 31 lorries stood on it. Nobody knew why until divers "
    "had brought up 12 drivers by noon and the search in Muzaffarabad for 4 others had gone on until it was dark again."
)


def rows(settings) -> dict[str, list[tuple]]:
    connection = sqlite3.connect(settings.database_path)
    connection.row_factory = sqlite3.Row
    try:
        return {
            table: sorted(
                tuple(sorted((key, row[key]) for key in row.keys() if key not in PASSING))  # noqa: SIM118
                for row in connection.execute(f"SELECT * FROM {table}")
            )
            for table in TABLES
        }
    finally:
        connection.close()


def count_anew(store: ArticleStore, least_said: float = 0.35) -> None:
    with store._database.writing() as session:
        totals.count_anew(session, least_said)


def approximately(found: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """The same with rounded numbers: means of coordinates depend on the order in which they are added up."""
    rounded = lambda value: round(value, 6) if isinstance(value, float) else value  # noqa: E731
    return {
        table: sorted(tuple((key, rounded(value)) for key, value in row) for row in some)
        for table, some in found.items()
    }


@pytest.fixture
def readings(canned) -> list[Reading]:
    """Articles that name the same places in several ways, on several grounds, with attitudes among their claims."""
    texts = (
        "Aly said Mirpur burns. Bo said Islamabad lies about Muzaffarabad. Mirpur.",
        "Cy said Pakistan waits. Mirpur and\nMirpur were calm. Di said nothing.",
        "Ed said Muzaffarabad sleeps. Fay said Muzaffarabad wakes.",
        "Gus said Atlantis sank.",
    )
    found = [canned.read(Article(text, title=f"No. {number}")) for number, text in enumerate(texts)]
    aly, bo = found[0].claims
    found[0] = replace(found[0], claims=(replace(aly, said=0.1), replace(bo, manner=Manner.DENIES, said=0.2)))
    cy, di = found[1].claims
    by_context = ClaimPlace(1, Role.ABOUT, "", Basis.BEFORE, 0.4)
    found[1] = replace(found[1], claims=(cy, replace(di, places=(by_context,))))
    ed, fay = found[2].claims
    surer = replace(fay.places[0], confidence=0.95)
    unsure = replace(ed.places[0], confidence=0.3)
    found[2] = replace(found[2], claims=(replace(ed, places=(unsure,)), replace(fay, places=(surer,))))
    return found


def test_totals_after_articles_came_went_and_were_read_again_are_those_of_a_count_of_everything(
    store: ArticleStore, settings, readings, canned
):
    ids = [store.save(reading).id for reading in readings]
    store.delete(ids[2])
    store.replace(ids[0], replace(readings[0], claims=readings[0].claims[1:], program="2"))
    store.save(readings[2])
    store.delete(ids[1])
    store.save(canned.read(Article("Hal said Mirpur is far. Mirpur, Islamabad.", title="Late")))
    kept = approximately(rows(settings))
    assert kept["place_total"] and kept["place_cell"] and kept["standing"]
    count_anew(store)
    assert approximately(rows(settings)) == kept


def test_a_home_of_an_earlier_version_gets_the_totals_that_this_one_would_have_kept(
    store: ArticleStore, settings, readings, canned, gone_back_to
):
    for text in (STORY, f"{STORY} More soon, our readers can be sure of it."):
        readings.append(canned.read(Article(text)))
    for reading in readings:
        store.save(reading)
    assert store.copies.count() == 1
    kept = approximately(rows(settings))
    store.close()
    gone_back_to("0009")
    with closing(sqlite3.connect(settings.database_path)) as connection, connection:
        # That version knows of no copies.
        connection.execute("UPDATE article SET copy_of = NULL")
    again = ArticleStore(settings.database_path)
    again.prepare()
    assert again.copies.count() == 1
    assert approximately(rows(settings)) == kept
    again.close()


def test_an_emptied_home_has_no_totals(store: ArticleStore, settings, readings):
    for reading in readings:
        store.save(reading)
    for article in store.ids():
        store.delete(article)
    found = rows(settings)
    tally = dict(found.pop("tally")[0])
    assert all(not some for some in found.values())
    assert (tally["articles"], tally["places"], tally["claims"], tally["attitudes"]) == (0, 0, 0, 0)


def test_the_totals_are_what_a_count_under_the_filter_gives(store: ArticleStore, readings):
    for reading in readings:
        store.save(reading)
    kept = store.places(which=SAID)
    assert [(place.name, place.claims, place.acting) for place in kept] == [
        ("Muzaffarabad", 3, 0),
        ("New Mirpur City", 1, 0),
        ("Pakistan", 1, 1),
    ]
    count_anew(store, least_said=0.9)
    assert store.places(which=SAID) == kept
    assert store.map_counts(SAID) == store.map_counts(replace(SAID, least_said=0.36))


def test_another_probability_has_everything_counted_anew(store: ArticleStore, settings, readings):
    for reading in readings:
        store.save(reading)
    before = rows(settings)
    store.count_as_said(0.35)
    assert rows(settings) == before
    store.count_as_said(0.05)
    assert dict(rows(settings)["tally"][0])["attitudes"] < dict(before["tally"][0])["attitudes"]


def test_copies_of_a_story_are_counted_once(store: ArticleStore, settings, canned):
    story = (
        "Aly said Mirpur is calm in the rain that fell on 31 lorries by the old bridge at 6.40 on Tuesday. Nobody knew "
        "why until divers had brought up 12 drivers by noon and the search for 4 others had gone on until it grew dark."
    )
    store.save(canned.read(Article(f"{story} More soon, our readers can be sure of it.", title="Bridge")))
    before = {table: some for table, some in rows(settings).items() if table.startswith("place")}
    copy = store.save(canned.read(Article(story, title="Fall"))).id
    after = rows(settings)
    assert {table: after[table] for table in before} == before
    tally = dict(after["tally"][0])
    assert (tally["articles"], tally["copies"], tally["claims"]) == (2, 1, 1)
    assert len(store.place("geonames:1169027", copy, SAID).about) == 1
    store.delete(copy)
    assert {table: some for table, some in rows(settings).items() if table.startswith("place")} == before


def test_one_article_touches_only_the_rows_of_its_own_places(store: ArticleStore, settings, readings, canned):
    for reading in readings:
        store.save(reading)
    before = set(rows(settings)["place_total"])
    store.save(canned.read(Article("Ida said Pakistan rests.", title="One more")))
    changed = {dict(row)["place_id"] for row in set(rows(settings)["place_total"]) - before}
    assert changed == {"geonames:1168579"}


def test_thousands_of_articles_take_few_statements(store: ArticleStore, canned):
    seen: list[str] = []
    ids = [store.save(canned.read(Article(f"Aly said Mirpur is {n}.", title="A"))).id for n in range(30)]
    listener = lambda *args: seen.append(args[2])  # noqa: E731
    with store._database.writing() as session:
        totals.Totals().leaving(session, ids)
        event.listen(store._database._engine, "before_cursor_execute", listener)
        totals.Totals().added(session, ids)
        event.remove(store._database._engine, "before_cursor_execute", listener)
    assert len(seen) < 40
    assert store.places(which=SAID)[0].claims == 30


def test_a_place_that_moves_leaves_its_old_cell(store: ArticleStore, settings, canned):
    reading = canned.read(Article("Aly said Mirpur burns.", title="A"))
    store.save(reading)
    (mention,) = reading.mentions
    moved: Place = replace(mention.resolution.place, lat=-33.0, lon=-70.0)
    mentions = (replace(mention, resolution=Resolution(moved, 0.8)),)
    store.save(replace(reading, article=replace(reading.article, text=reading.article.text + " "), mentions=mentions))
    cells = {(dict(row)["level"], dict(row)["x"], dict(row)["y"]) for row in rows(settings)["place_cell"]}
    assert cells == {(level, *cell_at(-33.0, -70.0, level)) for level in LEVELS}
    assert {dict(row)["cell"] for row in rows(settings)["place_total"]} == {cell_key(FINEST, *cell_at(-33.0, -70.0))}
