"""A parser for tests of attribution that need no gazetteer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.claims import attribution
from webapp.nlp.links import linker
from webapp.nlp.pipeline import CLAIMS
from webapp.nlp.speakers import resolver
from webapp.nlp.text import models, paragraphs
from webapp.nlp.text.doc import register

REGISTERED = (paragraphs, attribution, resolver, linker)


@pytest.fixture(scope="session")
def parser() -> Language:
    """The default model with the components that need no gazetteer."""
    register()
    nlp = models.load().nlp
    nlp.add_pipe("paragraph_breaks", first=True)
    for name in CLAIMS:
        nlp.add_pipe(name)
    return nlp


@pytest.fixture(scope="session")
def read(parser: Language) -> Callable[[str], Doc]:
    """Parses a text and finds its claims."""
    return parser


def link(parser: Language, doc: Doc) -> Doc:
    """Resolve the speakers again and link the claims, after a test has set what comes before."""
    for name in ("speaker_resolver", "claim_linker"):
        parser.get_pipe(name)(doc)
    return doc
