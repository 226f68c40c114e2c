"""Keeps the table of notes and tags true to the log, and with the claims of each reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import column, delete, insert, inspect, select, table, update
from sqlalchemy.orm import Session

from webapp.decisions.claims import claim_at
from webapp.decisions.records import Anchor, Decision, Scope, What
from webapp.decisions.remarks import About, Subject, standing_remarks, subject_of, words_in
from webapp.decisions.standing import standing
from webapp.domain import Span
from webapp.store.chunks import chunks
from webapp.store.claims.columns import changed
from webapp.store.claims.search import REMARKS
from webapp.store.decisions import concerned
from webapp.store.decisions.models import DecisionRow
from webapp.store.decisions.rows import decision_of
from webapp.store.lists.tag_rows import drop_unused, tag_ids_for
from webapp.store.models import ArticleRow, ClaimRow, ClaimSpanRow
from webapp.store.remarks.models import RemarkRow
from webapp.store.speakers.labels import digest, key_of, label_of
from webapp.store.statements import Made, among

# Statements are made once: for one article that takes longer than to run them.
_ANY_ON_CLAIMS = Made(select(RemarkRow.id).where(RemarkRow.about == About.CLAIM.value).limit(1))
_REMARKED = select(RemarkRow.subject).where(RemarkRow.about == About.CLAIM.value)
_HASHES = Made(
    select(ArticleRow.content_hash).where(among(ArticleRow.id, "ids"), ArticleRow.content_hash.in_(_REMARKED))
)
_WORDS = table(REMARKS.table, column(REMARKS.table), column("rowid"), column(REMARKS.column))


class KeptRemarks:
    """The part of what the database derives that ties notes and tags to the claims of each reading."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Find the claims that remarks are on among those of these articles; quick while there are no remarks."""
        if not _ANY_ON_CLAIMS.rows(session):
            return
        for ids in chunks(article_ids):
            _tie(session, [one for (one,) in _HASHES.rows(session, ids=ids)])

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Nothing: a claim that goes lets go of its remarks by itself."""

    def fill(self, session: Session) -> None:
        """Enter what the log has where a migration made the table without filling it."""
        there = inspect(session.connection()).has_table(RemarkRow.__tablename__)
        if not there or session.scalar(select(RemarkRow.id).limit(1)) is not None:
            return
        unknown = DecisionRow.what.in_([What.NOTE.value, What.TAG.value]) & (DecisionRow.subject == "")
        rows = [(row, decision_of(row)) for row in session.scalars(select(DecisionRow).where(unknown))]
        for row, decision in rows:
            subject = subject_of(decision)
            row.subject = subject.words if subject else ""
        session.flush()
        follow(session, [decision for _, decision in rows])


def follow(session: Session, decisions: Iterable[Decision]) -> None:
    """Bring the table up to date with the log on all that some of its rows are remarks on.

    So does a decision that renames a speaker everywhere: the remarks on who had that name go with it.
    """
    rows = list(decisions)
    subjects = sorted({found for row in rows if (found := subject_of(row))} | _renamed(session, rows))
    for subject in subjects:
        log = log_on(session, subject)
        _replace(session, subject, [row.uid for row in log], standing_remarks(standing(log).decisions))
    if subjects:
        _tie(session, [one.key for one in subjects if one.about is About.CLAIM])
        drop_unused(session)
        changed(session)


def log_on(session: Session, subject: Subject) -> list[Decision]:
    """Every remark on something in the log, with the rows that undo and redo them."""
    rows = session.scalars(select(DecisionRow).where(DecisionRow.subject == subject.words)).all()
    found = {row.uid: row for row in rows}
    for some in chunks(sorted(found)):
        about = session.scalars(select(DecisionRow).where(DecisionRow.undoes.in_(some)))
        found |= {row.uid: row for row in about}
    return [decision_of(row) for row in found.values()]


def _renamed(session: Session, decisions: Iterable[Decision]) -> set[Subject]:
    """The speakers with remarks that had a name when these were made which some decisions change everywhere."""
    names = {row.was for row in decisions if row.what is What.SPEAKER and row.scope is Scope.EVERYWHERE}
    if not names:
        return set()
    about = f"{About.SPEAKER.value}:"
    there = DecisionRow.name.in_(sorted(names)) & DecisionRow.subject.startswith(about)
    found = session.scalars(select(DecisionRow.subject).where(there).distinct())
    return {Subject(About.SPEAKER, words.removeprefix(about)) for words in found}


def _leads_to(session: Session, subject: Subject, name: str) -> str:
    """The id of a speaker now, of whom somebody decided that the name is another in all articles."""
    if subject.about is not About.SPEAKER or not name:
        return subject.key
    log = concerned.log_of(session, (), [name])
    renames = [row for row in standing(log).decisions if row.what is What.SPEAKER and row.was == name]
    into = str(renames[-1].value.get("name") or "") if renames and not renames[-1].value.get("generic") else ""
    return digest(label_of(key_of(into), "")) if into and key_of(into) != key_of(name) else subject.key


def _replace(session: Session, subject: Subject, uids: Sequence[str], remarks: Sequence[Decision]) -> None:
    """Put the remarks in force on something in place of all that the log has on it."""
    row = RemarkRow
    here = (row.about == subject.about.value) & row.uid.in_(uids)
    told = select(row.id, row.text).where(here, row.what == What.NOTE.value)
    for id_, text in session.execute(told).all():
        session.execute(insert(_WORDS).values({REMARKS.table: "delete", "rowid": id_, REMARKS.column: text}))
    session.execute(delete(row).where(here), execution_options={"synchronize_session": False})
    names = [words_in(one) for one in remarks if one.what is What.TAG]
    tags = tag_ids_for(session, names) if names else {}
    for one in remarks:
        words = words_in(one)
        values = {
            "uid": one.uid,
            "about": subject.about.value,
            "subject": _leads_to(session, subject, one.name),
            "what": one.what.value,
            "text": words,
            "who": one.who,
            "made": one.when,
            "spans": [[span.start, span.end] for span in one.anchor.spans] if one.anchor else [],
            "tag_id": tags[words.casefold()] if one.what is What.TAG else None,
        }
        number = session.scalar(insert(row).values(values).returning(row.id))
        if one.what is What.NOTE:
            session.execute(insert(_WORDS).values({"rowid": number, REMARKS.column: words}))


def _tie(session: Session, content_hashes: Iterable[str]) -> None:
    """Find the claims that the remarks on some articles are on."""
    for content_hash in content_hashes:
        claims = claims_of(session, content_hash)
        ids, contents = list(claims), [tuple(spans) for spans in claims.values()]
        on_it = select(RemarkRow.id, RemarkRow.spans).where(
            RemarkRow.about == About.CLAIM.value, RemarkRow.subject == content_hash
        )
        for id_, spans in session.execute(on_it).all():
            at = claim_at(contents, Anchor(tuple(Span(*pair) for pair in spans), ""))
            now = None if at is None else ids[at]
            session.execute(
                update(RemarkRow).where(RemarkRow.id == id_).values(claim_id=now),
                execution_options={"synchronize_session": False},
            )


def claims_of(session: Session, content_hash: str) -> dict[int, list[Span]]:
    """The words of each claim of an article, by the claim's id, in the order of the reading."""
    query = (
        select(ClaimRow.id, ClaimSpanRow.start, ClaimSpanRow.end)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .join(ClaimSpanRow, ClaimSpanRow.claim_id == ClaimRow.id)
        .where(ArticleRow.content_hash == content_hash, ClaimSpanRow.part == "content")
        .order_by(ClaimRow.position, ClaimSpanRow.id)
    )
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for claim, start, end in session.execute(query):
        found[claim].append(Span(start, end))
    return found
