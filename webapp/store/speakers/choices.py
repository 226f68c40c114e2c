"""What a person decides about speakers: two are one, one is two, two are not one; each can be undone and redone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from webapp.errors import NotFound, SpeakerRefused
from webapp.store.chunks import chunks
from webapp.store.claims.columns import changed
from webapp.store.models import ArticleRow, ClaimRow, SpeakerRow
from webapp.store.speakers.groups import Member, SpeakerClaim, members
from webapp.store.speakers.hints import compare_changed
from webapp.store.speakers.labels import key_of
from webapp.store.speakers.lookup import row_of
from webapp.store.speakers.models import (
    ChoiceMemberRow,
    SpeakerChoiceRow,
    SpeakerGroupRow,
    SpeakersApartRow,
    SpokenRow,
    VoiceRow,
)
from webapp.store.speakers.regroup import keys_named, redecide

MERGE, SPLIT, APART = "merge", "split", "apart"


@dataclass(frozen=True, slots=True)
class MadeChoice:
    """A decision in words, and when it was made and undone."""

    id: int
    kind: str
    words: str
    made: dt.datetime
    undone: dt.datetime | None


def merge(session: Session, speaker_id: str, other_ids: Collection[str]) -> None:
    """Merge the others into this speaker; SpeakerRefused if there is no other."""
    into = row_of(session, speaker_id)
    others = list(dict.fromkeys(row_of(session, one) for one in other_ids))
    others = [one for one in others if one != into]
    if not others:
        raise SpeakerRefused("nobody was chosen to merge with: choose another speaker")
    held = _claims_beside(session, [into, *others])
    every = [claim for claim, _ in held]
    chosen = members((claim for claim, group_id in held if group_id == into), every)
    moved = members((claim for claim, group_id in held if group_id in others), every)
    names = _names(session, [into, *others])
    words = f"{' and '.join(f'“{names[one]}”' for one in others)} merged into “{names[into]}”"
    _keep(session, MERGE, words, chosen, moved)


def split(session: Session, speaker_id: str, keys: Collection[str]) -> int:
    """Split off the claims with these keys as somebody else's with this name; the row of one of the claims.

    SpeakerRefused for none or all.
    """
    group_id = row_of(session, speaker_id)
    if not keys:
        raise SpeakerRefused("no claim was chosen: choose those that somebody else made")
    chosen = _named_by(session, group_id, set(keys))
    group = session.get_one(SpeakerGroupRow, group_id)
    if len(chosen) == group.claims:
        raise SpeakerRefused("every claim was chosen: leave at least one with the speaker")
    voices = set(session.scalars(select(SpokenRow.voice_id).where(SpokenRow.claim_id.in_(chosen))))
    held = _claims_where(session, voices)
    keys_chosen = set(keys)
    kept = members((claim for claim, _ in held if claim.form_key in keys_chosen), [claim for claim, _ in held])
    count = f"{len(chosen)} claim{'' if len(chosen) == 1 else 's'}"
    _keep(session, SPLIT, f"{count} split off from “{group.name}”", kept, ())
    return chosen[0]


def apart(session: Session, speaker_id: str, other_id: str) -> MadeChoice:
    """Keep that two speakers are not the same: they are no longer suggested for merging."""
    one, other = (session.get_one(SpeakerGroupRow, row_of(session, some)) for some in (speaker_id, other_id))
    if one.id == other.id:
        raise SpeakerRefused("the two were merged in the meantime: undo that in the list of speakers")
    row = _new(session, APART, f"“{one.name}” is not “{other.name}”")
    first, last = sorted((one.public_id, other.public_id))
    session.add(SpeakersApartRow(choice_id=row.id, one=first, other=last))
    return _made(row)


def choices(session: Session, limit: int | None = None) -> tuple[MadeChoice, ...]:
    """Every decision, the last first, or the last of them."""
    rows = session.scalars(select(SpeakerChoiceRow).order_by(SpeakerChoiceRow.id.desc()).limit(limit))
    return tuple(_made(row) for row in rows)


def mark(session: Session, choice_id: int, undone: dt.datetime | None) -> MadeChoice:
    """Undo a decision, or redo it if ``undone`` is None; NotFound if there is none."""
    row = session.get(SpeakerChoiceRow, choice_id)
    if row is None:
        raise NotFound("there is no such merge or split")
    row.undone = undone
    session.flush()
    if row.kind != APART:
        redecide(session, keys_named(session, [choice_id]), also=choice_id)
        _told(session)
    return _made(row)


def now() -> dt.datetime:
    """The time as it is stored: UTC, without a zone."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _made(row: SpeakerChoiceRow) -> MadeChoice:
    return MadeChoice(row.id, row.kind, row.words, row.made, row.undone)


def _new(session: Session, kind: str, words: str) -> SpeakerChoiceRow:
    row = SpeakerChoiceRow(kind=kind, made=now(), words=words)
    session.add(row)
    session.flush()
    return row


def _keep(session: Session, kind: str, words: str, chosen: Iterable[Member], other: Iterable[Member]) -> None:
    row = _new(session, kind, words)
    rows = [
        {**asdict(one), "choice_id": row.id, "chosen": is_chosen, "key": key_of(one.name), "key_now": ""}
        for is_chosen, some in ((True, chosen), (False, other))
        for one in some
    ]
    for some_rows in chunks(rows):
        session.connection().execute(insert(ChoiceMemberRow), some_rows)
    redecide(session, {str(one["key"]) for one in rows})
    _told(session)


def _told(session: Session) -> None:
    """Groups have other members: suggestions, and answers about a speaker over all articles, are no longer true."""
    compare_changed(session)
    changed(session)


def _names(session: Session, group_ids: Sequence[int]) -> dict[int, str]:
    query = select(SpeakerGroupRow.id, SpeakerGroupRow.name).where(SpeakerGroupRow.id.in_(group_ids))
    return dict(session.execute(query).all())


def _named_by(session: Session, group_id: int, keys: set[str]) -> list[int]:
    """The rows of the claims of a group that a form names; SpeakerRefused if one is not there as it was."""
    row = SpokenRow
    articles = {int(first) for key in keys if (first := key.split(".")[0]).isascii() and first.isdigit()}
    found = {}
    for some in chunks(one for one in articles if one < 1 << 62):
        query = select(row.claim_id, row.article_id, row.position, row.start).join(
            VoiceRow, VoiceRow.id == row.voice_id
        )
        for one in session.execute(query.where(VoiceRow.article_id.in_(some), row.group_id == group_id)):
            found[f"{one.article_id}.{one.position}.{one.start}"] = one.claim_id
    if not found.keys() >= keys:
        raise SpeakerRefused("the article was read again or deleted after this page was opened: choose anew")
    return [found[key] for key in sorted(keys)]


def _claims_beside(session: Session, group_ids: Collection[int]) -> list[tuple[SpeakerClaim, int]]:
    """The claims of groups and all others with their names in their articles, each with its group's row."""
    voices: set[int] = set()
    for some in chunks(group_ids):
        voices |= set(session.scalars(select(SpokenRow.voice_id).where(SpokenRow.group_id.in_(some)).distinct()))
    return _claims_where(session, voices)


def _claims_where(session: Session, voices: Collection[int]) -> list[tuple[SpeakerClaim, int]]:
    found = []
    row = SpokenRow
    columns = (ArticleRow.content_hash, SpeakerRow.name, row.start, row.article_id, row.position, row.group_id)
    for some in chunks(sorted(voices)):
        query = (
            select(*columns)
            .select_from(row)
            .join(ClaimRow, ClaimRow.id == row.claim_id)
            .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
            .join(ArticleRow, ArticleRow.id == row.article_id)
            .where(row.voice_id.in_(some))
        )
        found += [
            (SpeakerClaim(one.content_hash, one.name, one.start, one.article_id, one.position), one.group_id)
            for one in session.execute(query)
        ]
    return found
