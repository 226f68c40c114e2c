"""Speakers kept in the database: equal to gathering all claims anew, and brought up to date for what changed only."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from webapp.domain import Article, Speaker
from webapp.store import ArticleStore, ClaimFilter
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow, SpeakerRow
from webapp.store.speaker_claims import is_generic
from webapp.store.speaker_groups import SpeakerClaim, Speakers, group
from webapp.store.speaker_models import (
    SpeakerGroupRow,
    SpeakerTermRow,
    SpeakerWordRow,
    SpokenRow,
    VoiceRow,
)
from webapp.store.speaker_regroup import choices

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
@given_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
