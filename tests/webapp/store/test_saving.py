"""A new reading takes the place of an article's earlier one, whole or not at all."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import event

from webapp.domain import Article, Edition, Reading, Span, Speaker
from webapp.errors import NotFound, SpeakerRefused, StoreUnavailable
from webapp.store import ArticleStore, SpeakerGroup

NEW = Edition("2", "canned", "1-test")
TEXTS = (
    "Ada Okoro said Mirpur burns. Okoro said Pakistan waits.",
    "Okoro said Mirpur is calm.",
    "Bo said Mirpur sleeps.",
)


def newer(reading: Reading, **changes: object) -> Reading:
    return replace(reading, program=NEW.program, **changes)  # type: ignore[arg-type]


def named(reading: Reading, **names: str) -> Reading:
    """The same reading with other names for some speakers."""
    claims = [
        replace(claim, speaker=Speaker(names[claim.speaker.name.split()[-1]]))
        if claim.speaker and claim.speaker.name.split()[-1] in names
        else claim
        for claim in reading.claims
    ]
    return replace(reading, claims=tuple(claims))


def table_rows(settings, table: str) -> int:
    connection = sqlite3.connect(settings.database_path)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def names(store: ArticleStore) -> list[tuple[str, int]]:
    return [(one.name, len(one.claims)) for one in store.speakers.all().groups]


def test_the_new_reading_comes_back_in_place_of_the_earlier_one(store: ArticleStore, canned, settings):
    other = canned.read(Article("Bo said Pakistan sleeps.", title="Other"))
    one = store.save(canned.read(Article(TEXTS[0], title="One"))).id
    kept = store.save(other).id
    new = newer(canned.read(Article(TEXTS[0], title="One")), mentions=(), claims=(), notes=("nothing",))
    store.replace(one, new)
    assert store.reading(one) == new
    assert store.reading(kept) == other
    assert [table_rows(settings, table) for table in ("claim", "claim_span", "mention", "place", "speaker")] == [
        1, 3, 1, 1, 1,
    ]  # fmt: skip


def test_the_article_itself_stays_as_it_is(store: ArticleStore, canned):
    article = Article(
        TEXTS[0], "Title", "ANI", "O'Neil", dt.date(2026, 2, 4), "https://example.org/a", "a.txt", headline=Span(0, 9)
    )
    saved = store.save(canned.read(article))
    read = canned.read(Article(TEXTS[0], title="Another"))
    store.replace(saved.id, newer(read))
    assert store.article(saved.id) == article
    assert store.find(article.content_hash) == saved.id
    assert store.edition(saved.id) == NEW


def test_a_reading_of_another_text_is_refused(store: ArticleStore, canned):
    saved = store.save(canned.read(Article(TEXTS[0])))
    with pytest.raises(ValueError, match="is not of article 1"):
        store.replace(saved.id, canned.read(Article(TEXTS[1])))
    with pytest.raises(NotFound):
        store.replace(9, canned.read(Article(TEXTS[1])))
    for ask in (store.article, store.edition):
        with pytest.raises(NotFound):
            ask(9)


def test_where_the_disk_is_full_the_earlier_reading_stays(store: ArticleStore, reading: Reading):
    saved = store.save(reading)
    engine = store._database._engine

    def fill(connection, _record, _proxy) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    event.listen(engine, "checkout", fill)
    with pytest.raises(StoreUnavailable, match="no space is left on the disk"):
        store.replace(saved.id, newer(reading, notes=("long " * 20_000,)))
    event.remove(engine, "checkout", fill)
    assert store.reading(saved.id) == reading


def test_where_it_is_interrupted_the_earlier_reading_stays(store: ArticleStore, reading: Reading, monkeypatch):
    saved = store.save(reading)
    monkeypatch.setattr("webapp.store.saving.drop_unused", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.replace(saved.id, newer(reading, claims=()))
    assert store.reading(saved.id) == reading


def test_what_another_edition_read_is_counted_and_listed_newest_first(store: ArticleStore, canned):
    ids = [store.save(canned.read(Article(text))).id for text in TEXTS]
    assert (store.outdated(canned.read(Article("x")).edition), store.outdated(NEW)) == (0, 3)
    for changed in ("program", "model", "gazetteer"):
        assert store.outdated(replace(NEW, **{changed: "0"})) == store.outdated(replace(NEW, **{changed: "9"})) == 3
    store.replace(ids[1], newer(canned.read(Article(TEXTS[1]))))
    assert store.ids(not_read_by=NEW) == (ids[2], ids[0])
    assert store.ids() == tuple(reversed(ids))
    assert store.outdated(NEW) == 2


def test_the_count_looks_at_an_index_only(store: ArticleStore):
    statements: list[tuple[str, tuple]] = []
    store.prepare()
    engine = store._database._engine
    event.listen(
        engine, "before_cursor_execute", lambda c, cursor, text, given, *more: statements.append((text, given))
    )
    store.outdated(NEW)
    ((text, given),) = [one for one in statements if "article" in one[0]]
    with store._database.reading() as session:
        plan = [row[3] for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given)]
    steps = [step for step in plan if "article" in step]
    assert steps
    assert all(step.startswith("SEARCH article USING COVERING INDEX ix_article_edition") for step in steps)


def test_a_merge_follows_a_speaker_whose_name_is_read_differently_now(store: ArticleStore, canned):
    one, two = (store.save(canned.read(Article(text, title=text))).id for text in TEXTS[1:])
    book = store.speakers
    okoro, bo = (book.all().of_claim[article, 0] for article in (one, two))
    book.merge(bo.id, [okoro.id])
    assert names(store) == [("Bo", 2)]
    store.replace(one, newer(named(canned.read(Article(TEXTS[1])), Okoro="Ada Okoro")))
    assert names(store) == [("Bo", 2)]
    book.undo(book.choices()[0].id)
    assert names(store) == [("Ada Okoro", 1), ("Bo", 1)]
    book.redo(book.choices()[0].id)
    assert names(store) == [("Bo", 2)]


def test_a_split_follows_its_claim(store: ArticleStore, canned):
    text = "Okoro said Mirpur burns. Okoro said Pakistan waits."
    one = store.save(canned.read(Article(text))).id
    book = store.speakers
    okoro = book.all().of_claim[one, 0]
    book.split(okoro.id, [okoro.claims[1].form_key])
    read = canned.read(Article(text))
    first, second = read.claims
    content = second.attribution.content[0]
    moved = replace(second, attribution=replace(second.attribution, content=(Span(content.start + 3, content.end),)))
    store.replace(one, newer(read, claims=(first, moved)))
    assert book.all().of_claim[one, 0].id != book.all().of_claim[one, 1].id


def test_a_form_of_before_names_no_claim_of_the_new_reading(store: ArticleStore, canned):
    text = "Okoro said Mirpur burns. Okoro said Pakistan waits."
    one = store.save(canned.read(Article(text))).id
    book = store.speakers
    first = book.all().of_claim[one, 0].claims[0].form_key
    read = canned.read(Article(text))
    store.replace(one, newer(read, claims=(read.claims[1], read.claims[0])))
    with pytest.raises(SpeakerRefused, match="was read again"):
        book.split(book.all().of_claim[one, 0].id, [first])


def test_who_speaks_is_asked_again_after_the_only_article_is_read_again(store: ArticleStore, canned):
    one = store.save(canned.read(Article(TEXTS[1]))).id
    assert names(store) == [("Okoro", 1)]
    for name in ("Ada Okoro", "Dia Rao"):
        store.replace(one, newer(named(canned.read(Article(TEXTS[1])), Okoro=name, Rao=name)))
        assert names(store) == [(name, 1)]


step = st.tuples(
    st.sampled_from(["add", "merge", "reread", "delete", "undo", "redo"]), st.integers(0, 2), st.integers(0, 2)
)


@given(st.lists(step, max_size=12))
@given_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_else_is_done_reading_again_changes_neither_articles_nor_decisions(store: ArticleStore, canned, steps):
    """The same steps with and without reading again leave the same articles, with the same speakers merged."""
    outcomes = []
    for rereads in (True, False):
        _emptied(store)
        ids: dict[int, int] = {}
        for number, (what, one, two) in enumerate(steps):
            if what != "reread":
                _do(store, canned, ids, what, one, two)
            elif rereads and one in ids:
                store.replace(ids[one], replace(canned.read(Article(TEXTS[one])), program=str(number)))
                assert store.edition(ids[one]).program == str(number)
        # Another store sees what is in the file, this one what it remembers.
        other = ArticleStore(store._database.path)
        assert _speakers(other) == _speakers(store)
        other.close()
        outcomes.append(({one: store.article(held) for one, held in ids.items()}, _speakers(store)))
    assert outcomes[0] == outcomes[1]


@given(st.lists(step, max_size=14))
@given_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_new_reading_calls_them_speakers_that_were_merged_stay_merged(store: ArticleStore, canned, steps):
    _emptied(store)
    ids: dict[int, int] = {}
    merged: dict[int, frozenset[tuple[str, int]]] = {}
    for what, one, two in steps:
        if what == "reread" and one in ids:
            read = canned.read(Article(TEXTS[one]))
            store.replace(ids[one], _renamed(read, two))
        elif what != "reread":
            _do(store, canned, ids, what, one, two)
        for choice in store.speakers.choices():
            if choice.id not in merged:
                merged[choice.id] = _of_choice(store, ids[one])
        groups = _speakers(store)
        present = frozenset().union(*groups)
        for choice in store.speakers.choices():
            joined = merged[choice.id] & present
            assert choice.undone or not joined or any(joined <= group for group in groups)


def _renamed(reading: Reading, number: int) -> Reading:
    claims = [
        replace(claim, speaker=Speaker(f"{claim.speaker.name} {number}" if number else claim.speaker.name))
        for claim in reading.claims
        if claim.speaker
    ]
    return newer(reading, claims=tuple(claims))


def _of_choice(store: ArticleStore, article_id: int) -> frozenset[tuple[str, int]]:
    """The claims of the speaker into whom others were just merged."""
    return _claims_of(store.speakers.all().of_claim[article_id, 0])


def _do(store: ArticleStore, canned, ids: dict[int, int], what: str, one: int, two: int) -> None:
    book = store.speakers
    if what == "add":
        ids[one] = store.save(canned.read(Article(TEXTS[one], title=str(one)))).id
    elif what == "delete" and one in ids:
        store.delete(ids.pop(one))
    elif what == "merge" and one in ids and two in ids:
        into, other = (book.all().of_claim[ids[number], 0].id for number in (one, two))
        if into != other:
            book.merge(into, [other])
    elif what in ("undo", "redo") and len(book.choices()) > one:
        getattr(book, what)(book.choices()[one].id)


def _speakers(store: ArticleStore) -> set[frozenset[tuple[str, int]]]:
    """Which claims are one speaker's."""
    return {_claims_of(one) for one in store.speakers.all().groups}


def _claims_of(speaker: SpeakerGroup) -> frozenset[tuple[str, int]]:
    return frozenset((claim.content_hash, claim.start) for claim in speaker.claims)


def _emptied(store: ArticleStore) -> None:
    for held in store.ids():
        store.delete(held)
    store.bin.empty()
    with store._database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM speaker_choice")
