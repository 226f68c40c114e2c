"""What the components hand each other, as custom attributes of one spaCy ``Doc``."""

from __future__ import annotations

from spacy.tokens import Doc


def register() -> None:
    """Declare the attributes; calling it again changes nothing.

    ``article``       Article     the article that the Doc holds, front matter included
    ``place_spans``   list        webapp.nlp.toponyms.recognizer.PlaceSpan, in text order, no overlaps
    ``mentions``      list        Mention, in text order, one for each place span
    ``attributions``  list        webapp.nlp.claims.attribution.Attributed, in text order
    ``claims``        list        Claim, in text order
    """
    for name, default in _ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_ATTRIBUTES: dict[str, object] = {
    "article": None,
    "place_spans": (),
    "mentions": (),
    "attributions": (),
    "claims": (),
}


def text_of(doc: Doc) -> str:
    """The text of ``doc``; ``Doc.text`` puts it together anew at every call, which is slow."""
    article = doc._.article
    return article.text if article is not None else doc.text
