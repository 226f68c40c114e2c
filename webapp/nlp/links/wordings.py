"""How a claim speaks of its scene without naming it: as *ours*, by who lives there, *there*, or as *the village*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from gazetteer.place import Precision
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.lexicon import words
from webapp.nlp.links.antecedents import FITTING, sorts_of
from webapp.nlp.links.scene import Group, Scene
from webapp.nlp.text import clauses

_OURS, _DWELLERS = words("scene_words", "ours"), words("scene_words", "dwellers")
_VAGUELY = words("scene_words", "vaguely") | words("pointing", "here", "there", "vague")
_SORTS = words("pointing", "sort", "vague")
_MEANT = words("scene_words", "ours", "possessed") | words("pointing", "this")
_FIRST = 8
"""Mentions of a place that are looked at for that."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a claim's words say of a place that they need not name."""

    is_ours: bool
    """*Our*, *we*."""
    has_dwellers: bool
    """*Residents*, *the villagers*."""
    is_vague: bool
    """*There*, *nearby*, *the area*."""
    sorts: tuple[str, ...]
    """Words for places that *the*, *this* or *our* comes before: *the village*."""

    def fits(self, precision: Precision) -> bool:
        """Whether one of ``sorts`` is said of places as exact as this."""
        return any(precision in FITTING[sort] for sort in self.sorts if sort in FITTING)

    def misfits(self, precision: Precision) -> bool:
        """Whether one of ``sorts`` is said only of other places."""
        return any(precision not in FITTING[sort] for sort in self.sorts if sort in FITTING)


class Wordings:
    """The wordings of the claims of one article."""

    def __init__(self, doc: Doc, text: str, scene: Scene) -> None:
        self._doc, self._text, self._scene = doc, text, scene
        self._called: dict[str, frozenset[str]] = {}

    def of(self, claim: Attributed) -> Wording:
        """How a claim speaks of its scene."""
        content = [token for span in claim.content for token in clauses.tokens_between(self._doc, span)]
        held = {token.lower_ for token in content if not token.ent_type_}
        return Wording(
            not held.isdisjoint(_OURS),
            not held.isdisjoint(_DWELLERS),
            not held.isdisjoint(_VAGUELY),
            tuple(dict.fromkeys(_sorts(content))),
        )

    def is_called(self, group: Group, sorts: Sequence[str]) -> bool:
        """Whether the article calls a place one of ``sorts``, in or beside its name: *Zamzam camp*."""
        if not sorts:
            return False
        place = group.place.id
        if place not in self._called:
            mentions = (self._scene.named[at].mention for at in group.at[:_FIRST])
            self._called[place] = frozenset[str]().union(*(sorts_of(self._text, mention) for mention in mentions))
        return not self._called[place].isdisjoint(sorts)


def _sorts(content: Sequence[Token]) -> Iterator[str]:
    for token in content:
        if token.lower_ in _SORTS and not token.ent_type_ and any(one.lower_ in _MEANT for one in token.lefts):
            yield token.lower_
