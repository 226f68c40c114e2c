"""The speakers of all articles, and what a person decided about them: merged, split, undone."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from webapp.domain import Basis, Manner, Role
from webapp.errors import NotFound, SpeakerRefused
from webapp.store.claim_filter import EVERY_CLAIM, ClaimFilter
from webapp.store.database import Database
from webapp.store.models import (
    ArticleRow,
    ClaimPlaceRow,
    ClaimRow,
    ClaimSpanRow,
    MentionRow,
    PlaceRow,
    SpeakerChoiceRow,
    SpeakerRow,
)
from webapp.store.queries import placed_claims
from webapp.store.speaker_groups import Choice, Member, SpeakerClaim, SpeakerGroup, Speakers, group, members
from webapp.store.summaries import PlacedClaim

MERGE, SPLIT = "merge", "split"
_GROUNDS = tuple(Basis)


@dataclass(frozen=True, slots=True)
class MadeChoice:
    """A merge or a split in words, and when it was made and undone."""

    id: int
    kind: str
    words: str
    made: dt.datetime
    undone: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SpokenPlace:
    """A place that a claim is linked to, on the nearest ground there is; ``id`` is None if it is not on the map."""

    id: str | None
    name: str
    role: Role
    basis: Basis = Basis.CONTENT


@dataclass(frozen=True, slots=True)
class SpokenClaim:
    """A claim on its speaker's page; ``key`` is ``SpeakerClaim.form_key``, by which the form that splits names it."""

    claim: PlacedClaim
    places: tuple[SpokenPlace, ...]
    key: str


class SpeakerBook:
    """Speakers across all articles, in the database of articles; may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[tuple[object, ...], Speakers] | None = None
        self._shown: tuple[Speakers, tuple[float, bool], Speakers] | None = None
        self._lock = threading.Lock()

    def all(self, which: ClaimFilter = EVERY_CLAIM) -> Speakers:
        """Every speaker with claims that were said, or with any if ``which`` shows attitudes; most claims first."""
        with self._database.reading() as session:
            found = self.within(session)
        wanted = which.least_said, which.attitudes
        with self._lock:
            if self._shown is None or self._shown[0] is not found or self._shown[1] != wanted:
                shown = found.shown(lambda claim: which.is_shown(claim.said, claim.manner))
                self._shown = found, wanted, shown
            return self._shown[2]

    def within(self, session: Session) -> Speakers:
        """Every speaker as ``session`` sees them."""
        state = _state(session)
        with self._lock:
            if self._known is None or self._known[0] != state:
                self._known = state, group(_speaker_claims(session), _choices(session))
            return self._known[1]

    def speaker(self, speaker_id: str, which: ClaimFilter = EVERY_CLAIM) -> SpeakerGroup:
        """One speaker, also by the id it had before it was merged; NotFound if there is none."""
        return _find(self.all(which), speaker_id)

    def claims(self, speaker_id: str, which: ClaimFilter = EVERY_CLAIM) -> tuple[SpokenClaim, ...]:
        """Everything that a speaker said, the newest article first; attitudes too if ``which`` shows them."""
        with self._database.reading() as session:
            found = _find(self.within(session), speaker_id)
            keys = {claim.key: claim.form_key for claim in found.claims if which.is_shown(claim.said, claim.manner)}
            rows = _claim_rows(session, {article for article, _ in keys}, keys)
            spoken = [
                SpokenClaim(claim, _places(row), keys[row.article_id, row.position])
                for row, claim in zip(rows, placed_claims(session, rows, which), strict=True)
            ]
        return tuple(sorted(spoken, key=_newest_first))

    def titles(self, articles: Collection[int]) -> dict[int, str]:
        """The titles of some articles, by id."""
        query = select(ArticleRow.id, ArticleRow.title).where(ArticleRow.id.in_(sorted(articles)))
        with self._database.reading() as session:
            return {row.id: row.title for row in session.execute(query)}

    def merge(self, speaker_id: str, other_ids: Collection[str]) -> SpeakerGroup:
        """Merge the others into this speaker; SpeakerRefused if there is no other."""
        with self._database.writing() as session:
            speakers = self.within(session)
            into = _find(speakers, speaker_id)
            others = {other.id: other for other in (_find(speakers, one) for one in other_ids)}
            others.pop(into.id, None)
            if not others:
                raise SpeakerRefused("nobody was chosen to merge with: choose another speaker")
            every = [claim for one in speakers.groups for claim in one.claims]
            moved = [claim for other in others.values() for claim in other.claims]
            names = " and ".join(f"“{other.name}”" for other in others.values())
            words = f"{names} merged into “{into.name}”"
            _keep(session, MERGE, words, members(into.claims, every), members(moved, every))
        return self.speaker(into.id)

    def split(self, speaker_id: str, keys: Collection[str]) -> SpeakerGroup:
        """Split off the claims with these keys as somebody else's with this name; SpeakerRefused for none or all."""
        with self._database.writing() as session:
            speakers = self.within(session)
            found = _find(speakers, speaker_id)
            of_key = {claim.form_key: claim for claim in found.claims}
            if not keys:
                raise SpeakerRefused("no claim was chosen: choose those that somebody else made")
            if not of_key.keys() >= set(keys):
                raise SpeakerRefused("the article was read again or deleted after this page was opened: choose anew")
            chosen = [of_key[key] for key in sorted(set(keys))]
            if len(chosen) == len(found.claims):
                raise SpeakerRefused("every claim was chosen: leave at least one with the speaker")
            count = f"{len(chosen)} claim{'' if len(chosen) == 1 else 's'}"
            kept = members(chosen, [claim for one in speakers.groups for claim in one.claims])
            _keep(session, SPLIT, f"{count} split off from “{found.name}”", kept, ())
        return self.all().of_claim[chosen[0].key]

    def choices(self) -> tuple[MadeChoice, ...]:
        """Every merge and split, the last first."""
        with self._database.reading() as session:
            rows = session.scalars(select(SpeakerChoiceRow).order_by(SpeakerChoiceRow.id.desc()))
            return tuple(MadeChoice(row.id, row.kind, row.words, row.made, row.undone) for row in rows)

    def undo(self, choice_id: int) -> MadeChoice:
        """Undo a merge or a split; NotFound if there is none."""
        return self._mark(choice_id, dt.datetime.now(dt.UTC).replace(tzinfo=None))

    def redo(self, choice_id: int) -> MadeChoice:
        """Redo a merge or a split that was undone; NotFound if there is none."""
        return self._mark(choice_id, None)

    def _mark(self, choice_id: int, undone: dt.datetime | None) -> MadeChoice:
        with self._database.writing() as session:
            row = session.get(SpeakerChoiceRow, choice_id)
            if row is None:
                raise NotFound("there is no such merge or split")
            row.undone = undone
            return MadeChoice(row.id, row.kind, row.words, row.made, row.undone)


def _state(session: Session) -> tuple[object, ...]:
    # An article's text never changes and its id is never another's: their number, the last of them and two sums tell
    # which there are, and the highest revision how they are read. Choices come and go by undo and redo, and change when
    # an article is read again, so the full list of their ids is needed.
    choice = SpeakerChoiceRow
    held = session.scalars(select(choice.id).where(choice.undone.is_(None)).order_by(choice.id))
    article = ArticleRow
    sums = (func.sum(article.id), func.sum(article.id * article.id))
    counts = (func.max(article.id), func.count(article.id), func.max(article.revision), *sums)
    articles = session.execute(select(*counts)).one()
    return (*articles, tuple(held))


def _speaker_claims(session: Session) -> list[SpeakerClaim]:
    start = (
        select(func.min(ClaimSpanRow.start))
        .where(ClaimSpanRow.claim_id == ClaimRow.id, ClaimSpanRow.part == "content")
        .scalar_subquery()
    )
    query = (
        select(
            ArticleRow.content_hash,
            SpeakerRow.name,
            func.coalesce(start, 0).label("start"),
            ClaimRow.article_id,
            ClaimRow.position,
            ClaimRow.description,
            ClaimRow.generic,
            ClaimRow.said,
            ClaimRow.manner,
        )
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .join(SpeakerRow, SpeakerRow.id == ClaimRow.speaker_id)
        .where(SpeakerRow.name != "")
    )
    return [
        SpeakerClaim(
            row.content_hash,
            row.name,
            row.start,
            row.article_id,
            row.position,
            row.description or "",
            _is_generic(row.name, row.generic),
            row.said,
            Manner(row.manner),
        )
        for row in session.execute(query)
    ]


def _is_generic(name: str, stored: bool | None) -> bool:
    """Whether a name is only a common noun; of what earlier versions read, that is known of small letters only."""
    return name.islower() if stored is None else stored


def _choices(session: Session) -> list[Choice]:
    query = select(SpeakerChoiceRow).where(SpeakerChoiceRow.undone.is_(None)).order_by(SpeakerChoiceRow.id)
    return [
        Choice(row.id, row.kind, tuple(Member(**one) for one in row.chosen), tuple(Member(**one) for one in row.other))
        for row in session.scalars(query)
    ]


def _keep(session: Session, kind: str, words: str, chosen: Iterable[Member], other: Iterable[Member]) -> None:
    now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    row = SpeakerChoiceRow(kind=kind, made=now, words=words)
    row.chosen, row.other = [asdict(one) for one in chosen], [asdict(one) for one in other]
    session.add(row)


def _find(speakers: Speakers, speaker_id: str) -> SpeakerGroup:
    found = speakers.by_id.get(speaker_id)
    if found is None:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted or read again")
    return found


def _claim_rows(session: Session, articles: set[int], keys: Collection[tuple[int, int]]) -> list[ClaimRow]:
    query = (
        select(ClaimRow)
        .where(ClaimRow.article_id.in_(sorted(articles)), ClaimRow.speaker_id.is_not(None))
        .options(
            joinedload(ClaimRow.speaker),
            selectinload(ClaimRow.spans),
            selectinload(ClaimRow.places).joinedload(ClaimPlaceRow.mention).joinedload(MentionRow.place),
        )
        .order_by(ClaimRow.article_id, ClaimRow.position)
    )
    return [row for row in session.scalars(query) if (row.article_id, row.position) in keys]


def _places(row: ClaimRow) -> tuple[SpokenPlace, ...]:
    found: dict[tuple[str | None, str], SpokenPlace] = {}
    for link in sorted(row.places, key=lambda link: _GROUNDS.index(Basis(link.basis))):
        place: PlaceRow | None = link.mention.place if link.mention.mappable else None
        one = SpokenPlace(
            place.id if place else None, place.name if place else link.mention.text, Role(link.role), Basis(link.basis)
        )
        found.setdefault((one.id or one.name, link.role), one)
    return tuple(found.values())


def _newest_first(spoken: SpokenClaim) -> tuple[int, int, int]:
    article = spoken.claim.article
    return -(article.date.toordinal() if article.date else 0), -article.id, spoken.claim.index
