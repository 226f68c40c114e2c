"""The spaCy component that resolves the source of each claim to a speaker."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.nlp.speakers.resolve import Speakers
from webapp.nlp.text.doc import register


@Language.factory("speaker_resolver")
class SpeakerResolver:
    """Sets ``doc._.speakers`` from ``doc._.attributions``: a ``Resolved`` for each, in the same order."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Resolve the sources of ``doc``."""
        doc._.speakers = Speakers(doc).of(doc._.attributions)
        return doc
