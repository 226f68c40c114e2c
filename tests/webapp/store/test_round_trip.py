"""What is saved comes back exactly, whatever it is."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from webapp.domain import (
    Article,
    Attribution,
    Basis,
    Candidate,
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
from webapp.store import ArticleStore

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
scores = st.floats(0, 1)
evidence = st.lists(words, max_size=3).map(tuple)
few_places = [
    Place("geonames:1", "Mirpur", 33.147821, 73.751871, "P", "PPLA2", "PK", "Azad Jammu and Kashmir", "Mirpur", 124352),
    Place("geonames:2", "Pakistan", 30.0, 70.0, "A", "PCLI", "PK"),
    Place("own:sahel", "the Sahel", 14.5, 0.1 + 0.2, "L", "RGNX"),
]
places = st.sampled_from(few_places)
candidates = st.builds(Candidate, places, scores, evidence)


@st.composite
def spans(draw, length: int):
    start = draw(st.integers(0, length))
    return Span(start, draw(st.integers(start, length)))


@st.composite
def readings(draw) -> Reading:
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
    some_span = spans(len(text))
    resolutions = st.builds(
        Resolution,
        st.none() | places,
        scores,
        evidence,
        st.sampled_from(Status),
        st.lists(candidates, max_size=2).map(tuple),
        evidence,
    )
    senses = st.sampled_from(["", "government", "people"])
    mention = st.builds(Mention, some_span, words, st.sampled_from(MentionKind), scores, resolutions, evidence, senses)
    mentions = tuple(draw(st.lists(mention, max_size=4)))
    some_spans = st.lists(some_span, max_size=3).map(tuple)
    linked = st.integers(0, max(len(mentions) - 1, 0))
    link = st.builds(ClaimPlace, linked, st.sampled_from(Role), words, st.sampled_from(Basis), scores)
    links = st.lists(link, max_size=3 if mentions else 0).map(tuple)
    claim = st.builds(
        Claim,
        st.sampled_from(ClaimKind),
        st.builds(Attribution, some_spans, some_spans, some_spans),
        st.none() | st.builds(Speaker, st.sampled_from(["Sering", "Ministry", ""]), st.none() | words, st.booleans()),
        scores,
        links,
        st.sampled_from(Manner),
        st.booleans(),
        st.none() | st.integers(0, 3),
        said=scores,
        speaker_confidence=scores,
    )
    front = st.none() | some_span
    article = Article(
        text,
        *(
            draw(part)
            for part in (words, st.none() | words, st.none() | words, st.none() | st.dates(), st.none() | words)
        ),
        draw(st.none() | words),
        *(draw(front) for _ in range(4)),
    )
    claims = tuple(draw(st.lists(claim, max_size=4)))
    return Reading(article, mentions, claims, draw(words), draw(words), draw(evidence), draw(words))


@given(readings())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_saved_reading_comes_back_as_it_was_from_the_bin_too(store: ArticleStore, reading: Reading):
    saved = store.save(reading)
    assert store.reading(saved.id) == reading
    store.delete(saved.id)
    store.bin.put_back([saved.id])
    assert store.reading(saved.id) == reading
    store.delete(saved.id)
    store.bin.empty()


def test_all_that_an_article_can_hold_comes_back(store: ArticleStore):
    article = Article(
        "Rawalakot, Feb 4: \"quotes\" 'and' NUL \x00 and 🗺",
        title="<b>Title</b>",
        publisher="ANI",
        author="O'Neil",
        date=dt.date(2026, 2, 4),
        url="https://example.org/a",
        filename="a.txt",
        headline=Span(0, 3),
        date_line=Span(3, 5),
        dateline=Span(0, 17),
        filed_from=Span(0, 9),
    )
    saved = store.save(Reading(article, model="md", gazetteer="1-abc", notes=("a note",)))
    assert store.reading(saved.id).article == article


def test_half_a_character_is_refused_in_plain_words(store: ArticleStore):
    with pytest.raises(ValueError, match=r"notes\.txt: it contains broken characters"):
        store.save(Reading(Article("broken \ud83d", filename="notes.txt")))
