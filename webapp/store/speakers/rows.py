"""The rows of speakers' groups: found by label or made, and named after the first of their claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from webapp.store.chunks import chunks
from webapp.store.models import ArticleRow, ClaimRow, SpeakerRow
from webapp.store.speakers.labels import digest
from webapp.store.speakers.models import SpeakerGroupRow, SpeakerMoveRow, SpokenRow, VoiceRow
from webapp.store.statements import Made, among, table_of

_group, _move = table_of(SpeakerGroupRow), table_of(SpeakerMoveRow)
# Statements are made once: for one article that takes longer than to run them.
_WITH_LABELS = Made(select(_group.c.label, _group.c.id).where(among(_group.c.label, "labels")))
_NEW = Made(insert(_group))
_FIRSTS = Made(select(_group.c.id, _group.c.first).where(among(_group.c.id, "rows")))
_NAMED = Made(
    update(_group)
    .where(_group.c.id == bindparam("row"))
    .values({name: bindparam(f"new_{name}") for name in ("name", "sort_name", "first")})
)
_MOVES = Made(
    select(_move.c.label, _move.c.choice_id, _move.c.into)
    .where(among(_move.c.label, "labels"))
    .order_by(_move.c.choice_id)
)
_NONE = dict.fromkeys(("claims", "said", "articles", "said_articles", "generic", "said_generic"), 0)


@dataclass(frozen=True, slots=True)
class Naming:
    """The name that a group shows, and the content hash of the article that gives it."""

    name: str
    first: str


def groups_of(session: Session, namings: Mapping[str, Naming]) -> tuple[dict[str, int], set[str]]:
    """The rows of the groups with these labels, and which of the labels are new."""
    found = _with_labels(session, namings)
    fresh = [label for label in namings if label not in found]
    if fresh:
        # Looked up again rather than returned: SQLite would insert one at a time for that.
        _NEW.many(session, [_new_row(label, namings[label]) for label in fresh])
        found |= _with_labels(session, fresh)
    return found, set(fresh)


def _with_labels(session: Session, labels: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(labels):
        found |= ((label, row) for label, row in _WITH_LABELS.rows(session, labels=some))
    return found


def named_first(session: Session, namings: Mapping[int, Naming]) -> None:
    """Name groups anew where an article that sorts before the one that gave the name gives one."""
    for some in chunks(namings):
        firsts = _FIRSTS.rows(session, rows=some)
        earlier = {row: namings[row] for row, first in firsts if namings[row].first < first}
        set_names(session, earlier)


def set_names(session: Session, namings: Mapping[int, Naming]) -> None:
    """Name groups."""
    _NAMED.many(
        session,
        [
            {"row": row, "new_name": one.name, "new_sort_name": one.name.casefold(), "new_first": one.first}
            for row, one in sorted(namings.items(), key=itemgetter(0))
        ],
    )


def named_anew(session: Session, groups: Mapping[int, str]) -> None:
    """Name groups, given with their labels, after the first of the claims that have the label by name and words."""
    found = {row: naming for row, label in groups.items() if (naming := _naming(session, label)) is not None}
    set_names(session, found)


def final_labels(session: Session, labels: Collection[str]) -> dict[str, str]:
    """Into which labels merges move claims with these that no merge or split names itself."""
    now = {label: (label, 0) for label in labels}
    going = dict(now)
    while going:
        wanted = sorted({label for label, _ in going.values()})
        moves: dict[str, list[tuple[int, str]]] = {}
        for some in chunks(wanted):
            for label, choice_id, into in _MOVES.rows(session, labels=some):
                moves.setdefault(label, []).append((choice_id, into))
        going = {
            start: (next_move[1], next_move[0])
            for start, (label, last) in going.items()
            if (next_move := next((one for one in moves.get(label, ()) if one[0] > last), None)) is not None
        }
        now |= going
    return {start: label for start, (label, _) in now.items()}


def labels_of(session: Session, group_ids: Iterable[int]) -> dict[int, str]:
    """The labels of groups, by row."""
    found: dict[int, str] = {}
    for some in chunks(sorted(group_ids)):
        query = select(SpeakerGroupRow.id, SpeakerGroupRow.label).where(SpeakerGroupRow.id.in_(some))
        found |= dict(session.connection().execute(query).all())
    return found


def _new_row(label: str, naming: Naming) -> dict[str, str | int]:
    return _NONE | {
        "label": label,
        "public_id": digest(label),
        "name": naming.name,
        "sort_name": naming.name.casefold(),
        "first": naming.first,
    }


def _naming(session: Session, label: str) -> Naming | None:
    key, _, mark = label.partition("\n")
    query = (
        select(SpeakerRow.name, ArticleRow.content_hash)
        .select_from(VoiceRow)
        .join(ArticleRow, ArticleRow.id == VoiceRow.article_id)
        .join(SpokenRow, SpokenRow.voice_id == VoiceRow.id)
        .join(ClaimRow, ClaimRow.id == SpokenRow.claim_id)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .where(VoiceRow.key == key, VoiceRow.mark == mark)
        .order_by(ArticleRow.content_hash, SpeakerRow.name)
        .limit(1)
    )
    row = session.connection().execute(query).one_or_none()
    return Naming(row.name, row.content_hash) if row else None
