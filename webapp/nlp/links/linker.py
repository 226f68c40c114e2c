"""The spaCy component that ties each claim to its speaker and to the places it is about."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Article, Claim, ClaimKind, ClaimPlace, Mention, Role
from webapp.nlp.claims.attributed import Attributed, kind_of
from webapp.nlp.claims.confidence import confidence_of
from webapp.nlp.claims.manner import manner_of
from webapp.nlp.claims.reasons import why_a_claim
from webapp.nlp.links.nesting import outer_claims
from webapp.nlp.links.pointing import Pointing
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.speakers.resolved import Resolved
from webapp.nlp.text.doc import register, text_of
from webapp.nlp.text.quotations import quotations_of
from webapp.nlp.text.spans import SpanIndex


@Language.factory("claim_linker")
class ClaimLinker:
    """Sets ``doc._.claims`` from ``doc._.attributions`` and ``doc._.mentions``."""

    def __init__(self, nlp: Language, name: str) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Link the claims of ``doc``."""
        attributed: list[Attributed] = doc._.attributions
        speakers: list[Resolved] = doc._.speakers
        quoted = SpanIndex(quote.span for quote in quotations_of(doc))
        links = _links(doc, attributed)
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
    resolved: Resolved,
    links: tuple[ClaimPlace, ...],
    within: int | None,
) -> Claim:
    how, text = manner_of(doc, claim), text_of(doc)
    return Claim(
        kind,
        claim.attribution,
        resolved.speaker,
        confidence_of(text, claim, kind),
        links,
        manner=how.manner,
        negated=how.negated,
        within=within,
        evidence=why_a_claim(claim, kind),
        why_speaker=resolved.why,
        speaker_confidence=resolved.confidence,
    )


def _links(doc: Doc, attributed: list[Attributed]) -> list[tuple[ClaimPlace, ...]]:
    mentions: list[Mention] = doc._.mentions
    article: Article | None = doc._.article
    roles = PlaceRoles(doc, mentions, article.dateline if article is not None else None)
    where = SpanIndex(mention.span for mention in mentions)
    pointing = Pointing(doc, mentions, roles)
    found = []
    for claim in attributed:
        inside = {
            index for span in claim.content for index in where.overlapping(span) if span.contains(where.spans[index])
        }
        links = [roles.of(index) for index in sorted(inside)]
        links += pointing.of(claim, links)
        found.append(tuple(sorted(links, key=lambda link: (link.role is not Role.ABOUT, link.mention))))
    return found
