"""One article's way from text to mentions and claims: one spaCy pass with the program's own components."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol, cast

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.store import Gazetteer
from webapp.domain import Article, Reading
from webapp.nlp import attribution, claim_linker, extensions, models, paragraphs, toponym_recognizer, toponym_resolver
from webapp.nlp.language import language_note
from webapp.nlp.tokenizing import make_doc

# Importing a component's module registers it with spaCy under its name.
COMPONENTS = (paragraphs, toponym_recognizer, toponym_resolver, attribution, claim_linker)
_LOOK_UP = ("toponym_recognizer", "toponym_resolver")
OWN_COMPONENTS = (*_LOOK_UP, "attribution", "claim_linker")
"""What runs after the model's own components, in this order."""
_BATCH = 32
_ARTICLES_A_ZONE = 64
_LONGEST_FOR_SPACY = 2_000_000


class NeedsGazetteer(Protocol):
    """A component that looks names up, once it is told where, and weighs with what was fitted for one model."""

    def use(self, gazetteer: Gazetteer, model: str = "md") -> object:
        """Look names up in ``gazetteer`` from now on; ``model`` is the size of the spaCy model, md or sm."""


class Pipeline:
    """Reads articles with one model and one gazetteer; not safe for two threads at once."""

    def __init__(self, gazetteer: Gazetteer, model: str = "auto") -> None:
        """Load the model; raises ModelMissing where the one asked for is not installed."""
        loaded = models.load(model)
        self.model = loaded.name
        self.note = loaded.note
        self.gazetteer = gazetteer
        self._size = loaded.size
        self.nlp = _assemble(loaded, gazetteer)

    def read(self, article: Article) -> Reading:
        """Everything found in one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article], batch_size: int = _BATCH) -> Iterator[Reading]:
        """Everything found in each article, in order; memory does not grow with their number."""
        waiting = iter(articles)
        while chunk := list(islice(waiting, _ARTICLES_A_ZONE)):
            with self.nlp.memory_zone():
                docs = self.nlp.pipe(map(self.unparsed, chunk), batch_size=batch_size)
                readings = [self._reading(doc) for doc in docs]
            yield from readings

    def look_again(self) -> None:
        """Open the gazetteer's files anew and forget what was looked up: places have been added or removed."""
        self.gazetteer.reload()
        for name in _LOOK_UP:
            cast(NeedsGazetteer, self.nlp.get_pipe(name)).use(self.gazetteer, self._size)

    def unparsed(self, article: Article) -> Doc:
        """The tokens of an article, before any component has seen it."""
        doc = make_doc(self.nlp, article.text)
        doc._.article = article
        return doc

    def _reading(self, doc: Doc) -> Reading:
        return Reading(
            article=doc._.article,
            mentions=tuple(doc._.mentions),
            claims=tuple(doc._.claims),
            model=self.model,
            gazetteer=self.gazetteer.version,
            notes=tuple(_notes(doc)),
        )


def _assemble(model: models.Model, gazetteer: Gazetteer) -> Language:
    nlp = model.nlp
    extensions.register()
    nlp.max_length = _LONGEST_FOR_SPACY
    nlp.add_pipe("paragraph_breaks", first=True)
    for name in _LOOK_UP:
        cast(NeedsGazetteer, nlp.add_pipe(name)).use(gazetteer, model.size)
    nlp.add_pipe("attribution")
    nlp.add_pipe("claim_linker")
    return nlp


def _notes(doc: Doc) -> Iterator[str]:
    other_language = language_note(extensions.text_of(doc))
    if other_language:
        yield other_language
    if not doc._.mentions:
        yield "No place names were found in this article, so nothing of it is on the map."
    elif not any(mention.resolution.place for mention in doc._.mentions):
        yield "Place names were found, but none of them could be placed, so nothing of this article is on the map."
    if not doc._.claims:
        yield "No attributed claims were found in this article."
