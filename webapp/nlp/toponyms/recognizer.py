"""The spaCy component that finds the spans in an article that refer to places."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Span
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.text.doc import register
from webapp.nlp.toponyms.candidates import Candidate, candidates
from webapp.nlp.toponyms.given_spans import given_candidates
from webapp.nlp.toponyms.placed_spans import with_placed
from webapp.nlp.toponyms.reasons import GIVEN, reasons
from webapp.nlp.toponyms.scorer import Judge
from webapp.nlp.toponyms.short_forms import with_short_forms
from webapp.nlp.toponyms.span import PlaceSpan

__all__ = ["PlaceSpan", "ToponymRecognizer"]


class ToponymRecognizer:
    """Gathers candidates from every source, judges them together, and settles which are mentions.

    Sets ``doc._.place_spans``: in text order, no two sharing a character. Where the article brings its spans
    (``Article.given``), those are proposed and no others; words that a person placed (``Article.placed``) are
    always among them. ``judge_with`` sets other weights than those fitted for the model in use.
    """

    def __init__(self) -> None:
        self._model = "md"
        self._judge: Judge | None = None

    def use(self, model: str) -> ToponymRecognizer:
        """Use the weights fitted for a size of the spaCy model, md or sm, from now on."""
        self._model = model
        self._judge = None
        return self

    def judge_with(self, judge: Judge) -> ToponymRecognizer:
        """Use these weights from now on, until the next ``use``."""
        self._judge = judge
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the place spans of one article, from its names and the people it introduces."""
        names: ArticleNames = doc._.names
        given = names.article.given
        if given is not None:
            marked = given_candidates(names, given)
            doc._.place_spans = [_place_span(names, candidate, 1.0, (GIVEN,), "") for candidate in marked]
        else:
            spans = self._found(names, doc._.introduced, explain=doc._.explain)
            doc._.place_spans = with_short_forms(names, spans)
        if names.article.placed:
            doc._.place_spans = with_placed(names, doc._.place_spans, names.article.placed)
        return doc

    def _found(self, names: ArticleNames, people: Introduced, *, explain: bool) -> list[PlaceSpan]:
        if self._judge is None:
            self._judge = Judge.load(self._model)
        mentions = self._judge.mentions(names, people, candidates(names))
        why = reasons(self._judge, names, mentions) if explain else [()] * len(mentions)
        return [
            _place_span(names, judged.candidate, judged.share, said, judged.policy)
            for judged, said in zip(mentions, why, strict=True)
        ]


@Language.factory("toponym_recognizer")
def make_toponym_recognizer(nlp: Language, name: str) -> ToponymRecognizer:
    """Make the component for ``nlp.add_pipe("toponym_recognizer")``."""
    register()
    return ToponymRecognizer()


def _place_span(
    names: ArticleNames, candidate: Candidate, share: float, why: tuple[str, ...], policy: str
) -> PlaceSpan:
    over = candidate.entity if candidate.entity >= 0 else candidate.outer
    return PlaceSpan(
        Span(candidate.span.start, candidate.span.end),
        candidate.text,
        candidate.kind,
        share,
        names.entities[over].label if over >= 0 else "",
        candidate.source,
        candidate.matches,
        evidence=why,
        policy=policy,
    )
