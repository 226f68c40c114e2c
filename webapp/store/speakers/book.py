"""The speakers of all articles, and what a person decided about them: merged, split, undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain import Manner
from webapp.store.claims.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.database import Database
from webapp.store.models import ArticleRow, ClaimRow, SpeakerRow
from webapp.store.speakers import choices as speaker_choices
from webapp.store.speakers.choices import MadeChoice
from webapp.store.speakers.claims import least_said
from webapp.store.speakers.counts import DESCRIPTION, NAME, recount_said
from webapp.store.speakers.groups import SpeakerClaim, SpeakerGroup, Speakers, gathered
from webapp.store.speakers.hints import Hint, first_hints, hints_of
from webapp.store.speakers.lookup import SpeakerLine, SpeakerPage, known_in, line_of, lines_of, listed, row_of
from webapp.store.speakers.models import SpeakerGroupRow, SpeakerMoveRow, SpeakerTermRow, SpokenRow
from webapp.store.speakers.portions import Portion, portion
from webapp.store.summaries import SpeakerRef

PORTION = 25
"""Claims on a speaker's page at first, and with each "Show more"."""
LINES = 50
"""Speakers in a portion of the list."""
HINTS = 6
"""Suggestions shown at once."""


class SpeakerBook:
    """Speakers across all articles, in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(
        self, which: ClaimFilter = EVERY_CLAIM, query: str = "", after: str = "", limit: int = LINES
    ) -> SpeakerPage:
        """Speakers with claims that were said, or with any if ``which`` shows attitudes; most claims first.

        ``query`` are beginnings of words in their names and descriptions.
        """
        self._count_said(which)
        with self._database.reading() as session:
            return listed(session, which, query, after, limit)

    def speaker(self, speaker_id: str, which: ClaimFilter = EVERY_CLAIM) -> SpeakerLine:
        """One speaker, also by the id it had before it was merged; NotFound if there is none."""
        self._count_said(which)
        with self._database.reading() as session:
            return line_of(session, speaker_id, which)

    def claims(
        self, speaker_id: str, which: ClaimFilter = EVERY_CLAIM, after: str = "", limit: int = PORTION
    ) -> Portion:
        """Some of what a speaker said, the newest article first; attitudes too if ``which`` shows them."""
        with self._database.reading() as session:
            return portion(session, row_of(session, speaker_id), which, after, limit)

    def known_in(self, article_id: int) -> dict[int, SpeakerRef]:
        """The speakers across all articles of an article's claims, by the claim's place in its reading."""
        with self._database.reading() as session:
            return {index: known for (_, index), known in known_in(session, [article_id]).items()}

    def hints(self, speaker_id: str | None = None, which: ClaimFilter = EVERY_CLAIM, limit: int = HINTS) -> list[Hint]:
        """Who may be the same, of the speakers with the most claims, or who may be the same as this speaker."""
        with self._database.reading() as session:
            if speaker_id is None:
                return first_hints(session, which, limit)
            return hints_of(session, row_of(session, speaker_id), which, limit)

    def merge(self, speaker_id: str, other_ids: Collection[str]) -> SpeakerLine:
        """Merge the others into this speaker; SpeakerRefused if there is no other."""
        with self._database.writing() as session:
            speaker_choices.merge(session, speaker_id, other_ids)
            return line_of(session, speaker_id)

    def split(self, speaker_id: str, keys: Collection[str]) -> SpeakerLine:
        """Split off the claims with these keys as somebody else's with this name; SpeakerRefused for none or all."""
        with self._database.writing() as session:
            claim_id = speaker_choices.split(session, speaker_id, keys)
            group_id = session.scalars(select(SpokenRow.group_id).where(SpokenRow.claim_id == claim_id)).one()
            (line,) = lines_of(session, [group_id])
            return line

    def apart(self, speaker_id: str, other_id: str) -> MadeChoice:
        """Keep that two speakers are not the same: they are no longer suggested for merging."""
        with self._database.writing() as session:
            return speaker_choices.apart(session, speaker_id, other_id)

    def choices(self, limit: int | None = None) -> tuple[MadeChoice, ...]:
        """Every decision, the last first, or the last of them."""
        with self._database.reading() as session:
            return speaker_choices.choices(session, limit)

    def undo(self, choice_id: int) -> MadeChoice:
        """Undo a decision; NotFound if there is none."""
        with self._database.writing() as session:
            return speaker_choices.mark(session, choice_id, speaker_choices.now())

    def redo(self, choice_id: int) -> MadeChoice:
        """Redo a decision that was undone; NotFound if there is none."""
        with self._database.writing() as session:
            return speaker_choices.mark(session, choice_id, None)

    def all(self, which: ClaimFilter = EVERY_CLAIM) -> Speakers:
        """Every speaker with every claim, for those who need all: it takes the longer the more there are."""
        with self._database.reading() as session:
            found = _everyone(session)
        return found.shown(lambda claim: which.is_shown(claim.said, claim.manner))

    def _count_said(self, which: ClaimFilter) -> None:
        """Count what was said by the setting that ``which`` has, once after the setting changed."""
        if which.attitudes or not which.least_said:
            return
        with self._database.reading() as session:
            counted = least_said(session)
        if counted != which.least_said:
            with self._database.writing() as session:
                recount_said(session, which.least_said)


def _everyone(session: Session) -> Speakers:
    claims: dict[int, list[SpeakerClaim]] = defaultdict(list)
    for group_id, claim in _claims(session):
        claims[group_id].append(claim)
    term = SpeakerTermRow
    terms: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in session.scalars(select(term).order_by(term.claims.desc(), term.text)):
        terms[row.group_id, row.kind].append(row.text)
    groups = {
        row.label: SpeakerGroup(
            row.public_id,
            tuple(dict.fromkeys([row.name, *terms[row.id, NAME]])),
            tuple(terms[row.id, DESCRIPTION]),
            tuple(sorted(claims[row.id], key=lambda claim: claim.key)),
        )
        for row in session.scalars(select(SpeakerGroupRow))
    }
    moves = session.execute(select(SpeakerMoveRow.label, SpeakerMoveRow.into).where(SpeakerMoveRow.leads))
    return gathered(groups, dict(moves.all()))


def _claims(session: Session) -> Iterable[tuple[int, SpeakerClaim]]:
    row = SpokenRow
    columns = (ArticleRow.content_hash, SpeakerRow.name, row.start, row.article_id, row.position)
    query = (
        select(row.group_id, *columns, ClaimRow.description, row.generic, ClaimRow.said, ClaimRow.manner)
        .select_from(row)
        .join(ClaimRow, ClaimRow.id == row.claim_id)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .join(ArticleRow, ArticleRow.id == row.article_id)
    )
    for one in session.execute(query):
        yield (
            one.group_id,
            SpeakerClaim(
                one.content_hash,
                one.name,
                one.start,
                one.article_id,
                one.position,
                one.description or "",
                one.generic,
                one.said,
                Manner(one.manner),
            ),
        )
