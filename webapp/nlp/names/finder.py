"""The spaCy component that reads the names in an article and asks the gazetteer what it knows about each."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.names.article import ArticleNames
from webapp.nlp.names.facts import KnownNames, NameSource
from webapp.nlp.text.doc import register


class NameFinder:
    """Sets ``doc._.names``. Give it a gazetteer with ``use`` before the first article."""

    def __init__(self) -> None:
        self._known: KnownNames | None = None

    def use(self, gazetteer: NameSource) -> NameFinder:
        """Look names up in this gazetteer from now on."""
        self._known = KnownNames(gazetteer)
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one article; raise RuntimeError where no gazetteer was given."""
        if self._known is None:
            raise RuntimeError("name_finder has no gazetteer: call .use(gazetteer) on it first")
        doc._.names = ArticleNames(doc, self._known)
        return doc


@Language.factory("name_finder")
def make_name_finder(nlp: Language, name: str) -> NameFinder:
    """Make the component for ``nlp.add_pipe("name_finder")``."""
    register()
    return NameFinder()
