"""The spaCy component that ties each claim to its speaker and to the places it is about."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from webapp.domain import Article, Claim, ClaimPlace, Mention, Role
from webapp.nlp.claims.attributed import Attributed, kind_of
from webapp.nlp.claims.confidence import confidence_of
from webapp.nlp.claims.manner import manner_of
from webapp.nlp.claims.nesting import outer_claims
from webapp.nlp.claims.reasons import why_a_claim
from webapp.nlp.links.about import About
from webapp.nlp.links.candidates import Claimed
from webapp.nlp.links.pointing import Pointing
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.links.said import Told, said_of
from webapp.nlp.links.scene import Scene
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
        speakers: list[Resolved] = doc._.speakers
        told = told_of(doc)
        links = Links(doc, told, [said_of(one) for one in told])
        outer = outer_claims([one.claim for one in told])
        doc._.claims = [
            _claim(one, links.claimed[number], speakers[number], links.of(number), outer[number])
            for number, one in enumerate(told)
        ]
        return doc


def told_of(doc: Doc) -> list[Told]:
    """The claims of a document with their kind, their manner and how sure they are."""
    attributed: list[Attributed] = doc._.attributions
    quoted = SpanIndex(quote.span for quote in quotations_of(doc))
    kinds = [kind_of(claim, quoted) for claim in attributed]
    return [
        Told(doc, claim, kind, manner_of(doc, claim), confidence_of(text_of(doc), claim, kind))
        for claim, kind in zip(attributed, kinds, strict=True)
    ]


class Links:
    """The places of the claims of one article: what they are about, and who only acts or is part of a name."""

    def __init__(self, doc: Doc, told: Sequence[Told], said: Sequence[float]) -> None:
        article: Article | None = doc._.article
        self._roles = PlaceRoles(doc, doc._.mentions, article.dateline if article is not None else None)
        self._all = bool(doc._.all_links)
        self._where = SpanIndex(mention.span for mention in doc._.mentions)
        scene, pointing = Scene(doc, self._roles), Pointing(doc, doc._.mentions, self._roles)
        self.claimed = [
            Claimed(one.claim, one.kind, one.confidence, share, *_pointed(pointing, one.claim, doc._.mentions))
            for one, share in zip(told, said, strict=True)
        ]
        headline = article.headline if article is not None else None
        self.about = About(doc, scene, self.claimed, headline)

    def of(self, number: int) -> tuple[ClaimPlace, ...]:
        """The links of a claim: those that it is about first, the surest before the others."""
        about = self.about.of(number, weak=self._all)
        taken = {link.mention for link in about}
        inside = (self._roles.of(index) for index in self._inside(self.claimed[number].attributed))
        others = [link for link in inside if link.role is not Role.ABOUT and link.mention not in taken]
        return (*about, *others)

    def _inside(self, claim: Attributed) -> list[int]:
        """The mentions in the words of a claim, in text order."""
        return sorted(
            index
            for span in claim.content
            for index in self._where.overlapping(span)
            if span.contains(self._where.spans[index])
        )


def _pointed(pointing: Pointing, claim: Attributed, mentions: Sequence[Mention]) -> tuple[str | None, str]:
    """The id of the place that a claim's pointing words stand for, and why."""
    found = pointing.of(claim)
    place = mentions[found[0]].resolution.place if found is not None else None
    return (place.id, found[1]) if found is not None and place is not None else (None, "")


def _claim(
    told: Told, claimed: Claimed, resolved: Resolved, links: tuple[ClaimPlace, ...], within: int | None
) -> Claim:
    return Claim(
        told.kind,
        told.claim.attribution,
        resolved.speaker,
        told.confidence,
        links,
        manner=told.how.manner,
        negated=told.how.negated,
        within=within,
        evidence=why_a_claim(told.claim, told.kind),
        why_speaker=resolved.why,
        speaker_confidence=resolved.confidence,
        said=claimed.said,
    )
