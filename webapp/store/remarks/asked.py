"""Turns a note or a tag that a person puts on something into rows of the log, checked against what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from webapp.decisions.claims import claim_at
from webapp.decisions.records import Anchor, Decision, Scope, What, new_uid, now_utc
from webapp.decisions.remarks import About, subject_of
from webapp.decisions.standing import effective, target_of
from webapp.domain import Span
from webapp.errors import NotFound
from webapp.store.decisions.asked import DecisionRefused, ReadAnew
from webapp.store.decisions.models import DecisionRow
from webapp.store.decisions.rows import decision_of
from webapp.store.models import ArticleRow, PlaceRow
from webapp.store.remarks import conditions
from webapp.store.remarks.kept import claims_of, log_on
from webapp.store.remarks.models import RemarkRow
from webapp.store.speakers.lookup import row_of
from webapp.store.speakers.models import SpeakerGroupRow


@dataclass(frozen=True, slots=True)
class AskedRemark:
    """What a person notes or tags: a claim by its article and words, or a place or a speaker by ``id``.

    ``text`` is the note or the name of the tag, ``name`` what a place is called that no article names. A tag that is
    not ``on`` is taken off. ``note`` is the uid of the note that is written anew, or removed where ``text`` is empty.
    """

    who: str
    what: What
    about: About | None = None
    id: str = ""
    article_id: int = 0
    spans: tuple[Span, ...] = ()
    text: str = ""
    name: str = ""
    on: bool = True
    note: str = ""
    over: tuple[str, ...] | None = None


def made(session: Session, asked: AskedRemark) -> list[Decision]:
    """The rows for what is asked; they are not added yet.

    More than one only where the same tag was put on both of two speakers who were merged since. Raises DecisionRefused
    for what makes no sense, ReadAnew for a claim that is not there any more, NotFound.
    """
    if asked.note:
        rows = [_anew(session, asked)]
    elif asked.about is None:
        raise DecisionRefused("say what the note or the tag is on: a claim, a place or a speaker")
    else:
        row, here = _row(session, asked, asked.about)
        rows = _tagged(session, asked, row, here) if asked.what is What.TAG else [row]
    return [replace(row, over=_over(session, row, asked.over)) for row in rows]


def _row(session: Session, asked: AskedRemark, about: About) -> tuple[Decision, ColumnElement[bool]]:
    """A new row on what is asked, and the condition on the remarks that are on the same."""
    value: dict[str, Any] = {"name": asked.text, "on": asked.on} if asked.what is What.TAG else {"text": asked.text}
    value |= {} if about is About.CLAIM else {"about": about.value}
    row = Decision(new_uid(), new_uid(), asked.who, now_utc(), asked.what, Scope.EVERYWHERE, value=value)
    if about is About.CLAIM:
        return _on_claim(session, asked, replace(row, scope=Scope.CLAIM))
    if about is About.PLACE:
        name = session.scalar(select(PlaceRow.name).where(PlaceRow.id == asked.id)) or asked.name
        if not name:
            raise NotFound("there is no such place: reload the page")
        return replace(row, name=name, was=asked.id), conditions.on(about) & (RemarkRow.subject == asked.id)
    number = row_of(session, asked.id)
    group = session.execute(
        select(SpeakerGroupRow.public_id, SpeakerGroupRow.name).where(SpeakerGroupRow.id == number)
    ).one()
    theirs = conditions.groups_with(RemarkRow.what == What.TAG.value)
    same = RemarkRow.id.in_(select(theirs.c.remark_id).where(theirs.c.group_id == number))
    return replace(row, name=group.name, was=group.public_id), same


def _on_claim(session: Session, asked: AskedRemark, row: Decision) -> tuple[Decision, ColumnElement[bool]]:
    article = session.execute(
        select(ArticleRow.content_hash, ArticleRow.text).where(ArticleRow.id == asked.article_id)
    ).one_or_none()
    if article is None:
        raise NotFound("there is no such article: it may have been deleted")
    try:
        given = Anchor.of(article.text, *sorted(asked.spans))
    except ValueError as error:
        raise DecisionRefused(str(error)) from error
    claims = claims_of(session, article.content_hash)
    ids, contents = list(claims), [tuple(spans) for spans in claims.values()]
    at = claim_at(contents, given)
    if at is None:
        raise ReadAnew("this claim is not among the article’s any more: reload the page")
    here = conditions.on(About.CLAIM) & (RemarkRow.claim_id == ids[at])
    # The words that an earlier remark on it has, so that both are on the same whatever is read later.
    held = session.scalar(select(RemarkRow.spans).where(here).order_by(RemarkRow.made).limit(1))
    spans = tuple(Span(*pair) for pair in held) if held else contents[at]
    return replace(row, content_hash=article.content_hash, anchor=Anchor.of(article.text, *spans)), here


def _tagged(session: Session, asked: AskedRemark, row: Decision, here: ColumnElement[bool]) -> list[Decision]:
    held = [
        one
        for one in session.scalars(select(RemarkRow).where(here, RemarkRow.what == What.TAG.value))
        if one.text.casefold() == asked.text.casefold()
    ]
    if asked.on:
        if held:
            raise DecisionRefused(f"it is tagged “{asked.text}” already")
        return [row]
    if not held:
        raise NotFound(f"it is not tagged “{asked.text}” any more: reload the page")
    found = {subject_of(one): one for one in (_decided(session, row.uid) for row in held)}
    return [_in_place_of(one, row, {**row.value, "name": one.value["name"]}) for one in found.values()]


def _anew(session: Session, asked: AskedRemark) -> Decision:
    """A note written in place of another, or none where there was one."""
    if session.scalar(select(RemarkRow.id).where(RemarkRow.uid == asked.note)) is None:
        raise NotFound("this note is not there any more: reload the page")
    before = _decided(session, asked.note)
    if before.what is not What.NOTE:
        raise DecisionRefused("only a note can be written anew")
    value = {**before.value, "text": asked.text, "note": str(before.value.get("note") or before.uid)}
    row = Decision(new_uid(), new_uid(), asked.who, now_utc(), What.NOTE, before.scope)
    return _in_place_of(before, row, value)


def _in_place_of(before: Decision, row: Decision, value: dict[str, object]) -> Decision:
    """A row on the very same as an earlier one."""
    about = {"about": before.value["about"]} if "about" in before.value else {}
    return replace(
        before,
        uid=new_uid(),
        step=row.step,
        who=row.who,
        when=row.when,
        why="",
        over=(),
        value={**value, **about},
    )


def _decided(session: Session, uid: str) -> Decision:
    return decision_of(session.scalars(select(DecisionRow).where(DecisionRow.uid == uid)).one())


def _over(session: Session, row: Decision, seen: Sequence[str] | None) -> tuple[str, ...]:
    subject = subject_of(row)
    log = log_on(session, subject) if subject else []
    there = [one.uid for one in effective(log) if target_of(one) == target_of(row)]
    return tuple(uid for uid in there if seen is None or uid in seen)
