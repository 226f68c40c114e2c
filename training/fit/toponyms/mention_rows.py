"""The candidates that the recogniser is fitted to: of annotated articles, of single sentences, of made texts.

Beside each article are single sentences of it, read as separate texts, so that short texts are read as well, and a
copy with other names (``training.made.swapped``). Sentences of our own (``training.made.sentences``) have the forms
that the corpora have few of.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from training.corpora import Annotated, Parsed
from training.made.draw import Draw
from training.made.sentences import FIT, MADE, sentences
from training.made.swapped import Swaps
from training.measures.toponyms import ONLY_PLACES
from webapp import reading
from webapp.config import Settings
from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.toponyms.candidates import Candidate, candidates
from webapp.nlp.toponyms.features import rows_of

SNIPPETS, SNIPPET_WEIGHT, LEAST_TOKENS = 0.4, 0.25, 6
"""Share of the sentences that are also read as separate texts, their weight, and the shortest, in tokens."""
COPIES, COPY_WEIGHT = 1, 0.12
"""Copies of each article with other names, and their weight."""
MADE_EACH, MADE_WEIGHT = 8, 0.2
"""How often each wording of our own is filled in, and the weight of a candidate in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The candidates of one annotated article: what the features are and whether people marked them.

    ``is_derived`` says that it is no article as it was published: how sure mentions are is not fitted to it.
    """

    annotated: Annotated
    names: ArticleNames
    people: Introduced
    found: list[Candidate]
    features: Numbers
    marked: np.ndarray[Any, Any]
    weights: Numbers
    is_derived: bool = False

    @property
    def gold(self) -> set[tuple[int, int]]:
        """The spans that people marked."""
        return gold_of(self.annotated)


def all_rows(parsed: Parsed, corpora: Sequence[Sequence[Annotated]]) -> Iterator[Rows]:
    """Everything that is fitted to, from the articles of some corpora."""
    known = KnownNames(parsed.pipeline.gazetteer)
    draw = Draw.of(Settings.from_environment().gazetteer_path)
    swaps = Swaps(draw, parsed.pipeline.gazetteer)
    for articles in corpora:
        yield from rows(articles, parsed.docs(articles), known)
        yield from snippet_rows(articles, parsed.docs(articles), known)
        for number in range(COPIES):
            copied = list(swaps.copies(articles, parsed.docs(articles), number))
            name = f"{articles[0].corpus}_copy"
            for read in (rows, snippet_rows):
                copies = read(copied, parsed.docs(copied, _kept_as(name, copied)), known)
                yield from (weighed(row, COPY_WEIGHT) for row in copies)
    made = list(sentences(draw, FIT, MADE_EACH))
    for row in rows(made, parsed.docs(made, _kept_as(MADE, made)), known):
        yield weighed(row, MADE_WEIGHT)


def weighed(row: Rows, weight: float) -> Rows:
    """The rows of a text that nobody published, with less weight."""
    return replace(row, weights=row.weights * weight, is_derived=True)


def _kept_as(name: str, articles: Sequence[Annotated]) -> str:
    """Under what name the parses of made texts are kept: another one whenever the texts change."""
    texts = hashlib.sha256("\n".join(annotated.article.text for annotated in articles).encode())
    return f"{name}_{texts.hexdigest()[:12]}"


def rows(articles: Sequence[Annotated], docs: Iterable[Doc], known: KnownNames) -> Iterator[Rows]:
    """The rows of each article, from its parsed Doc."""
    for annotated, doc in zip(articles, docs, strict=True):
        yield _rows(annotated, doc, known, 1.0)


def snippet_rows(articles: Sequence[Annotated], docs: Iterable[Doc], known: KnownNames) -> Iterator[Rows]:
    """The rows of single sentences of each article, read as separate texts: training data for short texts."""
    for annotated, doc in zip(articles, docs, strict=True):
        for sentence in doc.sents:
            if len(sentence) >= LEAST_TOKENS and _chance(annotated, sentence.start_char) < SNIPPETS:
                yield _rows(*_apart(annotated, sentence), known, SNIPPET_WEIGHT)


def _rows(annotated: Annotated, doc: Doc, known: KnownNames, weight: float) -> Rows:
    names = ArticleNames(doc, known)
    found = candidates(names)
    gold = gold_of(annotated)
    marked = np.array([(c.span.start, c.span.end) in gold for c in found], dtype=bool)
    asked = [weight * (annotated.corpus not in ONLY_PLACES or c.kind is MentionKind.TOPONYM) for c in found]
    people = Introduced(names)
    return Rows(annotated, names, people, found, rows_of(names, people, found), marked, np.array(asked), weight < 1)


def _apart(annotated: Annotated, sentence: DocSpan) -> tuple[Annotated, Doc]:
    """A sentence as a separate article, with what people marked in it."""
    start, end = sentence.start_char, sentence.end_char
    doc = sentence.as_doc()
    toponyms = [
        {**one, "start": one["start"] - start, "end": one["end"] - start}
        for one in annotated.gold["toponyms"]
        if start <= one["start"] and one["end"] <= end
    ]
    article = reading.from_text(annotated.article.text[start:end])
    doc._.article = article
    return Annotated(annotated.corpus, article, {"id": annotated.id, "toponyms": toponyms}), doc


def _chance(annotated: Annotated, position: int) -> float:
    """A number from 0 to 1 that is always the same for a place in an article."""
    return zlib.crc32(f"snippet/{annotated.id}/{position}".encode()) / 2**32


def gold_of(annotated: Annotated) -> set[tuple[int, int]]:
    """The spans that people marked in an article."""
    return {(marked["start"], marked["end"]) for marked in annotated.gold["toponyms"]}
