"""What is said about one place, in portions: claims about it, claims in which it acts, and mentions without a claim."""

from __future__ import annotations

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from webapp.domain import Role
from webapp.errors import NotFound
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.claims.shown import placed_claims
from webapp.store.models import ArticleRow, ClaimRow, MentionRow, PlaceRow
from webapp.store.places.contributions import claimed
from webapp.store.places.models import EVERY, PlaceTotalRow
from webapp.store.places.source import MOST_WORDINGS, scope_of, wordings
from webapp.store.places.standings import At, Question, Standing, claims_at
from webapp.store.places.view import article_wordings
from webapp.store.records import place_of
from webapp.store.remarks.records import NOTHING, on_places
from webapp.store.summaries import ArticleRef, PlacedClaim, PlaceDetail, PlacedMention

CONTEXT_CHARS = 70
"""Characters shown before and after a mention."""
PORTION = 20
"""Claims in a portion of a pop-up."""
ROLES = (Role.ABOUT, Role.ACTOR, Role.ORIGIN, Role.NAME)
"""In the order in which a pop-up has them."""
MENTIONS = 6
"""Mentions without a claim that are shown; the others are counted."""


def place_detail(
    session: Session,
    place_id: str,
    article_id: int | None = None,
    which: ClaimFilter = EVERY_CLAIM,
    *,
    after: str | None = None,
    limit: int = PORTION,
) -> PlaceDetail:
    """One place with the claims that follow the one that the cursor ``after`` names, at most ``limit``.

    Mentions come with the last portion. NotFound if no article puts the place on the map or the cursor is none.
    """
    row = session.get(PlaceRow, place_id)
    scope = scope_of(session, which) if article_id is None else None
    asked = Question(place_id, article_id, which, scope)
    found, more = _claims(session, asked, _cursor(after), limit) if row else ({}, None)
    written = _written(session, asked)
    if row is None or not (written or after or any(found.values())):
        raise NotFound("this place is not on the map: the article that mentions it may have been deleted")
    mentions, further = ((), 0) if more or which.selects else _unclaimed(session, asked)
    about, acting, origin, named = (_placed(session, found.get(role, []), which) for role in ROLES)
    return PlaceDetail(
        place=place_of(row),
        written=written,
        about=about,
        acting=acting,
        mentions=mentions,
        further=further,
        after=f"{more.role.value}.{more.article_id}.{more.position}" if more else None,
        remarks=on_places(session, [place_id]).get(place_id, NOTHING),
        origin=origin,
        named=named,
    )


def _written(session: Session, asked: Question) -> tuple[str, ...]:
    place_id = asked.place_id
    if asked.article_id is not None:
        return article_wordings(session, asked.article_id).get(place_id, ())
    total = session.get(PlaceTotalRow, (place_id, EVERY))
    written = wordings(session, [place_id])[place_id] if total is not None and total.mentions else ()
    return written or (_in_copies(session, place_id) if asked.which.copies else ())


def _in_copies(session: Session, place_id: str) -> tuple[str, ...]:
    """How articles write a place that the totals lack, because only copies mention it."""
    here = MentionRow.place_id == place_id, MentionRow.mappable.is_(True)
    often = select(MentionRow.text).where(*here).group_by(MentionRow.text).order_by(func.count().desc())
    return tuple(dict.fromkeys(" ".join(text.split()) for text in session.scalars(often.limit(MOST_WORDINGS))))


def _cursor(after: str | None) -> At | None:
    if not after:
        return None
    role, *numbers = after.split(".")
    if role not in {one.value for one in ROLES} or len(numbers) != 2 or not all(map(_is_number, numbers)):
        raise NotFound("there are no such further claims: open the place again")
    return At(Role(role), *map(int, numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18


def _claims(
    session: Session, asked: Question, after: At | None, limit: int
) -> tuple[dict[Role, list[Standing]], At | None]:
    """The claims by what the place is to them, those about it first, and the last of them if more follow."""
    found: dict[Role, list[Standing]] = {}
    left, last = limit, None
    roles = [role for role in ROLES if role in asked.which.link_roles]
    for role in roles[roles.index(after.role) :] if after is not None and after.role in roles else roles:
        start = after if after is not None and after.role is role else None
        here = claims_at(session, asked, role, start, left + 1)
        if len(here) > left:
            # With none of them in this portion the next begins with the first.
            last = _at(here[left - 1], role) if left else At(role, 0, 0)
            return found | {role: here[:left]}, last
        found[role] = here
        left -= len(here)
    return found, last


def _at(standing: Standing, role: Role) -> At:
    return At(role, standing.claim.article_id, standing.claim.position)


def _placed(session: Session, standings: list[Standing], which: ClaimFilter) -> tuple[PlacedClaim, ...]:
    rows: list[ClaimRow] = [standing.claim for standing in standings]
    return tuple(
        claim.standing(standing.basis, standing.confidence)
        for claim, standing in zip(placed_claims(session, rows, which), standings, strict=True)
    )


def _unclaimed(session: Session, asked: Question) -> tuple[tuple[PlacedMention, ...], int]:
    """The first mentions that belong to no claim that is shown, and how many there are beside them."""
    here = [MentionRow.mappable.is_(True), MentionRow.place_id == asked.place_id]
    if asked.article_id is not None:
        here.append(MentionRow.article_id == asked.article_id)
    left = ~claimed(asked.which)
    number = _unclaimed_count(session, asked, [*here, left])
    if not number:
        return (), 0
    row, text = MentionRow, ArticleRow.text
    start = case((row.start > CONTEXT_CHARS, row.start - CONTEXT_CHARS), else_=0)
    before = func.substr(text, start + 1, row.start - start)
    article = (ArticleRow.id, ArticleRow.title, ArticleRow.publisher, ArticleRow.date)
    query = (
        select(row.position, row.text, before, func.substr(text, row.end + 1, CONTEXT_CHARS), *article)
        .join(ArticleRow, ArticleRow.id == row.article_id)
        .where(*here, left)
        .order_by(row.article_id, row.position)
        .limit(MENTIONS)
    )
    found = tuple(
        PlacedMention(index, words, left_of, right_of, ArticleRef(*article))
        for index, words, left_of, right_of, *article in session.execute(query)
    )
    return found, number - len(found)


def _unclaimed_count(session: Session, asked: Question, conditions: list[ColumnElement[bool]]) -> int:
    if asked.scope is not None and asked.article_id is None:
        total = session.get(PlaceTotalRow, (asked.place_id, asked.scope))
        return total.unclaimed if total else 0
    return session.scalar(select(func.count()).select_from(MentionRow).where(*conditions)) or 0
