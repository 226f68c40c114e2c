"""Steps of the log: what a person decided at once, to be undone and redone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.records import OF_LOG, Decision, What, new_uid, now_utc
from webapp.decisions.standing import effective
from webapp.errors import NotFound
from webapp.store.decisions import concerned
from webapp.store.decisions.models import DecisionRow

_BACK = 200
"""Rows of one person that are read at once in search of what to undo."""


def reversing(step: Sequence[Decision], what: What, who: str) -> list[Decision]:
    """Rows that undo or redo each decision of a step, as one step of their own."""
    own_step = new_uid()
    return [
        Decision(
            uid=new_uid(),
            step=own_step,
            who=who,
            when=now_utc(),
            what=what,
            scope=row.scope,
            content_hash=row.content_hash,
            collection=row.collection,
            name=row.name,
            was=row.was,
            undoes=row.uid,
        )
        for row in step
    ]


def last_step(session: Session, who: str) -> list[Decision] | None:
    """The last step of a person of which something is in force."""
    made = (row for row in _rows_of(session, who) if row.what not in OF_LOG)
    steps = ([row for row in group if is_in_force(session, row)] for _, group in groupby(made, key=_step))
    return next((step for step in steps if step), None)


def last_undone(session: Session, who: str) -> list[Decision] | None:
    """What a person undid last and is undone still, None if they decided something since."""
    for _, group in groupby(_rows_of(session, who), key=_step):
        step = list(group)
        if step[0].what not in OF_LOG:
            return None
        if step[0].what is What.UNDO:
            rows = concerned.rows_with(session, {row.undoes for row in step})
            undone = [row for row in rows if not is_in_force(session, row)]
            if undone:
                return undone
    return None


def _step(row: Decision) -> str:
    return row.step


def _rows_of(session: Session, who: str) -> Iterator[Decision]:
    """A person's rows, the last first; read some at a time."""
    before: int | None = None
    while True:
        query = select(DecisionRow).where(DecisionRow.who == who).order_by(DecisionRow.id.desc()).limit(_BACK)
        if before is not None:
            query = query.where(DecisionRow.id < before)
        found = session.scalars(query).all()
        if not found:
            return
        before = found[-1].id
        yield from concerned.decisions_of(session, found)


def step_of(session: Session, uid: str) -> list[Decision]:
    """All of the step that a decision belongs to; NotFound if there is no such decision."""
    step = select(DecisionRow.step).where(DecisionRow.uid == uid).scalar_subquery()
    rows = session.scalars(select(DecisionRow).where(DecisionRow.step == step).order_by(DecisionRow.id)).all()
    if not rows:
        raise NotFound("there is no such decision: reload the page")
    return concerned.decisions_of(session, rows)


def is_in_force(session: Session, row: Decision) -> bool:
    """Whether a decision is not undone."""
    about = session.scalars(select(DecisionRow).where(DecisionRow.undoes == row.uid)).all()
    return bool(effective([row, *concerned.decisions_of(session, about)]))
