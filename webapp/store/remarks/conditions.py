"""Which claims notes and tags lead to, as queries: those that they are on, those of a speaker, those at a place."""

from __future__ import annotations

from sqlalchemy import CTE, ColumnElement, Select, Subquery, select, union, union_all

from webapp.decisions.remarks import About
from webapp.domain import Role
from webapp.store.models import ClaimPlaceRow, ClaimRow, MentionRow
from webapp.store.remarks.models import RemarkRow
from webapp.store.speakers.models import SpeakerGroupRow, SpeakerMoveRow, SpokenRow

ROLES = (Role.ABOUT.value, Role.ACTOR.value)
"""In which a place is tied to a claim whose remarks are the claim's as well: those in which pages show it there."""


def on(about: About) -> ColumnElement[bool]:
    """That a remark is on such a thing."""
    return RemarkRow.about == about.value


def claims_with(where: ColumnElement[bool]) -> Select[int]:
    """The ids of the claims that some remarks are on, or whose speakers they are on."""
    own = select(RemarkRow.claim_id).where(on(About.CLAIM), RemarkRow.claim_id.is_not(None), where)
    groups = groups_with(where)
    spoken = select(SpokenRow.claim_id).where(SpokenRow.group_id.in_(select(groups.c.group_id)))
    return select(union(own, spoken).subquery().c[0])


def places_with(where: ColumnElement[bool]) -> Select[str]:
    """The ids of the places that some remarks are on."""
    return select(RemarkRow.subject).where(on(About.PLACE), where)


def at_one_of(places: Select[str]) -> ColumnElement[bool]:
    """That a row of a claim is shown at one of some places."""
    # Looked up for each claim: the claims at a place may be a tenth of all.
    return (
        select(ClaimPlaceRow.id)
        .join(MentionRow, MentionRow.id == ClaimPlaceRow.mention_id)
        .where(
            ClaimPlaceRow.claim_id == ClaimRow.id,
            ClaimPlaceRow.role.in_(ROLES),
            MentionRow.mappable.is_(True),
            MentionRow.place_id.in_(places),
        )
        .correlate(ClaimRow)
        .exists()
    )


def groups_with(where: ColumnElement[bool]) -> Subquery:
    """Remarks on speakers by ``remark_id``, with the row of the speaker that each leads to now as ``group_id``.

    The id that a remark names leads on to the speaker into which that one was merged.
    """
    row, group = RemarkRow, SpeakerGroupRow
    by_id = select(row.id.label("remark_id"), group.id.label("group_id")).join(group, group.public_id == row.subject)
    merged = _merged(where)
    by_label = select(merged.c.remark_id, group.id).join(group, group.label == merged.c.label)
    return union_all(by_id.where(on(About.SPEAKER), where), by_label).subquery()


def _merged(where: ColumnElement[bool]) -> CTE:
    """The labels to which merges lead from the ids that remarks name."""
    row, move = RemarkRow, SpeakerMoveRow
    first = (
        select(row.id.label("remark_id"), move.into.label("label"))
        .join(move, move.public_id == row.subject)
        .where(on(About.SPEAKER), move.leads, where)
        .cte("merged", recursive=True)
    )
    further = select(first.c.remark_id, move.into).join(move, move.label == first.c.label).where(move.leads)
    # Merges may lead round in a circle: what is found already is not followed again.
    return first.union(further)
