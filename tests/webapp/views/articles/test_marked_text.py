"""An article's text with its marks: every character is kept, every mark is where it belongs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.place import Place
from webapp.domain import Article, Attribution, Claim, ClaimKind, Mention, MentionKind, Reading, Resolution, Span
from webapp.views.articles.marked_text import mark

quickly = settings(max_examples=60, deadline=None)
PLACE = Place("geonames:1", "Mirpur", 33.1, 73.7, "P", "PPL", "PK")


def mention(start: int, end: int, kind: MentionKind = MentionKind.TOPONYM, place: Place | None = PLACE) -> Mention:
    return Mention(Span(start, end), "", kind, 0.9, Resolution(place, 0.9))


def claim(content: list[tuple[int, int]], cue=(), source=()) -> Claim:
    parts = [tuple(Span(*pair) for pair in pairs) for pairs in (content, cue, source)]
    return Claim(ClaimKind.INDIRECT, Attribution(*parts), None, 0.9)


def segments(reading: Reading):
    return [segment for paragraph in mark(reading) for segment in paragraph.segments]


@st.composite
def readings(draw) -> Reading:
    text = draw(st.text(st.sampled_from("ab \n\r\t\u2028\x00🗺é"), max_size=60))
    # Spans beyond the text's end must not break the page either.
    ends = st.integers(0, len(text) + 3)
    span = st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
    some = st.lists(span, max_size=3).map(tuple)
    mentions = st.builds(
        Mention, span, st.just(""), st.sampled_from(MentionKind), st.just(1.0), st.just(Resolution(PLACE, 1.0))
    )
    claims = st.builds(
        Claim, st.just(ClaimKind.DIRECT), st.builds(Attribution, some, some, some), st.none(), st.just(1.0)
    )
    front = [draw(st.none() | span) for _ in range(3)]
    return Reading(
        Article(text, headline=front[0], date_line=front[1], dateline=front[2]),
        tuple(draw(st.lists(mentions, max_size=4))),
        tuple(draw(st.lists(claims, max_size=4))),
    )


@given(readings())
@quickly
def test_all_segments_together_are_the_text(reading: Reading):
    assert "".join(segment.text for segment in segments(reading)) == reading.article.text
    assert all(segment.text for segment in segments(reading))


@given(readings())
@quickly
def test_a_claim_covers_exactly_its_own_words(reading: Reading):
    text = reading.article.text
    for index, one in enumerate(reading.claims):
        spans = [*one.attribution.content, *one.attribution.cue, *one.attribution.source]
        expected = {n for span in spans for n in range(span.start, min(span.end, len(text)))}
        marked, position = set(), 0
        for segment in segments(reading):
            if index in segment.claims:
                marked |= set(range(position, position + len(segment.text)))
            position += len(segment.text)
        assert marked == expected


@given(readings())
@quickly
def test_each_claim_and_mention_can_be_linked_to_once(reading: Reading):
    anchors = [anchor for segment in segments(reading) for anchor in segment.anchors]
    expected = [f"claim-{n}" for n in range(len(reading.claims))] + [
        f"mention-{n}" for n in range(len(reading.mentions))
    ]
    if reading.article.text:
        assert sorted(anchors) == sorted(expected)


def test_nested_and_overlapping_claims_are_all_marked():
    text = "Aly said that Bo said that Mirpur fell."
    reading = Reading(
        Article(text),
        (mention(27, 33),),
        (claim([(9, 38)], [(4, 8)], [(0, 3)]), claim([(22, 38)], [(17, 21)], [(14, 16)])),
    )
    marked = {segment.text: segment for segment in segments(reading)}
    assert marked["Mirpur"].claims == (0, 1)
    assert marked["Mirpur"].mention == 0
    assert marked["Mirpur"].place_id == "geonames:1"
    assert set(marked["Mirpur"].classes) == {"claim-content", "mention", "mention-toponym", "mention-mapped"}
    assert marked["Bo"].classes == ("claim-content", "claim-source")
    assert marked["Aly"].claims == (0,)
    assert marked["."].plain


def test_a_claim_in_two_pieces_is_linked_at_the_first():
    text = '"One," she said, "two."'
    reading = Reading(Article(text), (), (claim([(0, 6), (17, 23)], [(11, 15)]),))
    assert [(segment.text, segment.anchors) for segment in segments(reading) if segment.anchors] == [
        ('"One,"', ("claim-0",))
    ]
    assert [segment.text for segment in segments(reading) if "claim-content" in segment.classes] == ['"One,"', '"two."']


@pytest.mark.parametrize(
    ("kind", "place", "expected"),
    [
        (MentionKind.TOPONYM, PLACE, "mention-mapped"),
        (MentionKind.DEMONYM, PLACE, "mention-mapped"),
        (MentionKind.EMBEDDED, PLACE, "mention-unmapped"),
        (MentionKind.TOPONYM, None, "mention-unmapped"),
    ],
)
def test_a_mention_says_whether_it_is_on_the_map(kind, place, expected):
    (segment,) = segments(Reading(Article("Mirpur"), (mention(0, 6, kind, place),)))
    assert expected in segment.classes
    assert (segment.place_id is not None) == (expected == "mention-mapped")


def test_front_matter_stands_apart():
    text = "Shots in Mirpur\nFeb 04, 2026\nMirpur, Feb 4: All quiet.\nMore."
    article = Article(text, headline=Span(0, 15), date_line=Span(16, 28), dateline=Span(29, 43))
    paragraphs = mark(Reading(article))
    assert [(paragraph.kind, "".join(segment.text for segment in paragraph.segments)) for paragraph in paragraphs] == [
        ("headline", "Shots in Mirpur\n"),
        ("date_line", "Feb 04, 2026\n"),
        ("text", "Mirpur, Feb 4: All quiet.\n"),
        ("text", "More."),
    ]
    assert paragraphs[2].segments[0].classes == ("dateline",)


def test_lines_of_wrapped_text_are_one_paragraph():
    text = "The first line of a paragraph\nthat goes on here.\n\nThe second paragraph\nis wrapped too.\n"
    assert len(mark(Reading(Article(text)))) == 2


def test_a_line_of_a_megabyte_is_marked_in_a_moment():
    text = "Mirpur said no. " * 65_000
    found = tuple(mention(n * 16, n * 16 + 6) for n in range(0, 65_000, 10))
    assert len(mark(Reading(Article(text), found))) == 1
