"""One article's way from text to mentions and claims: one spaCy pass with the program's own components."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby, islice
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from gazetteer.store import Gazetteer
from webapp.domain import Article, Reading
from webapp.nlp.claims import attribution
from webapp.nlp.links import linker
from webapp.nlp.links.said import load_said
from webapp.nlp.names import finder as name_finder
from webapp.nlp.names.finder import NameFinder
from webapp.nlp.persons import finder as person_finder
from webapp.nlp.places import resolver as toponym_resolver
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.refitted import InUse, in_use
from webapp.nlp.speakers import resolver as speaker_resolver
from webapp.nlp.text import models, paragraphs
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.text.language import language_note
from webapp.nlp.text.one_thread import one_thread
from webapp.nlp.text.pieces import LONG, components_of, parse_in_pieces
from webapp.nlp.text.tokens import make_doc
from webapp.nlp.toponyms import recognizer
from webapp.nlp.toponyms.recognizer import ToponymRecognizer
from webapp.nlp.version import reading_version

# Importing a component's module registers it with spaCy under its name.
COMPONENTS = (
    paragraphs,
    name_finder,
    person_finder,
    recognizer,
    toponym_resolver,
    attribution,
    speaker_resolver,
    linker,
)
FIND_PLACES = ("name_finder", "person_finder", "toponym_recognizer")
PLACES = (*FIND_PLACES, "toponym_resolver")
CLAIMS = ("attribution", "speaker_resolver", "claim_linker")
OWN_COMPONENTS = (*PLACES, *CLAIMS)
"""What runs after the model's own components, in this order."""
_BATCH = 16
_ARTICLES_A_ZONE = 64
_KEPT_WORDS = 14_000
_MOST_WORDS = 30_000
"""Words seen, including forgotten ones; at some 39,000 the tables would double."""
_LONGEST_FOR_SPACY = 2_000_000


class Pipeline:
    """Reads articles with one model and one gazetteer; not safe for two threads at once."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        model: str = "auto",
        *,
        least_confidence: float | None = None,
        least_said: float | None = None,
        own_weights: Path | None = None,
    ) -> None:
        """Load the model; raises ModelMissing if the one asked for is not installed.

        A name is not placed if its confidence is below ``least_confidence``; None means the fitted threshold.
        Claims less likely to have been said than ``least_said`` are left out; None means the same. ``own_weights`` is
        the folder of weights fitted further on own decisions, None to read with those that ship.
        """
        self.gazetteer = gazetteer
        self._least_confidence = least_confidence
        self._least_said = load_said().least if least_said is None else least_said
        loaded = models.load(model)
        self.program = reading_version()
        self.size = loaded.size
        self._loaded_name, self._loaded_note = loaded.name, loaded.note
        self._own_weights = own_weights
        self._weights = in_use(self.size, own_weights)
        self.nlp = self._assembled(loaded)

    @property
    def model(self) -> str:
        """The model and its fitted weights, as every reading names them."""
        weights = self._weights.version
        return f"{self._loaded_name}, weights {weights}" if weights else self._loaded_name

    @property
    def note(self) -> str:
        """What the person should know of the model and the weights, empty if they are those asked for."""
        return " ".join(filter(None, (self._loaded_note, self._weights.note)))

    def _assembled(self, loaded: models.Model) -> Language:
        nlp = _assemble(loaded, self.gazetteer, self._weights)
        if self._least_confidence is not None:
            cast(ToponymResolver, nlp.get_pipe("toponym_resolver")).least_confidence = self._least_confidence
        return nlp

    def read(self, article: Article) -> Reading:
        """Everything found in one article."""
        return next(self.read_many([article]))

    def read_many(
        self, articles: Iterable[Article], batch_size: int = _BATCH, *, explain: bool = True, all_links: bool = False
    ) -> Iterator[Reading]:
        """Everything found in each article, in order; memory does not grow with their number.

        Unless ``explain`` is set, mentions come without the evidence for them and for their places: that requires
        scoring each of them several times. ``all_links`` also links claims to places that they are less likely about.
        """
        waiting = iter(articles)
        while chunk := list(islice(waiting, _ARTICLES_A_ZONE)):
            with self._words_of_a_chunk(), one_thread():
                unparsed = (self.unparsed(one, explain=explain, all_links=all_links) for one in chunk)
                readings = [self._reading(doc) for doc in self._read(unparsed, batch_size)]
            yield from readings
            if len(self.nlp.vocab) > _MOST_WORDS:
                self._begin_anew()

    def _read(self, unparsed: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Each Doc after all components, in order; very long ones are handled separately."""
        for is_long, docs in groupby(unparsed, key=lambda doc: len(doc) >= LONG):
            if is_long:
                yield from map(self._read_long, docs)
            else:
                yield from self.nlp.pipe(docs, batch_size=batch_size)

    def _read_long(self, doc: Doc) -> Doc:
        doc = parse_in_pieces(paragraphs.paragraph_breaks(doc), components_of(self.nlp, models.COMPONENTS))
        for component in components_of(self.nlp, OWN_COMPONENTS):
            doc = component(doc)
        return doc

    def _begin_anew(self) -> None:
        """Load the model again: spaCy's tables of words grow with every new word, even with those it forgets."""
        del self.nlp
        gc.collect()
        self.nlp = self._assembled(models.load(self.size))

    def _words_of_a_chunk(self) -> AbstractContextManager[object]:
        """A context at whose end new words are forgotten, except the first ones, which occur again and again.

        spaCy's tokenizer is ten times as fast with words that it has kept, and keeps none in a memory zone.
        """
        return nullcontext() if len(self.nlp.vocab) < _KEPT_WORDS else self.nlp.memory_zone()

    def look_again(self) -> None:
        """Reopen the gazetteer's files and the weights in use, and forget what was looked up: they have changed.

        Not to be called within an article: what was found before would not agree with what is found after.
        """
        self.gazetteer.reload()
        self._weights = in_use(self.size, self._own_weights)
        _use(self.nlp, self.gazetteer, self.size, self._weights)

    def unparsed(self, article: Article, *, explain: bool = True, all_links: bool = False) -> Doc:
        """The tokens of an article, before any component has seen it."""
        doc = make_doc(self.nlp, article.text)
        doc._.article = article
        doc._.explain = explain
        doc._.all_links = all_links
        return doc

    def docs(self, articles: Iterable[Article], batch_size: int = _BATCH) -> Iterator[Doc]:
        """Each article's Doc after all components, in order, for what needs more than a reading holds."""
        with one_thread():
            yield from self._read((self.unparsed(one, explain=False) for one in articles), batch_size)

    def _reading(self, doc: Doc) -> Reading:
        found = Reading(
            article=doc._.article,
            mentions=tuple(doc._.mentions),
            claims=tuple(doc._.claims),
            model=self.model,
            gazetteer=self.gazetteer.version,
            notes=tuple(_notes(doc)),
            program=self.program,
        )
        return found.said_at_least(self._least_said)


def _assemble(model: models.Model, gazetteer: Gazetteer, weights: InUse) -> Language:
    nlp = model.nlp
    register()
    nlp.max_length = _LONGEST_FOR_SPACY
    nlp.add_pipe("paragraph_breaks", first=True)
    for name in OWN_COMPONENTS:
        nlp.add_pipe(name)
    cast(ToponymRecognizer, nlp.get_pipe("toponym_recognizer")).use(model.size)
    _use(nlp, gazetteer, model.size, weights)
    return nlp


def _use(nlp: Language, gazetteer: Gazetteer, size: str, weights: InUse) -> None:
    """Make the components look names up in this gazetteer, and choose with these weights, from now on."""
    cast(NameFinder, nlp.get_pipe("name_finder")).use(gazetteer)
    resolver = cast(ToponymResolver, nlp.get_pipe("toponym_resolver")).use(gazetteer, size)
    if weights.scorer is not None:
        resolver.choose_with(weights.scorer)


def _notes(doc: Doc) -> Iterator[str]:
    other_language = language_note(text_of(doc))
    if other_language:
        yield other_language
    if not doc._.mentions:
        yield "No place names were found in this article, so nothing of it is on the map."
    elif not any(mention.resolution.place for mention in doc._.mentions):
        yield "Place names were found, but none of them could be placed, so nothing of this article is on the map."
    if not doc._.claims:
        yield "No attributed claims were found in this article."
