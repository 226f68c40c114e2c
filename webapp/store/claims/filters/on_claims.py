"""Filters on the claim itself: its words, speaker, kind and manner, whether it was said, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from sqlalchemy import ColumnElement, Select, select

from webapp.domain import ClaimKind, Manner, Status
from webapp.page_words import KINDS, MANNERS, STATUSES
from webapp.store.claims.filters.declared import (
    YES,
    Declared,
    Level,
    Panel,
    Shape,
    Subject,
    among,
    flag,
    in_order,
    one_text,
    share,
)
from webapp.store.claims.search import CLAIMS, found, matches
from webapp.store.models import ClaimRow, SpeakerRow
from webapp.store.speakers.models import SpeakerGroupRow, SpokenRow

UNNAMED = "-"
"""The value in an address for claims whose speaker is not named."""


def _spoken_by(name: str) -> ColumnElement[bool]:
    theirs = ClaimRow.speaker_id.in_(select(SpeakerRow.id).where(SpeakerRow.name == name))
    return theirs if name else theirs | ClaimRow.speaker_id.is_(None)


def _of_speaker(public_id: str) -> Select[int]:
    group = SpeakerGroupRow
    return select(SpokenRow.claim_id).join(group, group.id == SpokenRow.group_id).where(group.public_id == public_id)


def _speaker(values: Sequence[str]) -> str | None:
    return "" if values and values[-1] == UNNAMED else one_text(values)


def _words_of(subject: Subject) -> str:
    text = subject.article.text
    return " … ".join(span.of(text) for span in subject.claim.attribution.content)


def _values(chosen: Iterable[ClaimKind | Manner | Status]) -> list[str]:
    return [one.value for one in chosen]


ON_CLAIMS = (
    Declared(
        name="words",
        field="words",
        label="Words in the claim",
        level=Level.CLAIM,
        where=lambda words: ClaimRow.id.in_(found(CLAIMS, words)),
        holds=lambda words, subject: matches(_words_of(subject), words),
        read=one_text,
        write=lambda words: [words],
        words="with “{}”",
        panel=Panel.NOWHERE,
        column=lambda words, chunk: chunk.with_ids("words", partial(found, CLAIMS, words)),
    ),
    Declared(
        name="speaker",
        field="speaker",
        label="Speaker",
        level=Level.CLAIM,
        where=_spoken_by,
        holds=lambda name, subject: name == (subject.claim.speaker.name if subject.claim.speaker else ""),
        read=_speaker,
        write=lambda name: [name or UNNAMED],
        shape=Shape.CHOICE,
        words="by {}",
        panel=Panel.FIRST,
        dash="speakers not named",
        column=lambda name, chunk: chunk.spoken_by(name),
        reads=("speaker",),
    ),
    Declared(
        name="who",
        field="who",
        label="Speaker over all articles",
        level=Level.CLAIM,
        where=lambda public_id: ClaimRow.id.in_(_of_speaker(public_id)),
        # Who somebody is in other articles, no reading knows.
        holds=lambda public_id, subject: True,
        read=one_text,
        write=lambda public_id: [public_id],
        words="by the chosen speaker",
        panel=Panel.NOWHERE,
        column=lambda public_id, chunk: chunk.with_ids("who", partial(_of_speaker, public_id)),
    ),
    Declared(
        name="kind",
        field="kinds",
        label="In whose words",
        level=Level.CLAIM,
        where=lambda kinds: ClaimRow.kind.in_(in_order(kinds)),
        holds=lambda kinds, subject: subject.claim.kind in kinds,
        read=among(ClaimKind),
        write=in_order,
        shape=Shape.CHOICE,
        values=tuple((kind.value, words) for kind, words in KINDS.items()),
        several=True,
        column=lambda kinds, chunk: chunk.among("kind", _values(kinds)),
        reads=("kind",),
    ),
    Declared(
        name="manner",
        field="manners",
        label="How it was said",
        level=Level.CLAIM,
        where=lambda manners: ClaimRow.manner.in_(in_order(manners)),
        holds=lambda manners, subject: subject.claim.manner in manners,
        read=among(Manner),
        write=in_order,
        shape=Shape.CHOICE,
        values=tuple((manner.value, words) for manner, words in MANNERS.items()),
        several=True,
        column=lambda manners, chunk: chunk.among("manner", _values(manners)),
        reads=("manner",),
        panel=Panel.FIRST,
    ),
    Declared(
        name="attitudes",
        field="attitudes",
        label="also attitudes and intentions",
        level=Level.CLAIM,
        # Depends on the threshold too: ClaimFilter.where_shown has the condition.
        where=None,
        holds=lambda attitudes, subject: True,
        read=flag,
        write=lambda attitudes: [YES] if attitudes else [],
        shape=Shape.FLAG,
        group="What was said",
        widens=True,
    ),
    Declared(
        name="confidence",
        field="least_confidence",
        label="At least this sure",
        level=Level.CLAIM,
        where=lambda least: ClaimRow.confidence >= least,
        holds=lambda least, subject: subject.claim.confidence >= least,
        read=partial(share, "confidence"),
        write=lambda least: [f"{least:g}"],
        shape=Shape.SHARE,
        words="at least {} sure",
        column=lambda least, chunk: chunk.at_least("confidence", least),
        reads=("confidence",),
    ),
    Declared(
        name="status",
        field="statuses",
        label="Reviewed",
        level=Level.CLAIM,
        where=lambda statuses: ClaimRow.status.in_(in_order(statuses)),
        holds=lambda statuses, subject: subject.claim.status in statuses,
        read=among(STATUSES),
        write=in_order,
        shape=Shape.CHOICE,
        values=tuple((status.value, words) for status, words in STATUSES.items()),
        several=True,
        column=lambda statuses, chunk: chunk.among("status", _values(statuses)),
        reads=("status",),
    ),
)
"""In the order in which pages show them."""
