"""A parser for tests of attribution that need no gazetteer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.claims import attribution
from webapp.nlp.links import linker as claim_linker
from webapp.nlp.text import models, paragraphs
from webapp.nlp.text.doc import register

REGISTERED = (paragraphs, attribution, claim_linker)


@pytest.fixture(scope="session")
def parser() -> Language:
    """The default model with the components that need no gazetteer."""
    register()
    nlp = models.load().nlp
    nlp.add_pipe("paragraph_breaks", first=True)
    nlp.add_pipe("attribution")
    nlp.add_pipe("claim_linker")
    return nlp


@pytest.fixture(scope="session")
def read(parser: Language) -> Callable[[str], Doc]:
    """Parses a text and finds its claims."""
    return parser
