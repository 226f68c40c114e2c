"""Speakers kept in the database: equal to gathering all claims anew, and brought up to date for what changed only."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select

from webapp.domain import Article, Speaker
from webapp.store import ArticleStore, ClaimFilter, claims_of, known_as
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow, SpeakerRow
from webapp.store.speakers.claims import is_generic
from webapp.store.speakers.groups import SpeakerClaim, Speakers, group
from webapp.store.speakers.models import (
    SpeakerGroupRow,
    SpeakerStateRow,
    SpeakerTermRow,
    SpeakerWordRow,
    SpokenRow,
    VoiceRow,
)
from webapp.store.speakers.regroup import choices

SAID = ClaimFilter(least_said=0.5)
NAMES = ["Okoro", "OKORO", "Ada Okoro", "officials"]
DESCRIPTIONS = ["", "minister of water", "water carrier", "carrier of letters", "goalkeeper", "letters editor"]


def from_scratch(store: ArticleStore) -> Speakers:
    """The speakers as gathering every claim anew gives them."""
    start = func.min(ClaimSpanRow.start).filter(ClaimSpanRow.part == "content")
    query = (
        select(ClaimRow, SpeakerRow.name, ArticleRow.content_hash, func.coalesce(start, 0))
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .outerjoin(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
        .group_by(ClaimRow.id)
    )
    with store._database.reading() as session:
        claims = [
            SpeakerClaim(
                content_hash,
                name,
                begins,
                row.article_id,
                row.position,
                row.description or "",
                is_generic(name, row.generic),
                row.said,
                row.manner,
            )
            for row, name, content_hash, begins in session.execute(query)
        ]
        return group(claims, choices(session))


def seen(speakers: Speakers) -> dict[str, tuple]:
    return {
        one.id: (one.name, set(one.names), set(one.descriptions), [claim.key for claim in one.claims], one.only_in)
        for one in speakers.groups
    }


def assert_kept_as_from_scratch(store: ArticleStore) -> None:
    kept, expected = store.speakers.all(), from_scratch(store)
    assert seen(kept) == seen(expected)
    assert {old: one.id for old, one in kept.by_id.items()} == {old: one.id for old, one in expected.by_id.items()}
    for which in (SAID, ClaimFilter()):
        shown = expected.shown(lambda claim, which=which: which.is_shown(claim.said, claim.manner))
        page = store.speakers.listed(which, limit=1_000)
        assert (page.count, page.found, page.hidden) == (len(shown.groups), len(shown.groups), shown.hidden)
        lines = [(one.id, one.name, one.claims, one.articles, one.hidden, one.only_in) for one in page.lines]
        assert lines == [
            (one.id, one.name, len(one.claims), one.articles, one.hidden, one.only_in) for one in shown.groups
        ]
    assert_nothing_left_over(store)


def assert_nothing_left_over(store: ArticleStore) -> None:
    with store._database.reading() as session:
        groups, terms = set(session.scalars(select(SpeakerGroupRow.id))), session.scalars(select(SpeakerTermRow)).all()
        assert groups == set(session.scalars(select(SpokenRow.group_id)))
        assert {term.group_id for term in terms} == groups
        assert all(term.claims > 0 for term in terms)
        words = session.execute(select(SpeakerWordRow.term_id, SpeakerWordRow.group_id)).all()
        assert set(words) == {(term.id, term.group_id) for term in terms}
        assert set(session.scalars(select(VoiceRow.id))) == set(session.scalars(select(SpokenRow.voice_id)))


def article(canned, number: int, spoken: list[tuple[int, int, bool]]):
    """An article in which each entry is a claim: a name, a description, and whether it was said."""
    text = " ".join(f"W said thing {number} {index}." for index in range(len(spoken)))
    reading = canned.read(Article(text, title=f"T{number}"))
    claims = [
        replace(
            claim,
            speaker=Speaker(NAMES[name], DESCRIPTIONS[description] or None, generic=NAMES[name] == "officials"),
            said=1.0 if was_said else 0.1,
        )
        for claim, (name, description, was_said) in zip(reading.claims, spoken, strict=True)
    ]
    return replace(reading, claims=tuple(claims))


claims = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans()), min_size=1, max_size=3)
step = st.tuples(
    st.sampled_from(["add", "add", "reread", "delete", "merge", "split", "undo", "redo"]),
    st.integers(0, 4),
    st.integers(0, 4),
    claims,
)


@given(st.lists(step, max_size=14))
@given_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_the_kept_speakers_are_those_of_all_claims(store: ArticleStore, canned, steps):
    for held in store.ids():
        store.delete(held)
    with store._database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM speaker_choice")
    ids: dict[int, int] = {}
    for what, one, two, spoken in steps:
        do(store, canned, ids, what, one, two, spoken)
        assert_kept_as_from_scratch(store)


def do(store: ArticleStore, canned, ids: dict[int, int], what: str, one: int, two: int, spoken) -> None:
    book = store.speakers
    groups = store.speakers.all().groups
    if what == "add" and one not in ids:
        ids[one] = store.save(article(canned, one, spoken + spoken[: 3 - len(spoken)])).id
    elif what == "reread" and one in ids:
        texts = len(store.reading(ids[one]).claims)
        new = article(canned, one, [(spoken * 3)[index] for index in range(texts)])
        store.replace(ids[one], replace(new, article=store.article(ids[one])))
    elif what == "delete" and one in ids:
        store.delete(ids.pop(one))
    elif what == "merge" and max(one, two) < len(groups) and one != two:
        book.merge(groups[one].id, [groups[two].id])
    elif what == "split" and one < len(groups) and len(groups[one].claims) > 1:
        book.split(groups[one].id, [claim.form_key for claim in groups[one].claims[:1]])
    elif what in ("undo", "redo") and len(book.choices()) > one:
        getattr(book, what)(book.choices()[one].id)


def test_what_an_article_touches_does_not_depend_on_how_many_others_there_are(store: ArticleStore, canned):
    """The rows that statements write, and those that they read, for the same article beside 5 others and beside 80."""
    touched = []
    numbers = iter(range(1_000))
    for others in (5, 80):
        while store.count() < others:
            number = next(numbers)
            store.save(article(canned, number, [(2, 1, True), (3, 0, True), (0, number % 3, True)]))
        counts = Counter[str]()
        engine = store._database._engine

        @event.listens_for(engine, "after_cursor_execute")
        def count(connection, cursor, statement, *more, counts=counts) -> None:
            counts["statements"] += 1
            counts["written"] += max(cursor.rowcount, 0)

        steps = {"read": 0}
        with store._database.writing() as session:
            raw = session.connection().connection.driver_connection
        raw.set_progress_handler(lambda steps=steps: steps.__setitem__("read", steps["read"] + 1), 100)
        saved = store.save(article(canned, next(numbers), [(2, 1, True), (0, 0, True), (1, 1, True)]))
        raw.set_progress_handler(None, 0)
        event.remove(engine, "after_cursor_execute", count)
        touched.append((counts["statements"], counts["written"], steps["read"]))
        store.delete(saved.id)
    (few_statements, few_written, few_read), (many_statements, many_written, many_read) = touched
    assert many_statements == few_statements
    assert many_written == few_written
    assert many_read < 1.2 * few_read


def test_two_programs_see_one_state(store: ArticleStore, canned, settings):
    store.save(article(canned, 1, [(2, 1, True)]))
    other = ArticleStore(settings.database_path)
    other.save(article(canned, 2, [(2, 2, True), (2, 0, False)]))
    assert [(line.name, line.claims) for line in store.speakers.listed().lines] == [("Ada Okoro", 3)]
    other.close()
    assert_kept_as_from_scratch(store)


def test_the_list_comes_in_portions_that_miss_and_repeat_nobody(store: ArticleStore, canned):
    for number in range(4):
        names = [f"Speaker {letter}" for letter in "ABCDE"[: number + 2]]
        text = " ".join(f"{name} said thing {number}." for name in names)
        store.save(canned.read(Article(text, title=str(number))))
    page = store.speakers.listed(limit=2)
    seen_names = [line.name for line in page.lines]
    while page.after:
        page = store.speakers.listed(after=page.after, limit=2)
        seen_names += [line.name for line in page.lines]
    assert seen_names == [f"Speaker {letter}" for letter in "ABCDE"]
    assert store.speakers.listed(after="none such").lines == store.speakers.listed().lines


@pytest.mark.parametrize(
    ("query", "found"),
    [("ada", 1), ("ok", 2), ("OKORO, ada", 1), ("letters", 1), ("koro", 0), ("zed", 0), ("'", 0), ("%", 0)],
)
def test_a_search_finds_words_by_how_they_begin(store: ArticleStore, canned, query, found):
    store.save(article(canned, 1, [(0, 1, True), (2, 5, True), (3, 0, True)]))
    page = store.speakers.listed(query=query)
    assert (page.found, len(page.lines), page.count) == (found, found, 3)


def test_what_a_speaker_said_comes_in_portions_the_newest_article_first(store: ArticleStore, canned):
    for number in range(3):
        store.save(article(canned, number, [(0, 0, True), (0, 0, number != 1), (0, 0, True)]))
    (speaker,) = store.speakers.listed(SAID).lines
    after, keys = "", []
    while portion := store.speakers.claims(speaker.id, SAID, after, limit=2):
        keys += [(one.claim.article.id, one.claim.index) for one in portion.claims]
        after = portion.after
        if not after:
            break
    assert keys == [(3, 0), (3, 1), (3, 2), (2, 0), (2, 2), (1, 0), (1, 1), (1, 2)]
    assert len(store.speakers.claims(speaker.id, SAID, "x.y.z").claims) == speaker.claims


def test_claims_find_their_speaker_and_a_speaker_its_claims(store: ArticleStore, canned):
    store.save(article(canned, 1, [(0, 0, True), (1, 0, True), (2, 0, True)]))
    okoro, ada = store.speakers.listed().lines
    with store._database.reading() as session:
        known = known_as(session, [1, 2, 3, 99])
        theirs = session.scalars(select(ClaimRow.id).where(claims_of(okoro.id))).all()
    assert {claim: one.id for claim, one in known.items()} == {1: okoro.id, 2: okoro.id, 3: ada.id}
    assert list(theirs) == [1, 2]


def test_another_setting_of_what_counts_as_said_counts_all_once_more(store: ArticleStore, canned):
    store.save(article(canned, 1, [(0, 0, True), (0, 0, False), (2, 0, False)]))
    assert store.speakers.listed(SAID).count == 1
    assert store.speakers.listed(ClaimFilter(least_said=0.05)).count == 2
    assert store.speakers.listed(SAID).hidden == 2
    with store._database.reading() as session:
        assert session.scalar(select(SpeakerStateRow.least_said)) == SAID.least_said


def hinted(store: ArticleStore, speaker: str | None = None) -> set[frozenset[str]]:
    return {frozenset((hint.one.name, hint.other.name)) for hint in store.speakers.hints(speaker)}


def says(canned, name: str, description: str = "", generic: bool = False):
    reading = canned.read(Article(f"W said that {name} {description} waits.", title=name))
    (claim,) = reading.claims
    return replace(reading, claims=(replace(claim, speaker=Speaker(name, description or None, generic)),))


def test_who_may_be_the_same_is_suggested_and_follows_what_comes_and_goes(store: ArticleStore, canned):
    for name in ("World Health Organization", "Ada Okoro", "Mohamed Saleh", "officials"):
        store.save(says(canned, name, "minister of water", generic=name == "officials"))
    assert hinted(store) == set()
    who = store.save(says(canned, "WHO")).id
    store.save(says(canned, "Okoro", "water minister"))
    store.save(says(canned, "Mohammed Saleh"))
    store.save(says(canned, "Officials", "water minister", generic=True))
    expected = {
        frozenset(("World Health Organization", "WHO")),
        frozenset(("Ada Okoro", "Okoro")),
        frozenset(("Mohamed Saleh", "Mohammed Saleh")),
    }
    assert hinted(store) == expected
    okoro = next(line for line in store.speakers.listed(query="okoro").lines if line.name == "Okoro")
    assert hinted(store, okoro.id) == {frozenset(("Ada Okoro", "Okoro"))}
    store.delete(who)
    assert hinted(store) == {pair for pair in expected if "WHO" not in pair}


def test_not_the_same_is_kept_undone_and_outlives_reading_again(store: ArticleStore, canned):
    one = store.save(says(canned, "Mohamed Saleh")).id
    two = store.save(says(canned, "Mohammed Saleh")).id
    (hint,) = store.speakers.hints()
    choice = store.speakers.apart(hint.other.id, hint.one.id)
    assert choice.words == f"“{hint.other.name}” is not “{hint.one.name}”"
    assert hinted(store) == set()
    for held in (one, two):
        store.replace(held, store.reading(held))
    assert hinted(store) == hinted(store, hint.one.id) == set()
    store.speakers.undo(choice.id)
    assert len(hinted(store)) == 1
    store.speakers.redo(choice.id)
    assert hinted(store) == set()


def test_merged_and_split_speakers_are_not_suggested(store: ArticleStore, canned):
    store.save(says(canned, "Mohamed Saleh"))
    both = canned.read(Article("Mohammed Saleh said this. Mohammed Saleh said that."))
    store.save(both)
    (hint,) = store.speakers.hints()
    store.speakers.merge(hint.one.id, [hint.other.id])
    assert hinted(store) == set()
    store.speakers.undo(1)
    assert len(hinted(store)) == 1
    keys = [claim.form_key for claim in store.speakers.all().of_claim[2, 0].claims]
    store.speakers.split(store.speakers.all().of_claim[2, 0].id, keys[:1])
    assert hinted(store) == {frozenset(("Mohamed Saleh", "Mohammed Saleh"))}


def test_a_word_that_many_share_suggests_nobody(store: ArticleStore, canned):
    letters = [a + b for a in "bcdfghjk" for b in "aeiouyw"]
    text = " ".join(f"Okoro {name * 3} said thing." for name in letters)
    store.save(canned.read(Article(text)))
    assert hinted(store) == set()


def test_what_comes_after_a_merge_follows_it(store: ArticleStore, canned):
    for name in ("Okoro", "Ada Okoro", "Ben Ruiz"):
        store.save(says(canned, name))
    okoro, ada, ruiz = (store.speakers.all().of_claim[number, 0].id for number in (1, 2, 3))
    store.speakers.merge(ada, [okoro])
    store.speakers.merge(ruiz, [ada])
    store.save(says(canned, "OKORO"))
    (line,) = store.speakers.listed().lines
    assert (line.id, line.claims) == (ruiz, 4)
    assert_kept_as_from_scratch(store)
    store.speakers.undo(2)
    assert [(line.id, line.claims) for line in store.speakers.listed().lines] == [(ada, 3), (ruiz, 1)]
    assert_kept_as_from_scratch(store)


def test_words_that_join_two_descriptions_join_speakers_that_were_apart(store: ArticleStore, canned):
    for description in ("minister", "carrier", "minister carrier", "letters", "carrier letters"):
        store.save(says(canned, "Okoro", description))
        assert_kept_as_from_scratch(store)
    for held in store.ids():
        store.delete(held)
        assert_kept_as_from_scratch(store)


def test_the_name_shown_is_as_the_first_article_in_the_order_of_hashes_writes_it(store: ArticleStore, canned):
    readings = [says(canned, ("Okoro", "OKORO", "okoro")[number % 3], f"thing {number}") for number in range(6)]
    readings.sort(key=lambda reading: reading.article.content_hash, reverse=True)
    ids = []
    for reading in readings:
        ids.append(store.save(reading).id)
        assert_kept_as_from_scratch(store)
    for held in reversed(ids):
        store.delete(held)
        assert_kept_as_from_scratch(store)
