"""The log of decisions: added to, undone and redone; what they change is laid over the articles at once or by a job."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.decisions.mentions import Judged
from webapp.decisions.overlay import Laid
from webapp.decisions.records import REMARKS, Decision, Scope, What, new_uid, now_utc
from webapp.decisions.remarks import subject_of
from webapp.decisions.standing import Standing, effective, standing, target_of
from webapp.domain import Reading, Span
from webapp.errors import NotFound
from webapp.store.database import Database
from webapp.store.decisions import concerned, laying
from webapp.store.decisions.alike import Alike, alike
from webapp.store.decisions.areas import area_of
from webapp.store.decisions.asked import Asked, made
from webapp.store.decisions.background import job_for, stop_spreading
from webapp.store.decisions.held import load
from webapp.store.decisions.history import Histories
from webapp.store.decisions.laying import Changed
from webapp.store.decisions.queue import Queue
from webapp.store.decisions.reviewed import reviewed
from webapp.store.decisions.rows import row_of
from webapp.store.decisions.steps import is_in_force, last_step, last_undone, reversing, step_of
from webapp.store.models import CollectionRow
from webapp.store.remarks import asked as remarks
from webapp.store.remarks.asked import AskedRemark
from webapp.store.remarks.kept import follow, log_on

AT_ONCE = 5
"""Articles that a decision is laid over before it is answered; if it concerns more, the others wait for a worker."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of decisions: what they changed at once, and the job that does the rest, if there is more."""

    decisions: tuple[Decision, ...]
    changed: Changed = field(default_factory=Changed)
    job_id: int | None = None
    spreads: bool = False
    """Whether the job shows it on further articles."""
    in_conflict: bool = False


class DecisionBook:
    """Decisions in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.queue = Queue(database)
        self.histories = Histories(database)

    def alike(self, article_id: int, span: Span, scope: Scope) -> Alike:
        """What a decision on a mention would reach with this scope; NotFound if there is no such article."""
        with self._database.reading() as session:
            return alike(session, article_id, span, scope)

    def area(self, place_id: str) -> dict[str, Any] | None:
        """The outline of an area that somebody drew, as a GeoJSON geometry; None if no decision has it."""
        with self._database.reading() as session:
            return area_of(session, place_id)

    def in_force_at(self, article_id: int) -> Laid:
        """How an article is shown now, with the decisions that concern its words; NotFound if there is none."""
        with self._database.reading() as session:
            return laying.shown(session, load(session, article_id))

    def followed(self, article_id: int) -> tuple[Reading, Reading] | None:
        """How an article would be shown without what follows from decided places, and is shown; None without any.

        NotFound if there is no such article.
        """
        with self._database.reading() as session:
            return laying.followed(session, load(session, article_id))

    def reviewed(self, collection: str | None = None) -> list[tuple[Reading, list[Judged], list[Decision]]]:
        """Of each article that decisions concern, of a collection or of all: what the program read, and those in force.

        The decisions are those on its mentions, and those on its claims and the whole of it. Raises NotFound if there
        is no such collection.
        """
        with self._database.reading() as session:
            return list(reviewed(session, collection))

    def decide(self, *asked: Asked | AskedRemark) -> Done:
        """Add what a person decides in one step to the log, all of it or nothing, and show it.

        Raises DecisionRefused, ReadAnew or NotFound.
        """
        with self._database.writing() as session:
            step = new_uid()
            rows = [replace(row, step=step) for one in asked for row in _made(session, one)]
            done = _entered(session, rows)
            return replace(done, in_conflict=_in_conflict(session, rows))

    def undo(self, who: str) -> Done:
        """Take back the last step that this person has not taken back; NotFound if there is none."""
        with self._database.writing() as session:
            step = last_step(session, who)
            if step is None:
                raise NotFound("there is nothing to undo")
            return _entered(session, reversing(step, What.UNDO, who), step)

    def redo(self, who: str) -> Done:
        """Do again what this person undid last, unless something was decided since; NotFound if there is nothing."""
        with self._database.writing() as session:
            step = last_undone(session, who)
            if step is None:
                raise NotFound("there is nothing to redo")
            return _entered(session, reversing(step, What.REDO, who), step)

    def undo_step_of(self, uid: str, who: str) -> Done:
        """Take back the step that a decision belongs to, whoever made it; NotFound if nothing of it is in force."""
        with self._database.writing() as session:
            rows = [row for row in step_of(session, uid) if is_in_force(session, row)]
            if not rows:
                raise NotFound("this was undone already")
            return _entered(session, reversing(rows, What.UNDO, who), rows)

    def redo_step_of(self, uid: str, who: str) -> Done:
        """Do the step again that a decision belongs to; NotFound if all of it is in force."""
        with self._database.writing() as session:
            rows = [row for row in step_of(session, uid) if not is_in_force(session, row)]
            if not rows:
                raise NotFound("this was not undone")
            return _entered(session, reversing(rows, What.REDO, who), rows)

    def keep(self, uid: str, who: str) -> Done:
        """Decide anew what a decision says, over all others on the same; NotFound if there is no such decision."""
        with self._database.writing() as session:
            found = concerned.rows_with(session, [uid])
            if not found:
                raise NotFound("there is no such decision: reload the page")
            row = found[0]
            log = _log_beside(session, [row])
            over = tuple(one.uid for one in effective(log) if target_of(one) == target_of(row))
            anew = replace(row, uid=new_uid(), step=new_uid(), who=who, when=now_utc(), over=over)
            return _entered(session, [anew])

    def decided_with(self, rows: Sequence[Decision]) -> list[Decision]:
        """What these rows are about: themselves, or what they undo or redo."""
        undone = [row.undoes for row in rows if row.undoes]
        if not undone:
            return list(rows)
        with self._database.reading() as session:
            return concerned.rows_with(session, undone)

    def enter(self, rows: Sequence[Decision]) -> Done:
        """Add rows that were made elsewhere to the log; those that it has are passed over."""
        with self._database.writing() as session:
            known = {row.uid for row in concerned.rows_with(session, [row.uid for row in rows])}
            new = [row for row in rows if row.uid not in known]
            undone = {row.undoes for row in new if row.undoes}
            touched = [row for row in concerned.rows_with(session, undone) if row.uid not in {one.uid for one in new}]
            return _entered(session, new, [*new, *touched])

    def log(self, collection_id: int | None = None) -> list[Decision]:
        """Every row in order, or those on articles of a collection and for it, with the rows that undo them."""
        with self._database.reading() as session:
            return concerned.whole_log(session, collection_id)

    def standing(self) -> Standing:
        """All decisions in force, with the conflicts among them."""
        return standing(self.log())

    def lay(self, article_ids: Iterable[int]) -> Changed:
        """Lay the log as it is now over articles."""
        with self._database.writing() as session:
            return laying.lay(session, list(article_ids))


def _entered(session: Session, rows: Sequence[Decision], touched: Sequence[Decision] | None = None) -> Done:
    collections = {row.name: row.id for row in session.execute(select(CollectionRow.id, CollectionRow.name))}
    session.add_all(row_of(row, collections.get(row.collection)) for row in rows)
    session.flush()
    if not rows:
        return Done(())
    touched = rows if touched is None else touched
    follow(session, touched)
    stop_spreading(session, {row.uid for row in touched})
    ids = concerned.articles_of(session, touched, AT_ONCE + 1)
    is_all = len(ids) <= AT_ONCE
    changed = laying.lay(session, ids if is_all else concerned.own_articles(session, touched)[:AT_ONCE])
    job_id = None
    if not is_all or changed.to_inform:
        spread = () if is_all else [row.uid for row in touched]
        job_id = job_for(session, _called(touched), changed.to_inform, spread)
    return Done(tuple(rows), changed, job_id, spreads=not is_all)


def _made(session: Session, asked: Asked | AskedRemark) -> list[Decision]:
    return remarks.made(session, asked) if isinstance(asked, AskedRemark) else [made(session, asked)]


def _log_beside(session: Session, rows: Sequence[Decision]) -> list[Decision]:
    """What of the log may be about the same as some rows."""
    subjects = {found for row in rows if (found := subject_of(row))}
    log = [row for one in subjects for row in log_on(session, one)]
    others = [row for row in rows if row.what not in REMARKS]
    if others:
        log += concerned.log_of(session, [row.content_hash for row in others], [row.name for row in others])
    return log


def _called(rows: Sequence[Decision]) -> str:
    name = rows[0].anchor.text if rows[0].anchor else rows[0].name
    return f"“{name}” as decided" if len(rows) == 1 and name else f"{len(rows)} decisions"


def _in_conflict(session: Session, rows: Sequence[Decision]) -> bool:
    log = _log_beside(session, rows)
    targets = {target_of(row) for row in rows}
    return any(conflict.target in targets for conflict in standing(log).conflicts)
