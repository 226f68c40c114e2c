"""What the components pass to each other, as custom attributes of one spaCy ``Doc``."""

from __future__ import annotations

from spacy.tokens import Doc


def register() -> None:
    """Declare the attributes; calling it again changes nothing.

    ``article``       Article       the article that the Doc holds, front matter included
    ``explain``       bool          whether mentions come with the evidence for them
    ``all_links``     bool          whether claims are linked to places that they are less likely about
    ``names``         ArticleNames  the words, runs of capitalised ones and names, with what the gazetteer knows
    ``introduced``    Introduced    the people whom the article introduces
    ``quotations``    tuple         webapp.nlp.text.quotations.Quotation, in text order; None until first asked for
    ``place_spans``   list          webapp.nlp.toponyms.span.PlaceSpan, in text order, no overlaps
    ``mentions``      list          Mention, in text order, one for each place span
    ``attributions``  list          webapp.nlp.claims.attributed.Attributed, in text order
    ``speakers``      list          webapp.nlp.speakers.resolved.Resolved, one for each attribution
    ``claims``        list          Claim, in text order
    """
    for name, default in _ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


_ATTRIBUTES: dict[str, object] = {
    "article": None,
    "explain": True,
    "all_links": False,
    "names": None,
    "introduced": None,
    "quotations": None,
    "place_spans": (),
    "mentions": (),
    "attributions": (),
    "speakers": (),
    "claims": (),
}


def text_of(doc: Doc) -> str:
    """The text of ``doc``; ``Doc.text`` is slow because it joins the tokens at every call."""
    article = doc._.article
    return article.text if article is not None else doc.text
