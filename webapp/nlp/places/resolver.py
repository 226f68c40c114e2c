"""The spaCy component that decides which place each place span stands for, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from webapp.domain import Article, Candidate, Mention, MentionKind, Resolution
from webapp.nlp.names.source import PlaceSource
from webapp.nlp.places.choices import Choices, choices_of
from webapp.nlp.places.contrast import Contrasts
from webapp.nlp.places.costs import Costs
from webapp.nlp.places.evidence import NO_ENTRY, Reasons, unplaced
from webapp.nlp.places.groups import Group, grouped
from webapp.nlp.places.publishers import Home, PublisherHomes
from webapp.nlp.places.rows import KnownRows
from webapp.nlp.places.scoring import Scorer, Settled, confidences, settle
from webapp.nlp.places.sense import opens_a_body, sense_of
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.toponyms.span import PlaceSpan

KEPT = 5
"""Candidates that a resolution keeps."""
LEAST_CONFIDENCE = 0.35
"""Names are not placed where the best candidate is less likely right than this, unless another bar is set."""


class ToponymResolver:
    """Places all spans of an article together.

    Sets ``doc._.mentions``, one for each of ``doc._.place_spans``, in the same order. Give it a gazetteer with
    ``use`` before the first article; ``choose_with`` sets other weights than those fitted for the model in use.
    A name is left unplaced where the confidence is below ``least_confidence``.
    """

    def __init__(self, least_confidence: float = LEAST_CONFIDENCE) -> None:
        self.least_confidence = least_confidence
        self._gazetteer: PlaceSource | None = None
        self._homes: PublisherHomes | None = None
        self._known = KnownRows()
        self._model = ""
        self._scorer: Scorer | None = None

    def use(self, gazetteer: PlaceSource, model: str = "md") -> ToponymResolver:
        """Ask this gazetteer from now on, and weigh with what was fitted for the model."""
        self._gazetteer = gazetteer
        self._homes = PublisherHomes(gazetteer)
        self._known = KnownRows(gazetteer)
        self._model = model
        self._scorer = None
        return self

    def choose_with(self, scorer: Scorer) -> ToponymResolver:
        """Weigh with these weights from now on, until the next ``use``."""
        self._scorer = scorer
        return self

    def choices(self, doc: Doc) -> tuple[list[Group], Choices | None, Home | None]:
        """The names of an article and their candidates, before any is chosen."""
        spans: Sequence[PlaceSpan] = doc._.place_spans
        groups = grouped(text_of(doc), spans)
        article: Article | None = doc._.article
        home = self._homes.home(article.url) if self._homes and article else None
        starts = [[spans[i].span.start for i in group.mentions] for group in groups]
        filed = _filed(article, spans, groups)
        return groups, choices_of(groups, starts, self._known, filed, home), home

    def __call__(self, doc: Doc) -> Doc:
        """Set the mentions of one article; raise RuntimeError where no gazetteer was given."""
        if self._gazetteer is None:
            raise RuntimeError("toponym_resolver has no gazetteer: call .use(gazetteer) on it first")
        if self._scorer is None:
            self._scorer = Scorer.load(self._model)
        spans: Sequence[PlaceSpan] = doc._.place_spans
        groups, choices, home = self.choices(doc)
        resolutions = [Resolution(None, 0.0, (NO_ENTRY,))] * len(groups)
        if choices is not None:
            found = self._resolutions(settle(choices, self._scorer), self._scorer, self._gazetteer, home)
            of_group = {id(group): resolution for group, resolution in zip(choices.groups, found, strict=True)}
            resolutions = [of_group.get(id(group), none) for group, none in zip(groups, resolutions, strict=True)]
        of_span = {i: resolutions[g] for g, group in enumerate(groups) for i in group.mentions}
        doc._.mentions = tuple(
            Mention(
                span.span,
                span.text,
                MentionKind.EMBEDDED if opens_a_body(doc, span) else span.kind,
                round(span.confidence, 3),
                of_span[i],
                span.evidence,
                sense_of(doc, span, of_span[i].place),
            )
            for i, span in enumerate(spans)
        )
        return doc

    def _resolutions(
        self, settled: Settled, scorer: Scorer, gazetteer: PlaceSource, home: Home | None
    ) -> list[Resolution]:
        best, sure = settled.best, confidences(settled, scorer)
        chosen: list[Place | None] = [
            settled.match(row).place if sure[g] >= self.least_confidence else None for g, row in enumerate(best)
        ]
        reasons = Reasons(Costs(settled, scorer, chosen), chosen, gazetteer, home)
        contrasts = Contrasts(reasons)
        return [
            self._resolution(g, settled, best[g], round(sure[g], 3), chosen[g], reasons, contrasts)
            for g in range(len(best))
        ]

    def _resolution(
        self,
        g: int,
        settled: Settled,
        best: int,
        sure: float,
        place: Place | None,
        reasons: Reasons,
        contrasts: Contrasts,
    ) -> Resolution:
        candidates = tuple(
            Candidate(settled.match(row).place, round(float(settled.shares[row]), 3), reasons.of(g, row))
            for row in settled.first(g, KEPT)
        )
        if place is None:
            return Resolution(None, sure, (unplaced(len(settled.choices.rows[g].matches)),), candidates=candidates)
        return Resolution(place, sure, candidates[0].evidence, candidates=candidates, contrast=contrasts.of(g))


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
