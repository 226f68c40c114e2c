"""The spaCy component that ties each claim to its speaker and to the places it is about."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Article, Claim, ClaimPlace, Mention, Role, Span, Speaker
from webapp.nlp import extensions
from webapp.nlp.attributed import Attributed, kind_of
from webapp.nlp.place_roles import PlaceRoles
from webapp.nlp.pointing import Pointing
from webapp.nlp.quotations import quotations
from webapp.nlp.span_index import SpanIndex
from webapp.nlp.speakers import Speakers


@Language.factory("claim_linker")
class ClaimLinker:
    """Sets ``doc._.claims`` from ``doc._.attributions`` and ``doc._.mentions``."""

    def __init__(self, nlp: Language, name: str) -> None:
        extensions.register()

    def __call__(self, doc: Doc) -> Doc:
        """Link the claims of ``doc``."""
        attributed: list[Attributed] = doc._.attributions
        speakers = Speakers(doc).of(attributed)
        quoted = SpanIndex(quote.span for quote in quotations(extensions.text_of(doc)))
        places = _links(doc, attributed, speakers)
        doc._.claims = [
            Claim(kind_of(claim.content, quoted), claim.attribution, speaker, claim.confidence, links)
            for claim, speaker, links in zip(attributed, speakers, places, strict=True)
        ]
        return doc


def _links(doc: Doc, attributed: list[Attributed], speakers: list[Speaker | None]) -> list[tuple[ClaimPlace, ...]]:
    mentions: list[Mention] = doc._.mentions
    roles = PlaceRoles(doc, _front_matter(doc._.article))
    pointing = Pointing(doc, mentions)
    where = SpanIndex(mention.span for mention in mentions)
    found = []
    for claim, speaker in zip(attributed, speakers, strict=True):
        inside = {
            index for span in claim.content for index in where.overlapping(span) if span.contains(where.spans[index])
        }
        links = [roles.of(index, mentions[index]) for index in sorted(inside)]
        pointed = (
            link for link in pointing.of(claim, speaker, links) if link.mention not in {one.mention for one in links}
        )
        links += [link for link in pointed if roles.of(link.mention, mentions[link.mention]).role is Role.ABOUT]
        found.append(tuple(sorted(links, key=lambda link: (link.role is not Role.ABOUT, link.mention))))
    return found


def _front_matter(article: Article | None) -> list[Span]:
    return [article.dateline] if article is not None and article.dateline is not None else []
