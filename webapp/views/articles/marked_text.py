"""An article's text cut into paragraphs and segments, so that mentions and claims can be marked in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from webapp.domain import Article, Claim, MentionKind, Reading, Span
from webapp.store import EVERY_CLAIM, ClaimFilter
from webapp.store.records import is_mappable

WRAPPED_CHARS = 100
"""If no line is longer than this, lines are taken as wrapped, so that their ends do not end paragraphs."""

_BREAK = re.compile(r"(?:\r\n|[\n\r\u2028\u2029])(?:[^\S\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029]))*")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[^\S\n\r]*(?:\r\n|[\n\r])\s*")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text over which the same marks hold.

    ``mention`` indexes ``Reading.mentions``, ``claims`` index ``Reading.claims``; ``anchors`` are the
    ids that begin here; ``place_id`` is the mention's place if it is on the map.
    """

    text: str
    classes: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    mention: int | None = None
    claims: tuple[int, ...] = ()
    place_id: str | None = None
    place_name: str | None = None

    @property
    def plain(self) -> bool:
        """Whether there is nothing to mark."""
        return not self.classes and not self.anchors


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the line breaks after it included; ``kind`` is ``headline``, ``date_line`` or ``text``.

    ``start`` is where it begins in the article's text.
    """

    kind: str
    segments: tuple[Segment, ...]
    start: int = 0


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    css_class: str
    mention: int | None = None
    claim: int | None = None


def claim_anchor(index: int) -> str:
    """The id at which a claim begins in the article's page."""
    return f"claim-{index}"


def mention_anchor(index: int) -> str:
    """The id at which a mention begins in the article's page."""
    return f"mention-{index}"


def mark(reading: Reading, which: ClaimFilter = EVERY_CLAIM) -> tuple[Paragraph, ...]:
    """Cut the text of a reading; all segments together are the text, character for character.

    Claims that were said are marked, and attitudes if ``which`` shows them.
    """
    text = reading.article.text
    shown = [(n, claim) for n, claim in enumerate(reading.claims) if which.is_shown(claim.said, claim.manner)]
    marks = [mark for mark in _marks(reading, shown, which) if mark.span.start < mark.span.end]
    anchors = _anchors(reading, shown)
    cuts = paragraph_starts(reading.article)
    edges = {0, len(text), *cuts, *anchors}
    for item in marks:
        edges |= {item.span.start, item.span.end}
    pieces = [Span(start, end) for start, end in pairwise(sorted(edge for edge in edges if edge <= len(text)))]
    segments = list(_segments(reading, pieces, marks, anchors))
    return tuple(_paragraphs(reading.article, pieces, segments, set(cuts)))


def paragraph_starts(article: Article) -> list[int]:
    """Where paragraphs begin: after each line, or in wrapped text after each blank line; front matter is separate."""
    text = article.text
    pattern = _BLANK_LINE if _is_wrapped(text) else _BREAK
    starts = {found.end() for found in pattern.finditer(text)}
    for span in (article.headline, article.date_line):
        if span is not None:
            following = _BREAK.match(text, span.end)
            starts |= {span.start, following.end() if following else span.end}
    return sorted(start for start in starts if 0 < start < len(text))


def _is_wrapped(text: str) -> bool:
    lines = [len(line) for line in text.splitlines() if line.strip()]
    if not _BLANK_LINE.search(text) or max(lines, default=0) > WRAPPED_CHARS:
        return False
    return any(len(block.strip().splitlines()) > 1 for block in _BLANK_LINE.split(text))


def _marks(reading: Reading, shown: Iterable[tuple[int, Claim]], which: ClaimFilter) -> Iterator[_Mark]:
    limit = len(reading.article.text)
    if reading.article.dateline:
        yield _Mark(_within(reading.article.dateline, limit), "dateline")
    for index, mention in enumerate(reading.mentions):
        yield _Mark(_within(mention.span, limit), "mention", mention=index)
    for index, claim in shown:
        attribution = claim.attribution
        content = "claim-attitude" if which.is_attitude(claim.said, claim.manner) else "claim-content"
        for css, spans in (
            (content, attribution.content),
            ("claim-cue", attribution.cue),
            ("claim-source", attribution.source),
        ):
            for span in spans:
                yield _Mark(_within(span, limit), css, claim=index)


def _within(span: Span, limit: int) -> Span:
    return Span(min(span.start, limit), min(span.end, limit))


def _anchors(reading: Reading, shown: Iterable[tuple[int, Claim]]) -> dict[int, list[str]]:
    # An anchor needs a character to attach to, even that of a span at the very end of the text.
    last = max(len(reading.article.text) - 1, 0)
    anchors: dict[int, list[str]] = defaultdict(list)
    for index, claim in shown:
        attribution = claim.attribution
        spans = attribution.content or attribution.cue or attribution.source
        start = min((span.start for span in spans), default=0)
        anchors[min(start, last)].append(claim_anchor(index))
    for index, mention in enumerate(reading.mentions):
        anchors[min(mention.span.start, last)].append(mention_anchor(index))
    return anchors


def _segments(
    reading: Reading, pieces: Iterable[Span], marks: Iterable[_Mark], anchors: dict[int, list[str]]
) -> Iterator[Segment]:
    starting: dict[int, list[_Mark]] = defaultdict(list)
    for item in marks:
        starting[item.span.start].append(item)
    active: list[_Mark] = []
    for piece in pieces:
        active = [item for item in active if item.span.end > piece.start] + starting.get(piece.start, [])
        yield _segment(reading, piece, active, tuple(anchors.get(piece.start, ())))


def _segment(reading: Reading, piece: Span, active: list[_Mark], anchors: tuple[str, ...]) -> Segment:
    # Of overlapping mentions, the one that began last is the narrower.
    mention = next((item.mention for item in reversed(active) if item.mention is not None), None)
    place = None
    classes = dict.fromkeys(item.css_class for item in active)
    if mention is not None:
        found = reading.mentions[mention]
        place = found.resolution.place if is_mappable(found, reading.article) else None
        classes |= dict.fromkeys(_mention_classes(found.kind, mapped=place is not None))
    return Segment(
        text=piece.of(reading.article.text),
        classes=tuple(classes),
        anchors=anchors,
        mention=mention,
        claims=tuple(sorted({item.claim for item in active if item.claim is not None})),
        place_id=place.id if place else None,
        place_name=place.name if place else None,
    )


def _mention_classes(kind: MentionKind, *, mapped: bool) -> tuple[str, str]:
    return f"mention-{kind.value}", "mention-mapped" if mapped else "mention-unmapped"


def _paragraphs(article: Article, pieces: list[Span], segments: list[Segment], cuts: set[int]) -> Iterator[Paragraph]:
    gathered: list[Segment] = []
    start = 0
    for piece, segment in zip(pieces, segments, strict=True):
        if piece.start in cuts and gathered:
            yield Paragraph(_kind(article, start), tuple(gathered), start)
            gathered, start = [], piece.start
        gathered.append(segment)
    if gathered:
        yield Paragraph(_kind(article, start), tuple(gathered), start)


def _kind(article: Article, start: int) -> str:
    for kind, span in (("headline", article.headline), ("date_line", article.date_line)):
        if span is not None and span.start <= start < span.end:
            return kind
    return "text"
