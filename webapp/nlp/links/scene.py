"""The places that an article names, by where in it each stands: what claims are tied to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from gazetteer.place import Place, Precision
from webapp.domain import Mention, MentionKind, Role
from webapp.nlp.lexicon import words
from webapp.nlp.links.place_word import head_of
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.paragraphs import paragraphs

FINENESS = tuple(Precision)
"""From the finest to the widest."""
LEAD = 3
"""Sentences that open an article and say where it takes place."""
_LOCATIVE = words("pointing", "locative")
_FEW_PARAGRAPHS = 3
_LONGEST_LIST = 30
_CAPITAL = "PPLC"


@dataclass(frozen=True, slots=True)
class Named:
    """A placed mention: its number among the mentions, where it stands, and how."""

    index: int
    mention: Mention
    place: Place
    sentence: int
    paragraph: int
    role: Role
    dep: str
    preposition: str
    listed: int
    """The number of the token that heads the list it stands in: *in Gulu, Kitgum and Pader*; its own without a list."""

    @property
    def start(self) -> int:
        """Where its words begin in the text."""
        return self.mention.span.start

    @property
    def is_locative(self) -> bool:
        """Whether it says where something happens: *in Mirpur*, *near Gulu*."""
        return self.preposition in _LOCATIVE


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one place, in text order, as positions in ``Scene.named``."""

    place: Place
    at: Sequence[int]
    starts: Sequence[int]
    sentences: Sequence[int]
    locative: Sequence[int]
    """The sentences of those that say where something happens."""
    about: int
    toponyms: int
    fineness: int
    """0 for a site, 5 for what is wider than a country."""


def _head_of_list(word: Token) -> int:
    for _ in range(_LONGEST_LIST):
        if word.dep_ != "conj":
            break
        word = word.head
    return word.i


class Scene:
    """The placed mentions of one article, by position and by place."""

    def __init__(self, doc: Doc, roles: PlaceRoles) -> None:
        text = text_of(doc)
        self.sentence_starts = [sentence.start_char for sentence in doc.sents]
        self.paragraph_starts = [one.start for one in paragraphs(text)] or [0]
        mentions: Sequence[Mention] = doc._.mentions
        placed = ((index, one.resolution.place) for index, one in enumerate(mentions))
        self.named = [self._named(doc, roles, index, place) for index, place in placed if place is not None]
        self.starts = [one.start for one in self.named]
        self.groups: Mapping[str, Group] = self._grouped()
        self._counts = sorted(len(group.at) for group in self.groups.values())
        self._finer = self._counted()
        self._never = frozenset(place for place, group in self.groups.items() if self._only_names(group))

    @property
    def has_paragraphs(self) -> bool:
        """Whether the text is divided, so that a paragraph is more than a few sentences' neighbourhood."""
        return len(self.paragraph_starts) > _FEW_PARAGRAPHS

    def sentence(self, position: int) -> int:
        """The number of the sentence that holds a position."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph that holds a position."""
        return max(0, bisect_right(self.paragraph_starts, position) - 1)

    def rank(self, group: Group) -> int:
        """How many places are named more often."""
        return len(self._counts) - bisect_right(self._counts, len(group.at))

    def finer(self, group: Group) -> int:
        """How often finer places in the same country or division are named."""
        fineness, place = group.fineness, group.place
        key = (place.country,) if place.precision is Precision.COUNTRY else (place.country, place.admin1)
        return sum(self._finer[(*key, finer)] for finer in range(fineness))

    def is_scene(self, place: str) -> bool:
        """Whether claims can be about a place: not if it only stands in names or is a capital in the dateline alone."""
        return place not in self._never

    def between(self, start: int, end: int) -> range:
        """Positions of the mentions that begin between two places in the text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def _named(self, doc: Doc, roles: PlaceRoles, index: int, place: Place) -> Named:
        mention: Mention = doc._.mentions[index]
        root, start = head_of(doc, mention.span), mention.span.start
        preposition = root.head.lower_ if root is not None and root.dep_ == "pobj" else ""
        return Named(
            index,
            mention,
            place,
            self.sentence(start),
            self.paragraph(start),
            roles.of(index).role,
            root.dep_ if root is not None else "",
            preposition,
            _head_of_list(root) if root is not None else -1 - index,
        )

    def _only_names(self, group: Group) -> bool:
        roles = {self.named[at].role for at in group.at}
        if group.place.feature_code == _CAPITAL:
            roles.discard(Role.ORIGIN)
        return roles <= {Role.NAME}

    def _grouped(self) -> dict[str, Group]:
        at: dict[str, list[int]] = defaultdict(list)
        for position, one in enumerate(self.named):
            at[one.place.id].append(position)
        return {place_id: self._group(positions) for place_id, positions in at.items()}

    def _group(self, positions: list[int]) -> Group:
        members = [self.named[position] for position in positions]
        return Group(
            members[0].place,
            positions,
            [one.start for one in members],
            [one.sentence for one in members],
            [one.sentence for one in members if one.is_locative],
            sum(one.role is Role.ABOUT for one in members),
            sum(one.mention.kind is MentionKind.TOPONYM for one in members),
            FINENESS.index(members[0].place.precision),
        )

    def _counted(self) -> Counter[tuple[object, ...]]:
        """Mentions by country and fineness, and by country, first-order division and fineness."""
        counts: Counter[tuple[object, ...]] = Counter()
        for group in self.groups.values():
            place, fineness = group.place, group.fineness
            counts[(place.country, fineness)] += len(group.at)
            counts[(place.country, place.admin1, fineness)] += len(group.at)
        return counts
