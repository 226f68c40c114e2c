"""Which claims are shown: the values of every filter, as a condition in SQL and as a test on a reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, select, true

from gazetteer.place import Place
from webapp.domain import Basis, Claim, ClaimKind, ClaimPlace, Manner, Reading, Role, Status
from webapp.store.claims.filters import BY_NAME, FILTERS, PINNING, Box, Declared, Level, Subject
from webapp.store.models import ArticleRow, ClaimPlaceRow, ClaimRow

ALWAYS_SHOWN = frozenset((Manner.BELIEVES, Manner.DENIES, Manner.PROMISES))
"""Manners in which a claim is shown however it was made: nobody denies or promises a thing without saying so."""

__all__ = ["ALWAYS_SHOWN", "EVERY_CLAIM", "PINNING", "ClaimFilter", "narrowed"]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What a claim must be to be shown; the default matches every claim.

    Each field but ``least_said`` is the value of the filter that ``webapp.store.claims.filters`` declares for it.
    Claims less likely to have been said than ``least_said`` are attitudes, intentions and acts, unless their manner
    is in ``ALWAYS_SHOWN``; they are shown only with ``attitudes``. ``speaker`` is a name as an article gives it, ""
    for claims whose speaker is not named, None for everybody; ``who`` is the id of a speaker over all articles.
    ``named`` leaves out the places that a claim does not name in its own words, and the claims that name none. ``at``
    is a place's id, ``within`` a country's code or "PK/Sindh". ``collections`` and ``tags`` hold ids; a tag may be on
    the claim, its speaker, a place or the article, and ``note`` are words in notes on one of the first three. Without
    ``copies``, claims of copies of another article are left out.
    """

    speaker: str | None = None
    manners: frozenset[Manner] = frozenset()
    kinds: frozenset[ClaimKind] = frozenset()
    named: bool = False
    least_said: float = 0.0
    attitudes: bool = False
    words: str | None = None
    least_confidence: float = 0.0
    grounds: frozenset[Basis] = frozenset()
    roles: frozenset[Role] = frozenset()
    at: str | None = None
    within: str | None = None
    box: Box | None = None
    collections: frozenset[int] = frozenset()
    article: int | None = None
    publishers: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    undated: bool = False
    tags: frozenset[int] = frozenset()
    text: str | None = None
    copies: bool = True
    who: str | None = None
    statuses: frozenset[Status] = frozenset()
    note: str | None = None

    @classmethod
    def of(cls, query: Mapping[str, Sequence[str]], base: ClaimFilter | None = None) -> ClaimFilter:
        """The filter that an address asks for, by parameter, beside what ``base`` says of fields that it leaves out.

        Raises InvalidFilter for a value that cannot be understood; parameters of no filter are ignored.
        """
        found = {}
        for name, values in query.items():
            given = [value for value in values if value.strip()]
            if name in BY_NAME and given:
                found[BY_NAME[name].field] = BY_NAME[name].read(given)
        return replace(base or EVERY_CLAIM, **found)

    def query(self) -> dict[str, list[str]]:
        """What ``of`` makes this filter from: the values in an address by parameter, of filters that are chosen."""
        chosen = {}
        for one in FILTERS:
            value = getattr(self, one.field)
            written = list(one.write(value)) if value != _DEFAULTS[one.field] or one.widens else []
            if written and not (one.field == "copies" and self.article is not None):
                chosen[one.name] = written
        return chosen

    def active(self, without: Collection[str] = ()) -> Iterator[tuple[Declared, Any]]:
        """The filters that may leave claims out, with their values; not those whose names are in ``without``."""
        for one in FILTERS:
            value = getattr(self, one.field)
            if one.where is not None and value != _DEFAULTS[one.field] and one.name not in without:
                yield one, value

    @property
    def asks_the_store(self) -> bool:
        """Whether it asks of claims what their reading does not know: who spoke over all articles, tags and notes."""
        return self.who is not None or bool(self.tags) or self.note is not None

    @property
    def selects(self) -> bool:
        """Whether it leaves out claims that were said; not counting copies, and an article that is chosen."""
        return any(not one.widens and one.name != "article" for one, _ in self.active())

    @property
    def link_roles(self) -> frozenset[Role]:
        """The roles in which a place must be linked to a claim, where the filter looks at links."""
        return self.roles or frozenset(PINNING)

    @property
    def looks_at_links(self) -> bool:
        """Whether a claim has to be linked to a place in a certain way."""
        return any(one.level is Level.LINK for one, _ in self.active())

    def is_attitude(self, said: float, manner: Manner) -> bool:
        """Whether a claim with this probability of having been said is an attitude, an intention or an act."""
        return said < self.least_said and manner not in ALWAYS_SHOWN

    def is_shown(self, said: float, manner: Manner) -> bool:
        """Whether a claim is shown as far as that depends on whether it was said."""
        return self.attitudes or not self.is_attitude(said, manner)

    def matches(self, claim: Claim, reading: Reading) -> bool:
        """Whether ``claim`` of ``reading`` is shown; what a reading does not know of itself, such as tags, passes."""
        if not self.is_shown(claim.said, claim.manner):
            return False
        subject = Subject(reading.article, claim)
        if not all(one.holds(value, subject) for one, value in self.active() if one.level is not Level.LINK):
            return False
        roles = self.link_roles
        return not self.looks_at_links or any(
            link.role in roles and self.links(link, claim, reading) for link in claim.places
        )

    def links(self, link: ClaimPlace, claim: Claim, reading: Reading) -> bool:
        """Whether ``link`` still ties its claim to a place."""
        subject = Subject(reading.article, claim, link, reading.mentions[link.mention])
        return all(one.holds(value, subject) for one, value in self.active() if one.level is Level.LINK)

    def where(self) -> ColumnElement[bool]:
        """The same as ``matches``, as a condition on rows of claims."""
        found = self.where_shown()
        in_article = self.where_article()
        if in_article is not None:
            found &= ClaimRow.article_id.in_(select(ArticleRow.id).where(in_article))
        for one, value in self.active():
            if one.level is Level.CLAIM and one.where is not None:
                found &= one.where(value)
        if self.looks_at_links:
            roles = ClaimPlaceRow.role.in_(sorted(role.value for role in self.link_roles))
            found &= self._linked(roles & self.where_linked())
        return found

    def _linked(self, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """That a claim has a link that fulfils a condition."""
        if any(one.narrow for one, _ in self.active()):
            return ClaimRow.id.in_(select(ClaimPlaceRow.claim_id).where(condition))
        return ClaimRow.places.any(condition)

    def where_article(self) -> ColumnElement[bool] | None:
        """What the article must be that reports a claim, as a condition on rows of articles; None for any."""
        found = [one.where(value) for one, value in self.active() if one.level is Level.ARTICLE and one.where]
        return and_(*found) if found else None

    def where_shown(self) -> ColumnElement[bool]:
        """The same as ``is_shown``, as a condition on rows of claims."""
        if self.attitudes or not self.least_said:
            return true()
        return (ClaimRow.said >= self.least_said) | ClaimRow.manner.in_(sorted(ALWAYS_SHOWN))

    def where_linked(self) -> ColumnElement[bool]:
        """The same as ``links``, as a condition on rows of links."""
        found = [one.where(value) for one, value in self.active() if one.level is Level.LINK and one.where]
        return and_(true(), *found)

    def where_wide(self) -> ColumnElement[bool]:
        """The same without the filters on the place itself: ``holds_place`` tests those of a few links."""
        links = ((one, value) for one, value in self.active() if one.level is Level.LINK and one.holds_place is None)
        return and_(true(), *(one.where(value) for one, value in links if one.where))

    def holds_place(self, place: Place) -> bool:
        """Whether the filters on the place itself leave this one in."""
        return all(one.holds_place(value, place) for one, value in self.active() if one.holds_place)


EVERY_CLAIM = ClaimFilter()
_DEFAULTS = {field.name: field.default for field in fields(ClaimFilter)}


def kept_in(reading: Reading, which: ClaimFilter, only: Collection[int] | None = None) -> list[int]:
    """The indices of the claims of a reading that are shown, of those that are in ``only`` if it is given."""
    indices = (index for index, claim in enumerate(reading.claims) if which.matches(claim, reading))
    return [index for index in indices if only is None or index in only]


def narrowed(reading: Reading, which: ClaimFilter, only: Collection[int] | None = None) -> Reading:
    """A reading with only the claims that ``kept_in`` has.

    If ``which`` selects, only with the mentions that they link.
    """
    kept = kept_in(reading, which, only)
    links = {index: _kept_links(reading, reading.claims[index], which) for index in kept}
    linked = sorted({link.mention for some in links.values() for link in some})
    mentions = linked if which.selects else range(len(reading.mentions))
    mention_at = {old: new for new, old in enumerate(mentions)}
    claim_at = {old: new for new, old in enumerate(kept)}
    claims = []
    for index in kept:
        claim = reading.claims[index]
        places = tuple(replace(link, mention=mention_at[link.mention]) for link in links[index])
        within = None if claim.within is None else claim_at.get(claim.within)
        claims.append(replace(claim, places=places, within=within))
    return replace(reading, mentions=tuple(reading.mentions[old] for old in mentions), claims=tuple(claims))


def _kept_links(reading: Reading, claim: Claim, which: ClaimFilter) -> list[ClaimPlace]:
    return [link for link in claim.places if which.links(link, claim, reading)]
