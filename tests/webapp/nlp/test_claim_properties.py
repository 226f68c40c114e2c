"""What holds of the claims of any text: where their spans lie, and that what is added later changes none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from training.own.articles import load_all
from webapp.domain import Claim, ClaimKind, Span

Reader = Callable[[str], Doc]

PARAGRAPHS = [paragraph for article in load_all() for paragraph in article.text.split("\n\n") if paragraph.strip()]
MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"'})
UNRELATED = (
    "The festival opened on Saturday with a parade of boats.",
    "Rain is expected over the coast, with temperatures near 14 degrees.",
    "The museum reopens in May. Tickets cost nine euros and are free for children under six.",
)
# The same articles each time: the parser may read a sentence otherwise when another follows, once in some hundreds.
few = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
articles = st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6).map("\n\n".join)
"""Paragraphs of our own articles, thrown together."""


def torn(text: str, at: int, plain: bool) -> str:
    """A text without one of its quotation marks, and with straight ones only where ``plain``."""
    marks = [index for index, character in enumerate(text) if character in '“”"‘’«»']
    if marks:
        gone = marks[at % len(marks)]
        text = text[:gone] + text[gone + 1 :]
    return text.translate(MARKS) if plain else text


@few
@given(articles, st.integers(0, 500), st.booleans())
def test_spans_lie_inside_the_text_and_apart_even_where_a_mark_is_lost(
    read: Reader, text: str, at: int, plain: bool
) -> None:
    text = torn(text, at, plain)
    claims = claims_of(read, text)
    for claim in claims:
        parts = claim.attribution
        assert parts.content
        assert all(0 <= span.start < span.end <= len(text) for span in (*parts.content, *parts.cue, *parts.source))
        assert all(one.end <= other.start for one, other in pairwise(parts.content))
        assert not any(span.overlaps(other) for span in parts.content for other in (*parts.source, *parts.cue))
        assert parts.content != (Span(0, len(text)),)
    assert len({claim.attribution.content for claim in claims}) == len(claims)


@few
@given(articles)
def test_a_source_never_stands_inside_a_quotation_but_of_a_claim_told_in_it(read: Reader, text: str) -> None:
    claims = claims_of(read, text)
    spoken = [span for claim in claims if claim.kind is ClaimKind.DIRECT for span in claim.attribution.content]
    for claim in claims:
        if claim.within is None:
            assert not any(inside(source, spoken) for source in claim.attribution.source)


@few
@given(articles, st.sampled_from(UNRELATED))
def test_a_paragraph_of_other_things_changes_no_earlier_words(read: Reader, text: str, more: str) -> None:
    before = [words(claim, text) for claim in claims_of(read, text)]
    longer = f"{text}\n\n{more}"
    after = [words(claim, longer) for claim in claims_of(read, longer)]
    assert after[: len(before)] == before


def claims_of(read: Reader, text: str) -> list[Claim]:
    found: list[Claim] = read(text)._.claims
    return found


def words(claim: Claim, text: str) -> tuple[tuple[str, ...], ...]:
    parts = claim.attribution
    return tuple(tuple(span.of(text) for span in spans) for spans in (parts.source, parts.cue, parts.content))


def inside(source: Span, spans: Sequence[Span]) -> bool:
    return any(span.contains(source) for span in spans)
