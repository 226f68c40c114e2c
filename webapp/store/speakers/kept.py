"""Keeps whose each claim is, for the articles that come, are read again or go, and for no others.

An article gives each of its names a voice. Whose the voice is follows from its own words and from the few voices of
the same name whose words made a speaker's grow; only if it is one of those, or a person decided about its claims, are
the claims of its name gathered anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, insert, inspect, select, update
from sqlalchemy.orm import Session

from webapp.nlp.fitted.said import least_said as fitted_least_said
from webapp.store.chunks import chunks
from webapp.store.models import ArticleRow
from webapp.store.speakers.claims import Spoken, Voice, kept_in, spoken_in, voices
from webapp.store.speakers.counts import count
from webapp.store.speakers.hints import compare_changed
from webapp.store.speakers.labels import Clusters, label_of
from webapp.store.speakers.models import (
    ChoiceMemberRow,
    SpeakerChoiceRow,
    SpeakerGroupRow,
    SpeakerStateRow,
    SpokenRow,
    VoiceRow,
)
from webapp.store.speakers.regroup import DECIDING, keys_of_choices, recluster, redecide
from webapp.store.speakers.rows import Naming, final_labels, groups_of, named_anew, named_first
from webapp.store.statements import Made, among, table_of

ARTICLES = 1_000
"""Articles whose claims are held in memory at once."""
# Statements are made once: for one article that takes longer than to run them.
_NEW_VOICES, _NEW_SPOKEN = Made(insert(table_of(VoiceRow))), Made(insert(table_of(SpokenRow)))
_SPOKEN = ("claim_id", "voice_id", "group_id", "day", "article_id", "position", "start", "generic")
_VOICES = Made(select(VoiceRow.article_id, VoiceRow.key, VoiceRow.id).where(among(VoiceRow.article_id, "articles")))
_GROWING = Made(
    select(VoiceRow.key, ArticleRow.content_hash, VoiceRow.words)
    .join(ArticleRow, ArticleRow.id == VoiceRow.article_id)
    .where(among(VoiceRow.key, "keys"), VoiceRow.grew.is_(True))
    .order_by(ArticleRow.content_hash)
)
_DECIDED = Made(
    select(ChoiceMemberRow.content_hash, ChoiceMemberRow.key, ChoiceMemberRow.key_now)
    .join(SpeakerChoiceRow, SpeakerChoiceRow.id == ChoiceMemberRow.choice_id)
    .where(
        among(ChoiceMemberRow.content_hash, "hashes"),
        SpeakerChoiceRow.undone.is_(None),
        SpeakerChoiceRow.kind.in_(DECIDING),
    )
)


class KeptSpeakers:
    """The part of what the database keeps that says who speaks."""

    def added(self, session: Session, article_ids: Sequence[int]) -> None:
        """Give the claims of these articles to their speakers."""
        for some in chunks(article_ids, ARTICLES):
            _add(session, voices(spoken_in(session, some)))
            compare_changed(session)

    def leaving(self, session: Session, article_ids: Sequence[int]) -> None:
        """Take the claims of these articles from their speakers."""
        for some in chunks(article_ids, ARTICLES):
            _remove(session, some)
            compare_changed(session)

    def fill(self, session: Session) -> None:
        """Keep all articles, once after the tables were made for a database that has some."""
        state, connection = SpeakerStateRow, session.connection()
        if not inspect(connection).has_table(state.__tablename__) or connection.scalar(select(state.filled)):
            return
        connection.execute(update(state).values(least_said=fitted_least_said()))
        last = 0
        article = ArticleRow
        while (
            ids := session.connection()
            .scalars(select(article.id).where(article.id > last).order_by(article.id).limit(ARTICLES))
            .all()
        ):
            self.added(session, ids)
            last = ids[-1]
        session.connection().execute(update(state).values(filled=True))


def _add(session: Session, found: list[Voice]) -> None:
    if not found:
        return
    growing = _place(session, found)
    decided = _keys_decided(session, found) | _insert_voices(session, found)
    decided |= keys_of_choices(session, recluster(session, growing))
    if decided:
        redecide(session, decided)


def _remove(session: Session, article_ids: Sequence[int]) -> None:
    claims = kept_in(session, article_ids)
    if not claims:
        return
    columns = (VoiceRow.key, VoiceRow.grew, VoiceRow.mark, ArticleRow.content_hash)
    query = select(*columns).join(ArticleRow, ArticleRow.id == VoiceRow.article_id)
    leaving = session.connection().execute(query.where(VoiceRow.article_id.in_(article_ids))).all()
    decided = _keys_decided(session, voices(claim for _, claim in claims))
    gone = select(VoiceRow.id).where(VoiceRow.article_id.in_(article_ids))
    session.connection().execute(delete(SpokenRow).where(SpokenRow.voice_id.in_(gone)))
    session.connection().execute(delete(VoiceRow).where(VoiceRow.article_id.in_(article_ids)))
    count(session, claims, -1)
    _name_those_left(session, {row for row, _ in claims}, {row.content_hash for row in leaving})
    decided |= keys_of_choices(session, recluster(session, {row.key for row in leaving if row.grew}))
    if decided:
        redecide(session, decided)


def _place(session: Session, found: list[Voice]) -> set[str]:
    """Mark new voices; returns the names where the voices that are there may have to be placed anew."""
    by_key: dict[str, list[Voice]] = defaultdict(list)
    for voice in found:
        if voice.is_placed:
            by_key[voice.key].append(voice)
    steps = _steps(session, by_key)
    growing = set()
    for key, new in by_key.items():
        new.sort(key=lambda voice: voice.content_hash)
        held = steps.get(key, [])
        alone = Clusters()
        for voice in new:
            clusters = alone if not held else _replayed(held, voice.content_hash)
            voice.mark, voice.grew = clusters.place(voice.words)
            if held and voice.grew:
                growing.add(key)
    return growing


def _steps(session: Session, keys: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """The voices of names at which a speaker's words grew, as content hash and words, in their order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for some in chunks(keys):
        for key, content_hash, words in _GROWING.rows(session, keys=some):
            found[key].append((content_hash, words))
    return found


def _replayed(steps: Iterable[tuple[str, str]], before: str) -> Clusters:
    clusters = Clusters()
    for content_hash, words in steps:
        if content_hash < before:
            clusters.place(words.split())
    return clusters


def _insert_voices(session: Session, found: list[Voice]) -> set[str]:
    """Keep new voices, counted with their groups; returns the names of which a group has no name yet."""
    finals = final_labels(session, {label_of(voice.key, voice.mark) for voice in found})
    namings: dict[str, Naming] = {}
    for voice in sorted(found, key=lambda voice: voice.content_hash):
        label = label_of(voice.key, voice.mark)
        if finals[label] == label:
            namings.setdefault(label, Naming(voice.name, voice.content_hash))
    merged = set(finals.values()) - namings.keys()
    group_ids, fresh = groups_of(session, namings | dict.fromkeys(merged, Naming("", "")))
    named_first(session, {group_ids[label]: naming for label, naming in namings.items() if label not in fresh})
    rows = [(voice.article_id, voice.key, " ".join(sorted(voice.words)), voice.mark, voice.grew) for voice in found]
    _NEW_VOICES.fill(session, ("article_id", "key", "words", "mark", "grew"), rows)
    article_ids = sorted({voice.article_id for voice in found})
    made = _VOICES.rows(session, articles=article_ids)
    ids = {(article_id, key): voice_id for article_id, key, voice_id in made}
    voice_ids = [ids[voice.article_id, voice.key] for voice in found]
    owners = [group_ids[finals[label_of(voice.key, voice.mark)]] for voice in found]
    spoken = [
        _spoken_row(claim, voice_id, group_id)
        for voice, voice_id, group_id in zip(found, voice_ids, owners, strict=True)
        for claim in voice.claims
    ]
    _NEW_SPOKEN.fill(session, _SPOKEN, spoken)
    pairs = zip(found, owners, strict=True)
    count(session, [(group_id, claim) for voice, group_id in pairs for claim in voice.claims], 1)
    return {voice.key for voice in found if finals[label_of(voice.key, voice.mark)] in merged & fresh}


def _spoken_row(claim: Spoken, voice_id: int, group_id: int) -> tuple[object, ...]:
    place = claim.article_id, claim.position, claim.start
    return claim.claim_id, voice_id, group_id, claim.day, *place, claim.generic


def _keys_decided(session: Session, found: Collection[Voice]) -> set[str]:
    """The names of these voices about whose own claims a person decided."""
    here = {(voice.content_hash, voice.key) for voice in found}
    decided = set()
    for some in chunks({content_hash for content_hash, _ in here}):
        for content_hash, *keys in _DECIDED.rows(session, hashes=some):
            decided |= {key for key in keys if (content_hash, key) in here}
    return decided


def _name_those_left(session: Session, group_ids: Collection[int], gone: Collection[str]) -> None:
    """Name groups anew whose name an article gave that goes."""
    row = SpeakerGroupRow
    for some in chunks(sorted(group_ids)):
        left = session.connection().execute(select(row.id, row.label, row.first).where(row.id.in_(some)))
        named_anew(session, {one.id: one.label for one in left if one.first in gone})
