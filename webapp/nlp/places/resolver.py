"""The spaCy component that decides which place each place span refers to, and says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from webapp.domain import Article, Candidate, Mention, MentionKind, Resolution
from webapp.nlp.names.source import PlaceSource
from webapp.nlp.places.choices import Choices, Setting, choices_of
from webapp.nlp.places.confidence import confidences
from webapp.nlp.places.decisions.resolution import by_person
from webapp.nlp.places.far import FAR, far_namesakes
from webapp.nlp.places.groups import Group, grouped
from webapp.nlp.places.nearby import Boxes, nearby
from webapp.nlp.places.publishers.homes import Home, PublisherHomes
from webapp.nlp.places.reasons.contrast import Contrasts
from webapp.nlp.places.reasons.costs import Costs
from webapp.nlp.places.reasons.evidence import Reasons
from webapp.nlp.places.reasons.ranks import NO_ENTRY, unplaced
from webapp.nlp.places.respelled import respelled
from webapp.nlp.places.rows import KnownRows, Outlines
from webapp.nlp.places.scoring import Scorer, Settled, settle
from webapp.nlp.places.sense import acts_in_words, kind_of, sense_of
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.toponyms.span import PlaceSpan

KEPT = 5
"""Candidates that a resolution keeps."""
LEAST_CONFIDENCE = 0.25
"""Names are not placed if the best candidate is less likely to be right than this, unless another threshold is set."""


class ToponymResolver:
    """Places all spans of an article together.

    Sets ``doc._.mentions``, one for each of ``doc._.place_spans``, in the same order. Give it a gazetteer with
    ``use`` before the first article; ``choose_with`` sets other weights than those fitted for the model in use.
    A name is left unplaced if its confidence is below ``least_confidence``.
    """

    def __init__(self, least_confidence: float = LEAST_CONFIDENCE) -> None:
        self.least_confidence = least_confidence
        self._gazetteer: PlaceSource | None = None
        self._homes: PublisherHomes | None = None
        self._known = KnownRows()
        self._boxes: Boxes = _no_box
        self._model = ""
        self._scorer: Scorer | None = None

    def use(self, gazetteer: PlaceSource, model: str = "md") -> ToponymResolver:
        """Use this gazetteer from now on, with the weights fitted for the model."""
        self._gazetteer = gazetteer
        self._homes = PublisherHomes(gazetteer)
        self._known = KnownRows(gazetteer)
        self._boxes = gazetteer.box if isinstance(gazetteer, Outlines) else _no_box
        self._model = model
        self._scorer = None
        return self

    def choose_with(self, scorer: Scorer) -> ToponymResolver:
        """Use these weights from now on, until the next ``use``."""
        self._scorer = scorer
        return self

    def choices(self, doc: Doc) -> tuple[list[Group], Choices | None, Home | None]:
        """The names in an article and their candidates, before any is chosen."""
        spans: Sequence[PlaceSpan] = doc._.place_spans
        groups = grouped(text_of(doc), spans)
        article: Article | None = doc._.article
        home = self._homes.home(article.url) if self._homes and article else None
        setting = Setting(
            starts=[[spans[i].span.start for i in group.mentions] for group in groups],
            kinds=[[kind_of(doc, spans[i]) for i in group.mentions] for group in groups],
            acts=[any(acts_in_words(doc, spans[i]) for i in group.mentions) for group in groups],
            filed=_filed(article, spans, groups),
            home=home,
        )
        return groups, choices_of(groups, setting, self._known), home

    def __call__(self, doc: Doc) -> Doc:
        """Set the mentions of one article; raise RuntimeError if no gazetteer was given."""
        if self._gazetteer is None:
            raise RuntimeError("toponym_resolver has no gazetteer: call .use(gazetteer) on it first")
        if self._scorer is None:
            self._scorer = Scorer.load(self._model)
        spans: Sequence[PlaceSpan] = doc._.place_spans
        _, choices, home = self.choices(doc)
        kinds = [kind_of(doc, span) for span in spans]
        of_mention: dict[int, Resolution] = {}
        if choices is not None:
            settled = settle(choices, self._scorer)
            explain = partial(self._explained, scorer=self._scorer, gazetteer=self._gazetteer, home=home)
            found = self._resolutions(settled, self._scorer, explain if doc._.explain else _unexplained)
            for (g, kind), resolution in found.items():
                of_mention |= {i: resolution for i in choices.groups[g].mentions if kinds[i] is kind}
        of_mention |= {i: by_person(one.placed, of_mention.get(i)) for i, one in enumerate(spans) if one.placed}
        of_mention |= respelled(doc, spans, of_mention, self._gazetteer)
        about = nearby(doc, spans, of_mention, self._boxes)
        of_mention |= {i: one for i, one in about.items() if one.confidence >= self.least_confidence}
        unknown = Resolution(None, 0.0, (NO_ENTRY,))
        doc._.mentions = tuple(
            Mention(
                span.span,
                span.text,
                kinds[i],
                round(span.confidence, 3),
                (resolution := of_mention.get(i, unknown)),
                span.evidence,
                sense_of(doc, span, resolution.place),
            )
            for i, span in enumerate(spans)
        )
        return doc

    def _resolutions(
        self, settled: Settled, scorer: Scorer, whole: Callable[[Settled, list[Place | None]], list[Resolution]]
    ) -> dict[tuple[int, MentionKind], Resolution]:
        """What each name refers to, by its number and the kind of mention."""
        sure = confidences(settled, scorer)
        best = settled.best
        chosen: list[Place | None] = [None] * len(best)
        for (g, _), confidence in sure.items():
            if confidence >= self.least_confidence:
                chosen[g] = settled.match(best[g]).place
        groups = settled.choices.groups
        chosen = [
            place if group.placed is None else group.placed.place for group, place in zip(groups, chosen, strict=True)
        ]
        far = frozenset(g for g in far_namesakes(groups, chosen) if groups[g].placed is None)
        chosen = [None if g in far else place for g, place in enumerate(chosen)]
        found = whole(settled, chosen)
        counts = [group.known for group in groups]
        return {
            (g, kind): _without_place(found[g], 0.0, FAR)
            if g in far
            else self._said(found[g], round(sure[g, kind], 3), counts[g])
            for g, kind in sure
        }

    @staticmethod
    def _explained(
        settled: Settled, chosen: list[Place | None], *, scorer: Scorer, gazetteer: PlaceSource, home: Home | None
    ) -> list[Resolution]:
        """The best candidate of each name, whatever its confidence, with the reasons."""
        reasons = Reasons(Costs(settled, scorer, chosen), chosen, gazetteer, home)
        contrasts = Contrasts(reasons)
        found = []
        for g in range(len(chosen)):
            candidates = tuple(_candidate(settled, row, reasons.of(g, row)) for row in settled.first(g, KEPT))
            best = candidates[0]
            contrast = contrasts.of(g)
            found.append(Resolution(best.place, 0.0, best.evidence, candidates=candidates, contrast=contrast))
        return found

    def _said(self, resolution: Resolution, sure: float, count: int) -> Resolution:
        """A resolution with its confidence, without the place if the confidence is too low."""
        if sure >= self.least_confidence:
            return replace(resolution, confidence=sure)
        return _without_place(resolution, sure, unplaced(count))


def _no_box(place_id: str) -> None:
    """What a gazetteer without outlines knows of how far a place extends."""


def _without_place(resolution: Resolution, sure: float, why: str) -> Resolution:
    return replace(resolution, place=None, confidence=sure, evidence=(why,), contrast=())


def _unexplained(settled: Settled, chosen: list[Place | None]) -> list[Resolution]:
    """The best candidate of each name, whatever its confidence, without reasons."""
    of_names = [tuple(_candidate(settled, row) for row in settled.first(g, KEPT)) for g in range(len(chosen))]
    return [Resolution(candidates[0].place, 0.0, candidates=candidates) for candidates in of_names]


def _candidate(settled: Settled, row: int, why: tuple[str, ...] = ()) -> Candidate:
    return Candidate(settled.match(row).place, round(float(settled.shares[row]), 3), why)


@Language.factory("toponym_resolver")
def make_toponym_resolver(nlp: Language, name: str) -> ToponymResolver:
    """Make the component for ``nlp.add_pipe("toponym_resolver")``."""
    register()
    return ToponymResolver()


def _filed(article: Article | None, spans: Sequence[PlaceSpan], groups: Sequence[Group]) -> int | None:
    """The group of the place that the article was filed from."""
    filed = article.filed_from if article else None
    if filed is None:
        return None
    return next((g for g, group in enumerate(groups) for i in group.mentions if filed.contains(spans[i].span)), None)
