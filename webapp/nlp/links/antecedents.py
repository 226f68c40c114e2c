"""Finds the place that *the camp*, *the dam*, *there* or *here* stands for: by what the article calls each place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property

from spacy.tokens import Doc

from gazetteer.place import Precision
from webapp.domain import Mention, MentionKind, Role
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs

SORTS = (
    "airport archipelago base basin border bridge camp capital city coast country county crossing dam delta desert"
    " district factory forest harbour harbor hospital island islands lake market mine mountains municipality"
    " neighbourhood neighborhood peninsula plant port prison province region republic river school settlement square"
    " stadium state strait territory town township university valley village"
)
"""What places are called, so that *the* and the word may point back to one."""
DIRECTIONS = "north south east west"

_WORDS = "|".join(SORTS.split())
_AFTER = re.compile(
    rf"\s+(?P<name>{_WORDS})\b|,\s+(?:an?|the)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<apposed>{_WORDS})\b", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"\b(?P<sort>{_WORDS})\s+(?:of|at|in|called|named|known\s+as)\s+(?:the\s+)?\Z"
    r"|\b(?P<part>north|south|east|west)ern\s+\Z|\bthe\s+(?P<end>north|south|east|west)\s+of\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|,?\s+and|,?\s+or)\s+(?:the\s+)?\Z")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?(?:\w+\s+of\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_FITTING: dict[str, set[Precision]] = {
    "area": set(Precision),
    "territory": set(Precision),
    "city": {Precision.SETTLEMENT},
    "town": {Precision.SETTLEMENT},
    "village": {Precision.SETTLEMENT},
    "camp": {Precision.SETTLEMENT, Precision.SITE},
    "district": {Precision.DISTRICT},
    "country": {Precision.COUNTRY},
    "province": {Precision.REGION},
    "region": {Precision.REGION},
    "state": {Precision.REGION, Precision.COUNTRY},
    "valley": {Precision.REGION},
    "island": {Precision.REGION},
}
_LOOK_BACK = 40
_LOOK_ON = 60
_FARTHEST = 600
_FARTHEST_NAME = 4000


class Antecedents:
    """The places of one article, by where and how they are named before a point of its text."""

    def __init__(self, doc: Doc, mentions: list[Mention], roles: PlaceRoles) -> None:
        self.text = text_of(doc)
        self.article = doc._.article
        self.mentions = mentions
        self.roles = roles
        self._starts = [mention.span.start for mention in mentions]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [one.start for one in paragraphs(self.text)]

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        """The mentions, in text order, that the article calls a camp, a dam, the north."""
        found: dict[str, list[int]] = defaultdict(list)
        for index, mention in enumerate(self.mentions):
            if mention.kind is MentionKind.TOPONYM:
                for sort in self._sorts(mention):
                    found[sort].append(index)
        return found

    def _sorts(self, mention: Mention) -> set[str]:
        words = mention.text.lower().split()
        named = {words[0], words[-1]} if len(words) > 1 else set()
        after = _AFTER.match(self.text, mention.span.end, mention.span.end + _LOOK_ON)
        before = _BEFORE.search(self.text, max(0, mention.span.start - _LOOK_BACK), mention.span.start)
        matched = (match.group(match.lastgroup) for match in (after, before) if match and match.lastgroup)
        return named | {word.lower() for word in matched}

    def called(self, sort: str, position: int) -> int | None:
        """The last place before ``position`` that the article itself calls a ``sort``: *Zamzam, a camp for …*."""
        known = self._called.get(sort, ())
        before = bisect_left(known, bisect_left(self._starts, position))
        near = before and position - self.mentions[known[before - 1]].span.start <= _FARTHEST_NAME
        return known[before - 1] if near else None

    def fitting(self, sort: str, position: int) -> int | None:
        """The last place of the fitting kind in the paragraph; else, of those further back, the most named so far."""
        near = self._near(position, _FITTING[sort]) if sort in _FITTING else []
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

    def last_named(self, position: int) -> list[int]:
        """The last place named before, with those it is named together with: *near Bara and Jamrud … there*."""
        near = [index for index in self._near(position) if self.roles.of(index).role is Role.ABOUT]
        apart = [index for index in near if not _FROM.search(self._before(index))]
        return self._together((apart or near)[-1]) if near else []

    def scene(self, position: int) -> int | None:
        """The place where somebody speaks who says *here*: the last one named in the paragraph, or the dateline's."""
        start = self.paragraph(position)
        near = [index for index in self._near(position) if self._starts[index] >= start]
        if near:
            return near[-1]
        filed = self.article.filed_from if self.article is not None else None
        return next((i for i, one in enumerate(self.mentions) if filed is not None and filed.overlaps(one.span)), None)

    def neighbour(self, position: int) -> int | None:
        """The last country named before the sentence of *its neighbour*."""
        near = self._near(position, {Precision.COUNTRY})
        return near[-1] if near else None

    def paragraph(self, position: int) -> int:
        """Where the paragraph that holds ``position`` starts."""
        before = bisect_right(self._paragraph_starts, position)
        return self._paragraph_starts[before - 1] if before else 0

    def _near(self, position: int, fitting: set[Precision] | None = None) -> list[int]:
        first, last = bisect_left(self._starts, position - _FARTHEST), bisect_left(self._starts, position)
        return [index for index in range(first, last) if self._may_be_meant(index, fitting)]

    def _may_be_meant(self, index: int, fitting: set[Precision] | None) -> bool:
        mention = self.mentions[index]
        precision = mention.resolution.precision
        dateline = self.article.dateline if self.article is not None else None
        return (
            mention.kind is MentionKind.TOPONYM
            and precision is not None
            and (fitting is None or precision in fitting)
            and not (dateline is not None and dateline.contains(mention.span))
            and not self.roles.is_seat(index)
        )

    def _together(self, index: int) -> list[int]:
        """``index`` and the places right before it in the same list."""
        found = [index]
        while index and _AND.fullmatch(self.text, self.mentions[index - 1].span.end, self._starts[index]):
            index -= 1
            if self._may_be_meant(index, None):
                found.insert(0, index)
        return found

    def _before(self, index: int) -> str:
        start = self._starts[index]
        return self.text[max(0, start - _LOOK_BACK) : start]

    def _place_id(self, index: int) -> str | None:
        place = self.mentions[index].resolution.place
        return place.id if place else None
