"""The spaCy component that decides which place each place span stands for, and says why."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.place import Place
from webapp.domain import Article, Candidate, Mention, Resolution
from webapp.nlp import extensions
from webapp.nlp.name_index import PlaceSource
from webapp.nlp.place_evidence import NO_BETTER_THAN_CHANCE, NO_ENTRY, ONLY_UNLIKELY, reasons
from webapp.nlp.place_groups import Group, grouped
from webapp.nlp.place_scoring import Belief, agreed, settle
from webapp.nlp.place_span import PlaceSpan

KEPT = 5
"""Candidates that a resolution keeps."""
CHANCE = 1.3
"""The best candidate must have this many times the share it would have if all were alike."""


class ToponymResolver:
    """Places all spans of an article together.

    Sets ``doc._.mentions``, one for each of ``doc._.place_spans``, in the same order. Give it a
    gazetteer with ``use`` before the first article.
    """

    def __init__(self) -> None:
        self._gazetteer: PlaceSource | None = None

    def use(self, gazetteer: PlaceSource, model: str = "md") -> ToponymResolver:
        """Take the names of countries from this gazetteer from now on."""
        self._gazetteer = gazetteer
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the mentions of one article; raise RuntimeError where no gazetteer was given."""
        if self._gazetteer is None:
            raise RuntimeError("toponym_resolver has no gazetteer: call .use(gazetteer) on it first")
        spans: Sequence[PlaceSpan] = doc._.place_spans
        groups = grouped(extensions.text_of(doc), spans)
        beliefs = settle(groups, _dateline(doc._.article, spans, groups))
        resolutions = _resolutions(groups, beliefs, self._gazetteer)
        of_span = {i: resolutions[g] for g, group in enumerate(groups) for i in group.mentions}
        doc._.mentions = tuple(
            Mention(span.span, span.text, span.kind, round(span.confidence, 3), of_span[i])
            for i, span in enumerate(spans)
        )
        return doc


@Language.factory("toponym_resolver")
def make_toponym_resolver(nlp: Language, name: str) -> ToponymResolver:
    """Make the component for ``nlp.add_pipe("toponym_resolver")``."""
    extensions.register()
    return ToponymResolver()


def _dateline(article: Article | None, spans: Sequence[PlaceSpan], groups: Sequence[Group]) -> int | None:
    """The group of the place that the article was filed from."""
    filed = article.filed_from if article else None
    if filed is None:
        return None
    return next((g for g, group in enumerate(groups) for i in group.mentions if filed.contains(spans[i].span)), None)


def _resolutions(
    groups: Sequence[Group], beliefs: Sequence[Sequence[Belief]], gazetteer: PlaceSource
) -> list[Resolution]:
    chosen = [believed[0].match.place if _told(believed) else None for believed in beliefs]
    return [_resolution(g, groups, beliefs[g], chosen, gazetteer) for g in range(len(groups))]


def _resolution(
    g: int,
    groups: Sequence[Group],
    believed: Sequence[Belief],
    chosen: Sequence[Place | None],
    gazetteer: PlaceSource,
) -> Resolution:
    if not believed:
        return Resolution(None, 0.0, (NO_ENTRY,))
    candidates = tuple(
        Candidate(b.match.place, round(b.share, 3), reasons(groups[g], b.match, chosen, g, gazetteer))
        for b in believed[:KEPT]
    )
    sure = round(agreed(believed), 3)
    if chosen[g] is None:
        why = NO_BETTER_THAN_CHANCE.format(count=len(believed)) if len(believed) > 1 else ONLY_UNLIKELY
        return Resolution(None, sure, (why,), candidates=candidates)
    return Resolution(chosen[g], sure, candidates[0].evidence, candidates=candidates)


def _told(believed: Sequence[Belief]) -> bool:
    """Whether the best candidate is better than chance."""
    return bool(believed) and agreed(believed) >= CHANCE / (len(believed) + 1)
