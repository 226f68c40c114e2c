"""The places that *the camp*, *the dam*, *there* or *here* may refer to, by what the article calls each place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from spacy.tokens import Doc

from gazetteer.place import Precision
from webapp.domain import Article, Mention, MentionKind, Role
from webapp.nlp.lexicon import alternatives, parsed
from webapp.nlp.links.roles import PlaceRoles, filed_from
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs

_SORT = alternatives("pointing", "sort")
_ARTICLE = alternatives("pointing", "article")
_THE = rf"(?:(?:{alternatives('pointing', 'the')})\s+)?"
_AFTER = re.compile(
    rf"\s+(?P<name>{_SORT})\b|,\s+(?:{_ARTICLE})\s+(?:[\w’'-]+\s+){{0,3}}?(?P<apposed>{_SORT})\b", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b(?P<sort>{_SORT})\s+(?:{alternatives('pointing', 'naming')})\s+{_THE}\Z", re.IGNORECASE)
FITTING = parsed(
    "pointing",
    "precision",
    lambda names: frozenset(Precision if names == "any" else map(Precision, names.split())),
)
"""How exact a place may be to be what each sort is said of."""
_LOOK_BACK = 40
_LOOK_ON = 60
_FARTHEST = 600
_FARTHEST_NAME = 4000


def sorts_of(text: str, mention: Mention) -> set[str]:
    """The sorts of place a mention is said to be, in its name or in the words beside it: *camp* of *Zamzam camp*."""
    words = mention.text.lower().split()
    named = {words[0], words[-1]} if len(words) > 1 else set()
    after = _AFTER.match(text, mention.span.end, mention.span.end + _LOOK_ON)
    before = _BEFORE.search(text, max(0, mention.span.start - _LOOK_BACK), mention.span.start)
    matched = (match.group(match.lastgroup) for match in (after, before) if match and match.lastgroup)
    return named | {word.lower() for word in matched}


class Antecedents:
    """The places of one article, by where and how they are named before a point of its text."""

    def __init__(self, doc: Doc, mentions: list[Mention], roles: PlaceRoles) -> None:
        self.text = text_of(doc)
        self.article: Article | None = doc._.article
        self.mentions = mentions
        self.roles = roles
        self._starts = [mention.span.start for mention in mentions]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [one.start for one in paragraphs(self.text)]

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        """The mentions, in text order, that the article calls a camp, a dam or the like."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            if mention.kind is MentionKind.TOPONYM:
                for sort in sorts_of(self.text, mention):
                    found[sort].append(index)
        return found

    def called(self, sort: str, position: int) -> int | None:
        """The last place before ``position`` that the article itself calls a ``sort``: *Zamzam, a camp for …*."""
        known = self._called.get(sort, ())
        before = bisect_left(known, bisect_left(self._starts, position))
        near = before and position - self.mentions[known[before - 1]].span.start <= _FARTHEST_NAME
        return known[before - 1] if near else None

    def fitting(self, sort: str, position: int) -> int | None:
        """The last place of the right kind in the paragraph; else, of those further back, the one named most often."""
        near = self._near(position, FITTING[sort]) if sort in FITTING else []
        if not near:
            return None
        last = near[-1]
        if self.mentions[last].span.start >= self.paragraph(position):
            return last
        return max(near, key=lambda index: (self._named_before(index, position), index))

    def _named_before(self, index: int, position: int) -> int:
        """How often the place of a mention is named before ``position``."""
        return bisect_left(self._by_place[self._place_id(index)], bisect_left(self._starts, position))

    @cached_property
    def _by_place(self) -> dict[str | None, list[int]]:
        """The mentions of each place, in text order."""
        found: dict[str | None, list[int]] = defaultdict(list)
        for index in range(len(self.mentions)):
            found[self._place_id(index)].append(index)
        return found

    def last_named(self, position: int) -> int | None:
        """The last place named before ``position`` that is not an actor."""
        near = reversed(self._near(position))
        return next((index for index in near if self.roles.of(index).role is Role.ABOUT), None)

    def scene(self, position: int) -> int | None:
        """The last place named before ``position`` in its paragraph."""
        start = self.paragraph(position)
        near = self._near(position)
        return near[-1] if near and self._starts[near[-1]] >= start else None

    def paragraph(self, position: int) -> int:
        """Where the paragraph that holds ``position`` starts."""
        before = bisect_right(self._paragraph_starts, position)
        return self._paragraph_starts[before - 1] if before else 0

    def _near(self, position: int, fitting: frozenset[Precision] | None = None) -> list[int]:
        first, last = bisect_left(self._starts, position - _FARTHEST), bisect_left(self._starts, position)
        return [index for index in range(first, last) if self._may_be_meant(index, fitting)]

    def _may_be_meant(self, index: int, fitting: frozenset[Precision] | None) -> bool:
        mention = self.mentions[index]
        precision = mention.resolution.precision
        dateline = self.article.dateline if self.article is not None else None
        return (
            mention.kind is MentionKind.TOPONYM
            and precision is not None
            and (fitting is None or precision in fitting)
            and filed_from(mention, dateline) is None
        )

    def _place_id(self, index: int) -> str | None:
        place = self.mentions[index].resolution.place
        return place.id if place else None
