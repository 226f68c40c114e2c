"""The places of readings that are not in a store: the same summaries that the store's queries return."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.place import Place
from webapp.domain import Basis, Claim, Mention, Reading, Role
from webapp.store.claims.claim_filter import EVERY_CLAIM, PINNING, ClaimFilter
from webapp.store.places.contributions import GROUNDS
from webapp.store.records import is_mappable
from webapp.store.summaries import ArticleRef, PlacedClaim, PlaceDetail, PlacedMention, PlaceOnMap

CONTEXT_CHARS = 70
"""Characters shown before and after a mention."""


@dataclass(slots=True)
class _Entry:
    place: Place
    articles: set[int] = field(default_factory=set)
    forms: list[str] = field(default_factory=list)
    about: list[PlacedClaim] = field(default_factory=list)
    acting: list[PlacedClaim] = field(default_factory=list)
    unclaimed: list[PlacedMention] = field(default_factory=list)

    def on_map(self, path: str, has_outline: bool) -> PlaceOnMap:
        return PlaceOnMap(
            place=self.place,
            written=self.written,
            claims=len(self.about),
            acting=len(self.acting),
            mentions=len(self.forms),
            articles=len(self.articles),
            by_context=sum(claim.basis is not Basis.CONTENT for claim in self.about),
            basis=min((claim.basis for claim in self.about), key=GROUNDS.index, default=None),
            confidence=max((claim.confidence for claim in self.about), default=None),
            path=path,
            has_outline=has_outline,
        )

    def detail(self) -> PlaceDetail:
        about = {(claim.article.id, claim.index) for claim in self.about}
        only_acting = tuple(claim for claim in self.acting if (claim.article.id, claim.index) not in about)
        return PlaceDetail(self.place, self.written, tuple(self.about), only_acting, tuple(self.unclaimed))

    @property
    def written(self) -> tuple[str, ...]:
        return tuple(sorted(dict.fromkeys(self.forms), key=lambda form: -self.forms.count(form)))


def placed(
    readings: Sequence[Reading],
    path: Callable[[Place], str],
    has_outline: Callable[[Iterable[str]], set[str]],
    which: ClaimFilter = EVERY_CLAIM,
) -> list[tuple[PlaceOnMap, PlaceDetail]]:
    """Gather the places to draw: most claims first, then most mentions, then by name.

    Every claim is shown; ``which`` only says which of them are attitudes.
    """
    entries: dict[str, _Entry] = {}
    for number, reading in enumerate(readings, start=1):
        _gather(number, reading, entries, which)
    outlined = has_outline(entries)
    found = [
        (entry.on_map(path(entry.place), entry.place.id in outlined), entry.detail()) for entry in entries.values()
    ]
    return sorted(found, key=lambda pair: (-pair[0].claims, -pair[0].mentions, pair[0].name, pair[0].id))


def _gather(number: int, reading: Reading, entries: dict[str, _Entry], which: ClaimFilter) -> None:
    article = reading.article
    ref = ArticleRef(number, article.title or article.filename or "Untitled", article.publisher, article.date)
    claimed = {link.mention for claim in reading.claims for link in claim.places if link.role in PINNING}
    for index, mention in enumerate(reading.mentions):
        place = mention.resolution.place
        if place is None or not is_mappable(mention, article):
            continue
        entry = entries.setdefault(place.id, _Entry(place))
        entry.articles.add(number)
        entry.forms.append(" ".join(mention.text.split()))
        if index not in claimed:
            entry.unclaimed.append(_in_context(index, mention, article.text, ref))
    for index, claim in enumerate(reading.claims):
        outer = reading.claims[claim.within] if claim.within is not None else None
        shown = replace(
            _shown(index, claim, outer, article.text, ref), attitude=which.is_attitude(claim.said, claim.manner)
        )
        for place_id, (basis, confidence) in _linked(reading, claim, Role.ABOUT).items():
            if place_id in entries:
                entries[place_id].about.append(replace(shown, basis=basis, confidence=confidence))
        for place_id, (basis, confidence) in _linked(reading, claim, Role.ACTOR).items():
            if place_id in entries:
                entries[place_id].acting.append(replace(shown, basis=basis, confidence=confidence))


def _linked(reading: Reading, claim: Claim, role: Role) -> dict[str, tuple[Basis, float]]:
    """By place, the nearest ground of the claim's links to it, and the highest confidence."""
    found: dict[str, tuple[Basis, float]] = {}
    for link in claim.places:
        place = reading.mentions[link.mention].resolution.place
        if place is not None and link.role is role:
            basis, confidence = found.get(place.id, (link.basis, link.confidence))
            nearest = min(basis, link.basis, key=GROUNDS.index)
            found[place.id] = (nearest, max(confidence, link.confidence))
    return found


def _shown(index: int, claim: Claim, outer: Claim | None, text: str, ref: ArticleRef) -> PlacedClaim:
    return PlacedClaim(
        index=index,
        kind=claim.kind,
        speaker=claim.speaker.name if claim.speaker else None,
        description=claim.speaker.description if claim.speaker else None,
        cue=" … ".join(span.of(text) for span in claim.attribution.cue),
        fragments=tuple(span.of(text) for span in claim.attribution.content),
        article=ref,
        manner=claim.manner,
        negated=claim.negated,
        nested=outer is not None,
        reported_by=outer.speaker.name if outer and outer.speaker else None,
        said=claim.said,
        status=claim.status,
    )


def _in_context(index: int, mention: Mention, text: str, ref: ArticleRef) -> PlacedMention:
    span = mention.span
    before = text[max(0, span.start - CONTEXT_CHARS) : span.start]
    return PlacedMention(index, mention.text, before, text[span.end : span.end + CONTEXT_CHARS], ref)
