"""The spaCy component that ties each claim to its speaker and to the places it is about."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Article, Claim, ClaimKind, ClaimPlace, Mention, Role, Span, Speaker
from webapp.nlp.claims.attributed import Attributed, kind_of
from webapp.nlp.claims.confidence import confidence_of
from webapp.nlp.claims.evidence import why_speaker
from webapp.nlp.claims.manner import manner_of
from webapp.nlp.claims.quotations import quotations
from webapp.nlp.claims.reasons import why_a_claim
from webapp.nlp.links.nesting import outer_claims
from webapp.nlp.links.pointing import Pointing
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.speakers.resolve import Speakers
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.text.spans import SpanIndex


@Language.factory("claim_linker")
class ClaimLinker:
    """Sets ``doc._.claims`` from ``doc._.attributions`` and ``doc._.mentions``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Link the claims of ``doc``."""
        attributed: list[Attributed] = doc._.attributions
        speakers = Speakers(doc).of(attributed)
        quoted = SpanIndex(quote.span for quote in quotations(text_of(doc)))
        links = _links(doc, attributed, speakers)
        outer = outer_claims(attributed)
        doc._.claims = [
            _claim(doc, claim, kind_of(claim, quoted), speakers[index], links[index], outer[index])
            for index, claim in enumerate(attributed)
        ]
        return doc


def _claim(
    doc: Doc,
    claim: Attributed,
    kind: ClaimKind,
    speaker: Speaker | None,
    links: tuple[ClaimPlace, ...],
    within: int | None,
) -> Claim:
    how, text = manner_of(doc, claim), text_of(doc)
    return Claim(
        kind,
        claim.attribution,
        speaker,
        confidence_of(text, claim, kind),
        links,
        manner=how.manner,
        negated=how.negated,
        within=within,
        evidence=why_a_claim(claim, kind),
        why_speaker=why_speaker(text, claim, speaker),
    )


def _links(doc: Doc, attributed: list[Attributed], speakers: list[Speaker | None]) -> list[tuple[ClaimPlace, ...]]:
    mentions: list[Mention] = doc._.mentions
    roles = PlaceRoles(doc, mentions, _front_matter(doc._.article))
    pointing = Pointing(doc, mentions, roles)
    where = SpanIndex(mention.span for mention in mentions)
    found = []
    for claim, speaker in zip(attributed, speakers, strict=True):
        inside = {
            index for span in claim.content for index in where.overlapping(span) if span.contains(where.spans[index])
        }
        links = roles.of_all(sorted(inside))
        links += pointing.of(claim, speaker, links)
        found.append(tuple(sorted(links, key=lambda link: (link.role is not Role.ABOUT, link.mention))))
    return found


def _front_matter(article: Article | None) -> list[Span]:
    return [article.dateline] if article is not None and article.dateline is not None else []
