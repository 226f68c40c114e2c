"""Gathers the claims of a few names anew: where words of descriptions or a person's decisions changed who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.models import ArticleRow, ClaimRow, SpeakerRow
from webapp.store.speakers.counts import recount
from webapp.store.speakers.groups import Choice, Decided, Member, SpeakerClaim, decide
from webapp.store.speakers.labels import Clusters, digest, generic_mark, label_of
from webapp.store.speakers.models import (
    ChoiceMemberRow,
    SpeakerChoiceRow,
    SpeakerMoveRow,
    SpokenRow,
    VoiceRow,
)
from webapp.store.speakers.rows import Naming, final_labels, groups_of, labels_of, named_anew, set_names
from webapp.store.statements import table_of

DECIDING = ("merge", "split")
"""The kinds of choices that say whose a claim is."""

_voice, _spoken = table_of(VoiceRow), table_of(SpokenRow)


def recluster(session: Session, keys: Collection[str]) -> set[str]:
    """Place the articles of these names among the speakers of each anew; returns the names where one moved."""
    found: dict[int, tuple[str, bool]] = {}
    moved: dict[int, str] = {}
    changed: set[str] = set()
    for some in chunks(sorted(keys)):
        clusters: dict[str, Clusters] = defaultdict(Clusters)
        for row in session.connection().execute(_placed_voices(some)):
            mark, grew = clusters[row.key].place(row.words.split())
            if (mark, grew) != (row.mark, row.grew):
                found[row.id] = mark, grew
            if mark != row.mark:
                moved[row.id] = label_of(row.key, mark)
                changed.add(row.key)
    if found:
        query = update(_voice).where(_voice.c.id == bindparam("row"))
        session.connection().execute(
            query.values(mark=bindparam("new_mark"), grew=bindparam("new_grew")),
            [{"row": row, "new_mark": mark, "new_grew": grew} for row, (mark, grew) in sorted(found.items())],
        )
    _move_voices(session, moved)
    return changed


def redecide(session: Session, keys: Collection[str], also: int | None = None) -> None:
    """Apply merges and splits anew to the claims of these names and of all with which choices connect them.

    ``also`` is a choice that was undone just now: what it did is taken back.
    """
    keys, choice_ids = _connected(session, set(keys))
    undone = {also} if also is not None else set()
    for some in chunks(sorted(choice_ids | undone)):
        session.connection().execute(delete(SpeakerMoveRow).where(SpeakerMoveRow.choice_id.in_(some)))
    claims, rows = _claims_of(session, keys)
    found = decide(claims, (label for _, label, _ in rows), choices(session, choice_ids))
    # The first claim in the order of content hashes names a group, also if a split took that claim away.
    firsts: dict[str, str] = {}
    for claim, (_, label, _) in zip(claims, rows, strict=True):
        firsts.setdefault(label, claim.content_hash)
    namings = {label: Naming(found.names[label], firsts.get(label, "")) for label in dict.fromkeys(found.labels)}
    group_ids, _ = groups_of(session, namings)
    set_names(session, {group_ids[label]: naming for label, naming in namings.items()})
    before = {claim_id: group_id for claim_id, _, group_id in rows}
    after = {claim_id: group_ids[label] for (claim_id, _, _), label in zip(rows, found.labels, strict=True)}
    moved = {claim_id: now for claim_id, now in after.items() if before[claim_id] != now}
    for some_moved in chunks(moved.items()):
        session.connection().execute(
            update(_spoken).where(_spoken.c.claim_id == bindparam("row")).values(group_id=bindparam("now")),
            [{"row": claim_id, "now": now} for claim_id, now in some_moved],
        )
    _keep_moves(session, found)
    recount(session, {before[claim_id] for claim_id in moved} | set(moved.values()))


def keys_of_choices(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of these names about which there is a merge or split that was not undone."""
    return {key for some in chunks(sorted(set(keys))) for key in _chosen_keys(session, some)}


def choices(session: Session, choice_ids: Collection[int] | None = None) -> list[Choice]:
    """Merges and splits that were not undone, of these or all, in their order."""
    row = SpeakerChoiceRow
    held: dict[int, tuple[str, list[Member], list[Member]]] = {}
    active = select(row.id, row.kind).where(row.undone.is_(None), row.kind.in_(DECIDING)).order_by(row.id)
    for choice_id, kind in session.connection().execute(active):
        if choice_ids is None or choice_id in choice_ids:
            held[choice_id] = kind, [], []
    for some in chunks(held):
        query = select(ChoiceMemberRow).where(ChoiceMemberRow.choice_id.in_(some)).order_by(ChoiceMemberRow.id)
        for one in session.scalars(query):
            _, chosen, other = held[one.choice_id]
            (chosen if one.chosen else other).append(member_of(one))
    return [Choice(row_id, kind, tuple(chosen), tuple(other)) for row_id, (kind, chosen, other) in held.items()]


def member_of(row: ChoiceMemberRow) -> Member:
    """What a choice says of a claim, as it was saved."""
    return Member(row.content_hash, row.name, row.start, row.name_now, row.start_now)


def _placed_voices(keys: Sequence[str]) -> Any:
    columns = (VoiceRow.id, VoiceRow.key, VoiceRow.words, VoiceRow.mark, VoiceRow.grew)
    is_generic = VoiceRow.mark.startswith(generic_mark(""))
    return (
        select(*columns)
        .join(ArticleRow, ArticleRow.id == VoiceRow.article_id)
        .where(VoiceRow.key.in_(keys), VoiceRow.words != "", ~is_generic)
        .order_by(ArticleRow.content_hash)
    )


def _move_voices(session: Session, labels: dict[int, str]) -> None:
    """Give the claims of voices to the groups with these labels, or those into which merges move them."""
    if not labels:
        return
    finals = final_labels(session, set(labels.values()))
    group_ids, _ = groups_of(session, {label: Naming("", "") for label in set(finals.values())})
    touched = set(group_ids.values())
    for some in chunks(labels):
        query = select(SpokenRow.group_id).where(SpokenRow.voice_id.in_(some)).distinct()
        touched |= set(session.connection().scalars(query))
    for some_labels in chunks(labels.items()):
        session.connection().execute(
            update(_spoken).where(_spoken.c.voice_id == bindparam("row")).values(group_id=bindparam("now")),
            [{"row": row, "now": group_ids[finals[label]]} for row, label in some_labels],
        )
    recount(session, touched)
    named_anew(session, labels_of(session, touched))


def _connected(session: Session, keys: set[str]) -> tuple[set[str], set[int]]:
    """These names and all that choices connect with them, and the choices."""
    row, member = SpeakerChoiceRow, ChoiceMemberRow
    choice_ids: set[int] = set()
    fresh = set(keys)
    while fresh:
        found: set[int] = set()
        for some in chunks(sorted(fresh)):
            for column in (member.key, member.key_now):
                query = select(member.choice_id).join(row, row.id == member.choice_id).distinct()
                query = query.where(column.in_(some), row.undone.is_(None), row.kind.in_(DECIDING))
                found |= set(session.connection().scalars(query))
        found -= choice_ids
        choice_ids |= found
        fresh = keys_named(session, found) - keys
        keys = keys | fresh
    return keys, choice_ids


def keys_named(session: Session, choice_ids: Collection[int]) -> set[str]:
    """The names that the claims of these choices have and had."""
    member = ChoiceMemberRow
    found: set[str] = set()
    for some in chunks(sorted(choice_ids)):
        rows = session.connection().execute(
            select(member.key, member.key_now).where(member.choice_id.in_(some)).distinct()
        )
        found |= {key for row in rows for key in row if key}
    return found


def _chosen_keys(session: Session, keys: Sequence[str]) -> set[str]:
    row, member = SpeakerChoiceRow, ChoiceMemberRow
    found: set[str] = set()
    for column in (member.key, member.key_now):
        query = select(column).join(row, row.id == member.choice_id).distinct()
        query = query.where(column.in_(keys), row.undone.is_(None), row.kind.in_(DECIDING))
        found |= set(session.connection().scalars(query))
    return found


def _claims_of(session: Session, keys: Collection[str]) -> tuple[list[SpeakerClaim], list[tuple[int, str, int]]]:
    """The claims of names, sorted, and of each its row, its label without choices, and its group's row."""
    held = []
    columns = (SpokenRow.claim_id, SpokenRow.group_id, SpokenRow.article_id, SpokenRow.position, SpokenRow.start)
    for some in chunks(sorted(keys)):
        query = (
            select(*columns, VoiceRow.key, VoiceRow.mark, SpeakerRow.name, ArticleRow.content_hash)
            .select_from(VoiceRow)
            .join(SpokenRow, SpokenRow.voice_id == VoiceRow.id)
            .join(ClaimRow, ClaimRow.id == SpokenRow.claim_id)
            .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
            .join(ArticleRow, ArticleRow.id == VoiceRow.article_id)
            .where(VoiceRow.key.in_(some))
        )
        for row in session.connection().execute(query):
            claim = SpeakerClaim(row.content_hash, row.name, row.start, row.article_id, row.position)
            held.append((claim, (row.claim_id, label_of(row.key, row.mark), row.group_id)))
    held.sort(key=lambda pair: pair[0])
    return [claim for claim, _ in held], [rows for _, rows in held]


def _keep_moves(session: Session, found: Decided) -> None:
    rows = [
        {
            "choice_id": choice_id,
            "label": label,
            "into": into,
            "public_id": digest(label),
            "leads": found.moved.get(label) == (into, choice_id),
        }
        for choice_id, label, into in found.moves
    ]
    for some in chunks(rows):
        session.connection().execute(insert(SpeakerMoveRow), some)
