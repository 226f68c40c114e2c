"""Which places a claim is about: a fitted choice among its candidates, nowhere where none is likely enough.

A second look at each claim knows what a first one gave for the other claims of the article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from math import exp

import numpy as np
from spacy.tokens import Doc

from webapp.domain import Basis, ClaimPlace, Role, Span
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.links import nowhere, second_look
from webapp.nlp.links.candidates import Candidate, Candidates, Claimed, Stand, Zone
from webapp.nlp.links.features import FEATURES, Rows
from webapp.nlp.links.nowhere import DOUBTS, Nowhere, NowhereModel, log_odds
from webapp.nlp.links.scene import Scene
from webapp.nlp.links.second_look import FirstLook
from webapp.nlp.links.wordings import Wordings
from webapp.nlp.text.doc import text_of

NAME = "claim_places"
DOUBT, USUAL_DOUBT = 1.2, -1.68
"""How much what the log-odds of nowhere have above the usual takes from those of each place of a claim."""
NAMED = 0.25
"""Probability from which a place that the claim's words name is one of its places."""
LISTED = 0.15
"""The same for one that the claim's words list together with one of its places."""
CONTEXT = 0.28
"""The same for a place that only the words around the claim name."""
BESIDE = 0.5
"""The same for a further one where the claim names one itself, or where only what follows names it."""
FILED = 0.7
"""The same for a further one that only the dateline names, or that only acts elsewhere in the article."""
NAMED_TOO, FURTHER = 0.4, 0.5
"""The same for a further one that the claim names, and for any other further one, as shares of that of the first."""
ACTING = 0.5
"""The least for a place that acts: what a government does is seldom at its seat."""
MOST = 6
"""Places of one claim."""
WEAKEST = 0.02
"""Probability from which a link is given where all are asked for."""
_NEAR = 2
"""Sentences that count as a paragraph where a text is hardly divided."""
_SENTENCES = {
    Basis.CONTENT: "“{words}” is named in what was said",
    Basis.SENTENCE: "“{words}” is named in the same sentence",
    Basis.PARAGRAPH: "“{words}” is named in the same paragraph, in {quote}",
    Basis.BEFORE: "“{words}” is named earlier in the article, in {quote}",
    Basis.TITLE: "“{words}” is named in the headline",
    Basis.ARTICLE: "“{words}” is what the article is about, in {quote}",
}
_QUOTED = 60


FIRST_COLUMNS = (*FEATURES, *DOUBTS)
"""What a first look at a claim and a place knows."""
SECOND_COLUMNS = (*FIRST_COLUMNS, *second_look.COLUMNS)
"""What a second look knows."""


@dataclass(frozen=True, slots=True)
class Models:
    """How likely a claim is about nowhere, and which of its candidates it is about at a first and at a second look."""

    nowhere: NowhereModel
    first: Fitted
    second: Fitted


@cache
def load() -> Models:
    """The models that ship, with the features that they were fitted on."""
    first = fitted.load(NAME, "md first").reading(FIRST_COLUMNS)
    return Models(nowhere.load(), first, fitted.load(NAME, "md second").reading(SECOND_COLUMNS))


def _is_named(candidate: Candidate) -> bool:
    """Whether the claim's words name it as a place that something is said of."""
    return candidate.zone is Zone.CONTENT and candidate.nearest.role is Role.ABOUT


def _bar(candidate: Candidate, chosen: Sequence[tuple[float, Candidate]]) -> float:
    """How likely a candidate must be beside the places that were ``chosen`` for the claim already."""
    role, zone = candidate.nearest.role, candidate.zone
    first = chosen[0][0] if chosen else 0.0
    if _is_named(candidate):
        lists = {one.nearest.listed for _, one in chosen if _is_named(one)}
        return LISTED if candidate.nearest.listed in lists else max(NAMED, NAMED_TOO * first)
    bar = max(CONTEXT, FURTHER * first)
    if chosen and (zone is Zone.AFTER or chosen[0][1].zone is Zone.CONTENT):
        bar = max(bar, BESIDE)
    if chosen and (role is Role.ORIGIN or (role is Role.ACTOR and zone is not Zone.CONTENT)):
        bar = max(bar, FILED)
    return max(bar, ACTING) if role is Role.ACTOR else bar


def _stacked(rows: Sequence[Numbers], columns: int) -> Numbers:
    return np.vstack([np.zeros((0, columns)), *rows])


def _less(share: float, doubt: float) -> float:
    """A probability with its log-odds lowered."""
    return 1 / (1 + exp(doubt - log_odds(share)))


def _order(told: tuple[float, Candidate]) -> tuple[bool, float]:
    """The places that the claim itself names come before those that only the words around it do."""
    share, candidate = told
    return not (_is_named(candidate) and share >= NAMED), -share


class About:
    """The places that the claims of one article are about."""

    def __init__(self, doc: Doc, scene: Scene, claims: Sequence[Claimed], headline: Span | None = None) -> None:
        self.text, self.scene, self.headline = text_of(doc), scene, headline
        self._models: Models | None = None
        found = Candidates(scene)
        self.stands = [found.of(claimed) for claimed in claims]
        self.nowhere = Nowhere(doc, self.stands)
        self.wordings = Wordings(doc, self.text, scene)
        self.elsewhere: Counter[str] = Counter(
            one.group.place.id for stand in self.stands for one in stand.candidates if one.zone is Zone.CONTENT
        )

    def of(self, number: int, *, weak: bool = False) -> list[ClaimPlace]:
        """The links of a claim, those that it names first, then by likelihood; ``weak`` adds the unlikely."""
        stand = self.stands[number]
        if not stand.candidates:
            return []
        shares, doubt = self.shares[number], self._doubt(number)
        chosen: list[tuple[float, Candidate]] = []
        for share, candidate in sorted(zip(shares, stand.candidates, strict=True), key=_order):
            if share >= WEAKEST if weak else _less(share, doubt) >= _bar(candidate, chosen):
                chosen.append((share, candidate))
        return [self._link(stand, candidate, share) for share, candidate in chosen[:MOST]]

    def use(self, models: Models) -> None:
        """Choose by these models in place of those that ship."""
        self._models = models
        self.__dict__.pop("_told", None)

    @cached_property
    def _told(self) -> tuple[list[list[float]], list[float]]:
        """The probability of each candidate of each claim, and how likely each claim is about nowhere."""
        models = self._models or load()
        doubts = self.doubts(models.nowhere)
        first = self.first_rows(doubts)
        second = self.second_rows(first, models.first.probabilities(first))
        return self.split(models.second.probabilities(second).tolist()), doubts

    def _doubt(self, number: int) -> float:
        """What the log-odds of a claim's places are lowered by, as it may be about nowhere."""
        _, doubts = self._told
        return max(0.0, DOUBT * (log_odds(doubts[number]) - USUAL_DOUBT))

    @property
    def shares(self) -> list[list[float]]:
        """The probability of each candidate of each claim."""
        return self._told[0]

    @cached_property
    def rows(self) -> list[Numbers]:
        """For each claim, a row of features for each of its candidates."""
        return Rows(self.scene, self.elsewhere, self.wordings).of(self.stands)

    def doubts(self, model: NowhereModel) -> list[float]:
        """How likely each claim is about nowhere."""
        return [self.nowhere.share(number, rows, model) for number, rows in enumerate(self.rows)]

    def first_rows(self, doubts: Sequence[float]) -> Numbers:
        """What a first look knows of all candidates of all claims: a column for each of ``FIRST_COLUMNS``."""
        counts = [len(rows) for rows in self.rows]
        return np.hstack([_stacked(self.rows, len(FEATURES)), np.repeat(self.nowhere.columns(doubts), counts, axis=0)])

    def second_rows(self, first: Numbers, shares: Numbers) -> Numbers:
        """What a second look knows of them, given those rows and their probabilities: ``SECOND_COLUMNS``."""
        look = FirstLook(self.stands, self.split(shares.tolist()))
        return np.hstack([first, _stacked(look.rows(), len(second_look.COLUMNS))])

    def split(self, shares: Sequence[float]) -> list[list[float]]:
        """What is given for all candidates, claim by claim."""
        found = iter(shares)
        return [list(islice(found, len(rows))) for rows in self.rows]

    def _link(self, stand: Stand, candidate: Candidate, share: float) -> ClaimPlace:
        basis = self.basis(stand, candidate)
        why = _SENTENCES[basis].format(words=candidate.nearest.mention.text, quote=self._quote(candidate))
        if basis is not Basis.CONTENT and candidate.group.place.id == stand.claimed.pointed:
            why = stand.claimed.why_pointed
        return ClaimPlace(candidate.nearest.index, Role.ABOUT, why, basis, round(share, 3))

    def basis(self, stand: Stand, candidate: Candidate) -> Basis:
        """Where the mention of a candidate that is nearest to the claim stands."""
        if candidate.zone is Zone.CONTENT:
            return Basis.CONTENT
        if candidate.zone is Zone.SENTENCE:
            return Basis.SENTENCE
        nearest = candidate.nearest
        if self.headline is not None and self.headline.contains(nearest.mention.span):
            return Basis.TITLE
        if self._is_in_paragraph(stand, candidate):
            return Basis.PARAGRAPH
        return Basis.BEFORE if candidate.zone is Zone.BEFORE else Basis.ARTICLE

    def _is_in_paragraph(self, stand: Stand, candidate: Candidate) -> bool:
        nearest, before = candidate.nearest, candidate.zone is Zone.BEFORE
        apart = stand.first_sentence - nearest.sentence if before else nearest.sentence - stand.last_sentence
        return nearest.paragraph == stand.paragraph and (self.scene.has_paragraphs or apart <= _NEAR)

    def _quote(self, candidate: Candidate) -> str:
        """The words from a mention's sentence that it stands in, cut short."""
        starts, number = self.scene.sentence_starts, candidate.nearest.sentence
        end = starts[number + 1] if number + 1 < len(starts) else len(self.text)
        words = " ".join(self.text[starts[number] : end].split())
        return f"“{words}”" if len(words) <= _QUOTED else f"“{words[:_QUOTED].rsplit(' ', 1)[0]} …”"
