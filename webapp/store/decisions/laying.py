"""Lays the log over articles: what the tables show of an article is its plain reading with the decisions in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from webapp.decisions.overlay import InForce, Laid, given_by, laid_over, placed
from webapp.decisions.records import Decision
from webapp.decisions.standing import Standing
from webapp.domain import Article, Mention, Placed, Reading
from webapp.store.chunks import chunks
from webapp.store.decisions import concerned
from webapp.store.decisions.held import Held, held_of, let_go, load, packed, whole
from webapp.store.decisions.models import LaidRow, PlainReadingRow
from webapp.store.models import ArticleRow
from webapp.store.records import article_of, reading_of
from webapp.store.saving import no_article, put

AT_ONCE = 50
"""Articles that are loaded together."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What laying the log over articles changed: how many of them, and how many of their mentions and claims."""

    articles: int = 0
    mentions: int = 0
    claims: int = 0
    to_inform: tuple[int, ...] = ()
    """Articles whose other names should be read with the decided places in view."""

    def __add__(self, other: Changed) -> Changed:
        return Changed(
            self.articles + other.articles,
            self.mentions + other.mentions,
            self.claims + other.claims,
            self.to_inform + other.to_inform,
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """How an article is to be shown."""

    article: ArticleRow
    held: Held
    before: Reading
    now: Reading
    lost: bool
    uids: frozenset[str]
    to_inform: tuple[int, ...]
    differs: bool

    @property
    def changed(self) -> Changed:
        """What it changes."""
        if not self.differs:
            return Changed(to_inform=self.to_inform)
        mentions = _changes(_seen(self.before.mentions), _seen(self.now.mentions))
        claims = _changes(self.before.claims, self.now.claims)
        return Changed(1, mentions, claims, self.to_inform)


def replace_plain(session: Session, article_id: int, held: Held) -> Changed:
    """Put what the program reads now in place of what it read; what is shown has the decisions in force over it.

    Raises NotFound if there is no such article, ValueError if the reading is of another text.
    """
    if concerned.is_empty(session):
        put(session, [(_of(session.get(ArticleRow, article_id), held.plain), held.plain)])
        return Changed(1)
    article = _of(load(session, article_id), held.plain)
    return _show(session, article, held, concerned.standing_for(session, [article.content_hash]), always=True)


def inform(session: Session, article_id: int, reading: Reading) -> Changed:
    """Keep what was read of an article with decided places in view; it is shown if these are still the ones."""
    article = _of(load(session, article_id), reading)
    in_force = concerned.standing_for(session, [article.content_hash])
    held = replace(held_of(session, article), informed=reading, informed_by=given_by(reading.article.placed))
    return replace(_show(session, article, held, in_force), to_inform=())


def lay(session: Session, article_ids: Sequence[int]) -> Changed:
    """Lay the log as it is now over these articles; those that it does not change are left alone."""
    changed = Changed()
    for some in chunks(article_ids, AT_ONCE):
        articles = session.scalars(whole(some)).all()
        found = concerned.standing_for(session, [one.content_hash for one in articles])
        plans = [_planned(session, article, held_of(session, article), found) for article in articles]
        changed += _carry_out(session, plans)
    return changed


def take_off(session: Session, article_ids: Sequence[int]) -> None:
    """Show of these articles what the program read of them, and nothing that was decided: the log keeps that."""
    kept = select(PlainReadingRow.article_id).where(PlainReadingRow.article_id.in_(article_ids))
    ids = session.scalars(kept).all()
    if not ids:
        return
    articles = session.scalars(whole(ids)).all()
    plain = [(one, replace(held_of(session, one).plain, article=article_of(one))) for one in articles]
    for article in articles:
        let_go(session, article)
    put(session, plain)
    session.execute(delete(LaidRow).where(LaidRow.article_id.in_(ids)))
    session.execute(delete(PlainReadingRow).where(PlainReadingRow.article_id.in_(ids)))


def given_to(session: Session, article_id: int) -> Article | None:
    """An article with the places that were decided on, to be read with these in view; None if nothing is to be read.

    That is so where nothing was decided, or it was read with these places already. Raises NotFound.
    """
    article = load(session, article_id)
    held = held_of(session, article)
    given = _given(session, article, held)
    if not given or given_by(given) == held.informed_by:
        return None
    return replace(article_of(article), placed=given)


def shown(session: Session, article: ArticleRow, held: Held | None = None) -> Laid:
    """How an article is shown now, or would be if that was ``held`` of it, with the decisions that concern it."""
    on, collection = _on(session, article)
    return _laid(held or held_of(session, article), on, collection)[0]


def in_force_on(session: Session, article: ArticleRow, *several: Held) -> list[list[Decision]]:
    """The decisions that find their words in each of several readings of an article, in order."""
    on, collection = _on(session, article)
    whole = [on.whole] if on.whole else []
    named = on.mentions.names.values()
    rows = {row.uid: row for row in (*on.claims.single, *on.claims.speakers, *named, *whole)}
    found = []
    for held in several:
        laid, base = _laid(held, on, collection)
        there = rows | {one.decision.uid: one.decision for one in laid.judged}
        found.append(sorted((there[uid] for uid in _uids(laid, on, base)), key=lambda row: row.order))
    return found


def followed(session: Session, article: ArticleRow) -> tuple[Reading, Reading] | None:
    """How an article would be shown if the program had read it by itself, and is shown; None if it did.

    Both have the decisions laid over them: what differs is what it made of the decided places.
    """
    held = held_of(session, article)
    if _usable(held, _given(session, article, held)) is None:
        return None
    return shown(session, article, Held(held.plain)).reading, shown(session, article, held).reading


def _show(session: Session, article: ArticleRow, held: Held, in_force: Standing, *, always: bool = False) -> Changed:
    return _carry_out(session, [_planned(session, article, held, in_force, always=always)])


def _planned(session: Session, article: ArticleRow, held: Held, in_force: Standing, *, always: bool = False) -> _Plan:
    on, collection = concerning(session, article, in_force)
    laid, base = _laid(held, on, collection)
    before = reading_of(article)
    now = replace(laid.reading, article=before.article)
    uids, to_inform = _uids(laid, on, base), _to_inform(article.id, held, laid.placed)
    differs = always or _differ(before, now)
    return _Plan(article, held, before, now, bool(laid.lost), frozenset(uids), to_inform, differs)


def _carry_out(session: Session, plans: Sequence[_Plan]) -> Changed:
    changed = Changed()
    for plan in plans:
        let_go(session, plan.article)
    if to_put := [(plan.article, plan.now) for plan in plans if plan.differs]:
        put(session, to_put)
    for plan in plans:
        _keep(session, plan)
        changed += plan.changed
    return changed


def _seen(mentions: Sequence[Mention]) -> list[object]:
    """What people are told of mentions; confidences and reasons also move with what else is decided in the article."""
    return [(one.span, one.kind, one.resolution.place, one.resolution.status) for one in mentions]


def _changes(before: Sequence[object], now: Sequence[object]) -> int:
    return sum(one != other for one, other in zip(before, now, strict=False)) + abs(len(before) - len(now))


def _differ(before: Reading, now: Reading) -> bool:
    return (before.mentions, before.claims, before.edition) != (now.mentions, now.claims, now.edition)


def _to_inform(article_id: int, held: Held, given: Sequence[Placed]) -> tuple[int, ...]:
    return (article_id,) if given and given_by(given) != held.informed_by else ()


def _laid(held: Held, on: InForce, collection: str) -> tuple[Laid, Reading]:
    """What was read of an article with decisions laid over it, and which of its readings they are laid over."""
    informed = _usable(held, placed(held.plain, on, collection))
    return laid_over(held.plain, on, collection, informed), informed or held.plain


def _usable(held: Held, given: Sequence[Placed]) -> Reading | None:
    """The informed reading, unless something else has been decided since."""
    if held.informed is None or held.informed_by != given_by(given):
        return None
    return held.informed if held.informed.edition == held.plain.edition else None


def _uids(laid: Laid, on: InForce, base: Reading) -> set[str]:
    lost = {row.uid for row in laid.lost}
    rows: list[Decision] = [one.decision for one in laid.judged]
    # One on a name whose words a narrower decision settles is not lost: it holds again once that is undone.
    rows += [row for row in on.mentions.names.values() if _is_of_words(row, base, laid)]
    rows += [row for row in on.claims.single if row.uid not in lost]
    names = {claim.speaker.name for claim in base.claims if claim.speaker}
    # The narrowest of those on one name is what the claims show.
    rows += {row.was: row for row in reversed(on.claims.speakers) if row.was in names}.values()
    return {row.uid for row in [*rows, *([on.whole] if on.whole else [])]}


def _is_of_words(row: Decision, base: Reading, laid: Laid) -> bool:
    """Whether a decision on a name was made in this article, on words that something is decided about."""
    anchor = row.anchor
    if anchor is None or row.content_hash != base.article.content_hash:
        return False
    return any(one.span.overlaps(anchor.spans[0]) for one in laid.judged)


def _keep(session: Session, plan: _Plan) -> None:
    """Note which decisions an article shows, and keep what the program read of it for as long as there are any."""
    article_id, held = plan.article.id, plan.held
    kept = session.get(PlainReadingRow, article_id)
    if kept is not None:
        session.execute(delete(LaidRow).where(LaidRow.article_id == article_id))
    if not plan.uids and not plan.lost:
        if kept is not None:
            session.delete(kept)
            session.flush()
        return
    if plan.uids:
        session.execute(insert(LaidRow), [{"uid": uid, "article_id": article_id} for uid in sorted(plan.uids)])
    if kept is None:
        kept = PlainReadingRow(article_id=article_id)
        session.add(kept)
    kept.plain = packed(held.plain)
    kept.informed = packed(held.informed) if held.informed else None
    kept.informed_by = held.informed_by
    session.flush()


def concerning(session: Session, article: ArticleRow, found: Standing) -> tuple[InForce, str]:
    """Those of some decisions in force that concern an article, and the name of its collection, "" for none."""
    name = concerned.collection_of(session, article)
    return InForce.of(found, article.content_hash, name), name


def _on(session: Session, article: ArticleRow) -> tuple[InForce, str]:
    """All in force that concern an article, and the name of its collection."""
    return concerning(session, article, concerned.standing_for(session, [article.content_hash]))


def _given(session: Session, article: ArticleRow, held: Held) -> tuple[Placed, ...]:
    on, collection = _on(session, article)
    return placed(held.plain, on, collection)


def _of(article: ArticleRow | None, reading: Reading) -> ArticleRow:
    if article is None:
        raise no_article()
    if article.content_hash != reading.article.content_hash:
        raise ValueError(f"the reading is not of article {article.id}")
    return article
