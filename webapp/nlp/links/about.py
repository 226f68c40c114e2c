"""Which places a claim is about: a fitted choice among its candidates, nowhere where none is likely enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import islice
from math import exp, log

import numpy as np
from spacy.tokens import Doc

from webapp.domain import Basis, ClaimPlace, Role, Span
from webapp.nlp import fitted
from webapp.nlp.fitted import Fitted, Numbers
from webapp.nlp.fitted.named import NamedLogistic
from webapp.nlp.links.candidates import Candidate, Candidates, Claimed, Stand, Zone
from webapp.nlp.links.features import FEATURES, rows_of
from webapp.nlp.links.nowhere import Nowhere
from webapp.nlp.links.scene import Scene
from webapp.nlp.links.wordings import Wordings
from webapp.nlp.text.doc import text_of

NAME = "claim_places"
DOUBT, USUAL_DOUBT = 1.7, -2.0
"""How much what the log-odds of nowhere have above the usual takes from those of each place of a claim."""
NAMED = 0.15
"""Probability from which a place that the claim's words name is one of its places."""
CONTEXT = 0.26
"""The same for a place that only the words around the claim name."""
BESIDE = 0.4
"""The same for a further one, where the claim names one itself or where the article names it only after the claim."""
FILED = 0.7
"""The same for a further one that only the dateline names: where a report was filed is seldom what else it is about."""
ACTING = 0.6
"""The least for a place that acts: what a government does is seldom at its seat."""
MOST = 4
"""Places of one claim."""
WEAKEST = 0.02
"""Probability from which a link is given where all are asked for."""
_LEAST = 1e-4
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


@cache
def load() -> Fitted:
    """The model that ships, with the features that it was fitted on."""
    return fitted.load(NAME, "md").reading(tuple(FEATURES))


def _bar(candidate: Candidate, chosen: Sequence[ClaimPlace]) -> float:
    """How likely a candidate must be beside the places that were ``chosen`` for the claim already."""
    role, zone = candidate.nearest.role, candidate.zone
    if zone is Zone.CONTENT and role is Role.ABOUT:
        return NAMED
    bar = CONTEXT
    if chosen and (zone is Zone.AFTER or chosen[0].basis is Basis.CONTENT):
        bar = BESIDE
    if chosen and role is Role.ORIGIN:
        bar = FILED
    return max(bar, ACTING) if role is Role.ACTOR else bar


def _log_odds(share: float) -> float:
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))


def _less(share: float, doubt: float) -> float:
    """A probability with its log-odds lowered."""
    return 1 / (1 + exp(doubt - _log_odds(share)))


def _order(told: tuple[float, Candidate]) -> tuple[bool, float]:
    """The places that the claim itself names come before those that only the words around it do."""
    share, candidate = told
    is_named = candidate.zone is Zone.CONTENT and candidate.nearest.role is Role.ABOUT and share >= NAMED
    return not is_named, -share


class About:
    """The places that the claims of one article are about."""

    def __init__(self, doc: Doc, scene: Scene, claims: Sequence[Claimed], headline: Span | None = None) -> None:
        self.text, self.scene, self.headline = text_of(doc), scene, headline
        self.model: Fitted | None = None
        self.nowhere_model: NamedLogistic | None = None
        """These choose in place of the models that ship."""
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
        shares, doubt = self._shares[number], self._doubt(number)
        chosen: list[ClaimPlace] = []
        for share, candidate in sorted(zip(shares, stand.candidates, strict=True), key=_order):
            if share >= WEAKEST if weak else _less(share, doubt) >= _bar(candidate, chosen):
                chosen.append(self._link(stand, candidate, share))
        return chosen[:MOST]

    @cached_property
    def _shares(self) -> list[list[float]]:
        """The probability of each candidate of each claim."""
        found = iter((self.model or load()).probabilities(np.vstack(self.rows)).tolist())
        return [list(islice(found, len(one))) for one in self.rows]

    def _doubt(self, number: int) -> float:
        """What the log-odds of a claim's places are lowered by, as it may be about nowhere."""
        share = self.nowhere.share(number, self.rows[number], self.nowhere_model)
        return max(0.0, DOUBT * (_log_odds(share) - USUAL_DOUBT))

    @cached_property
    def rows(self) -> list[Numbers]:
        """For each claim, a row of features for each of its candidates."""
        return [rows_of(stand, self.scene, self.elsewhere, self.wordings) for stand in self.stands]

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
