"""Which decision holds for each mention of a reading, and for words that the reading has no mention of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.place import Place
from webapp.decisions.records import ANY, Anchor, Decision, Scope, What, name_key
from webapp.decisions.standing import Standing
from webapp.domain import Article, Mention, Placed, Reading, Span

_UNIVERSAL = ""
_NO_PLACE = (What.REJECTED, What.NOT_IDENTIFIABLE)
Key = tuple[Scope, str, str, str]
"""A decision on a name: its scope, the article or collection that it is for, the name, and what it was read as."""


@dataclass(frozen=True, slots=True)
class OnMentions:
    """The decisions in force on mentions: on single ones of one article, and on names."""

    single: tuple[Decision, ...] = ()
    names: Mapping[Key, Decision] = field(default_factory=dict)

    @classmethod
    def of(cls, in_force: Standing) -> OnMentions:
        """Those among the decisions in force."""
        found = [row for target, row in in_force.of.items() if target[0] == "place"]
        single = sorted((row for row in found if row.scope is Scope.MENTION), key=lambda row: row.order)
        names: dict[Key, Decision] = {
            (row.scope, _within(row), row.name, row.was): row for row in found if row.scope is not Scope.MENTION
        }
        return cls(tuple(single), names)

    def marked(self) -> Iterator[Decision]:
        """Decisions on names that say that their words are a place, whether they were found or not."""
        return (row for row in self.names.values() if row.what is What.MARKED)

    def of_name(self, name: str, was: str, content_hash: str, collection: str) -> Decision | None:
        """The decision on a name that was read as a place, the narrowest scope first."""
        for scope, within in (
            (Scope.ARTICLE, content_hash),
            (Scope.COLLECTION, collection),
            (Scope.EVERYWHERE, _UNIVERSAL),
        ):
            for read_as in (was, ANY):
                found = self.names.get((scope, within, name, read_as))
                if found is None or not (within or scope is Scope.EVERYWHERE):
                    continue
                # Words that were marked where the program saw nothing say nothing of where it saw another place.
                if found.what is not What.MARKED or not was:
                    return found
        return None


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision on words of an article."""

    span: Span
    decision: Decision

    @property
    def is_no_place(self) -> bool:
        """Whether nothing is to be placed here."""
        return self.decision.what in _NO_PLACE or self.place is None

    @property
    def place(self) -> Place | None:
        """The place that was decided on."""
        held = self.decision.value.get("place")
        return Place(**held) if held else None

    @property
    def given(self) -> Placed:
        """The same as the resolver takes it."""
        return Placed(self.span, None if self.is_no_place else self.place)


def judged(reading: Reading, on: OnMentions, collection: str = "") -> list[Judged]:
    """What is decided about words of an article, in the order of the text; ``reading`` is what the program read.

    Words that it did not read as a name are among them where a person marked them, or decided on them earlier. In the
    article where somebody decided on a name, the decision stays with the words that they looked at, and with those that
    are read like these, whatever they are read as by now.
    """
    article = reading.article
    looked_at = _looked_at(reading, on)
    found: dict[Span, Decision] = {}
    for mention in reading.mentions:
        key = _read_as(mention)
        rows = on.of_name(*key, article.content_hash, collection), looked_at.get(key)
        row = min((one for one in rows if one), key=lambda one: one.scope.breadth, default=None)
        if row:
            found[mention.span] = row
    for row, span in _missed(reading, on):
        if not any(span.overlaps(other) for other in found):
            found[span] = row
    for row in on.marked():
        if row.anchor and row.concerns(article.content_hash, collection):
            taken = [*found, *_spans(reading.mentions)]
            found |= dict.fromkeys(occurrences(row.anchor.text, article.text, taken), row)
    for row in on.single:
        found = _with_single(row, reading, found)
    return [Judged(span, found[span]) for span in sorted(found)]


def _looked_at(reading: Reading, on: OnMentions) -> dict[tuple[str, str], Decision]:
    """Decisions on names that were made in this article, by the name and what it is read as now where they were."""
    at = {mention.span: mention for mention in reading.mentions}
    found: dict[tuple[str, str], Decision] = {}
    for row, anchor in sorted(_made_in(reading.article, on), key=lambda one: one[0].order):
        mention = at.get(anchor.spans[0])
        if mention and name_key(mention.text) == row.name:
            key = _read_as(mention)
            wider = found.get(key)
            if wider is None or row.scope.breadth <= wider.scope.breadth:
                found[key] = row
    return found


def _missed(reading: Reading, on: OnMentions) -> list[tuple[Decision, Span]]:
    """Decisions on names that were made in this article on words that are read as no name now, the narrowest first."""
    spans = _spans(reading.mentions)
    rows = [
        (row, anchor.spans[0])
        for row, anchor in _made_in(reading.article, on)
        # To say that a mark is no place leaves nothing of it.
        if not (row.was == ANY and row.what in _NO_PLACE) and not any(span.overlaps(anchor.spans[0]) for span in spans)
    ]
    return sorted(rows, key=lambda one: (one[0].scope.breadth, one[0].order))


def _made_in(article: Article, on: OnMentions) -> list[tuple[Decision, Anchor]]:
    rows = (row for row in on.names.values() if row.content_hash == article.content_hash)
    return [(row, row.anchor) for row in rows if row.anchor and row.anchor.stands_in(article.text)]


def _read_as(mention: Mention) -> tuple[str, str]:
    place = mention.resolution.place
    return name_key(mention.text), place.id if place else ""


def _with_single(row: Decision, reading: Reading, found: dict[Span, Decision]) -> dict[Span, Decision]:
    anchor = row.anchor
    if anchor is None or row.content_hash != reading.article.content_hash or not anchor.stands_in(reading.article.text):
        return found
    span = anchor.spans[0]
    own = [one for one in _spans(reading.mentions) if one.overlaps(span)]
    where = span if span in own or not own or row.what is What.MARKED else max(own, key=lambda one: _shared(one, span))
    kept = {one: other for one, other in found.items() if not one.overlaps(where)}
    return kept | {where: row}


def occurrences(words: str, text: str, taken: Sequence[Span]) -> list[Span]:
    """Where a text has some words by themselves, beyond what is taken."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    spans = (Span(*one.span()) for one in pattern.finditer(text))
    return [span for span in spans if not any(span.overlaps(other) for other in taken)]


def _within(row: Decision) -> str:
    return {Scope.ARTICLE: row.content_hash, Scope.COLLECTION: row.collection}.get(row.scope, _UNIVERSAL)


def _spans(mentions: Sequence[Mention]) -> list[Span]:
    return [mention.span for mention in mentions]


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
