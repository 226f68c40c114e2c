"""The spaCy component that finds the people an article introduces."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.text.doc import register


@Language.factory("person_finder")
class PersonFinder:
    """Sets ``doc._.introduced`` from ``doc._.names``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of ``doc``."""
        doc._.introduced = Introduced(doc._.names)
        return doc
