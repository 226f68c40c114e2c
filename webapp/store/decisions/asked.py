"""Turns what a person decides on a page into a row of the log, in the words of the text and checked against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from webapp.decisions.claims import claim_at, mention_at
from webapp.decisions.records import (
    ANY,
    OF_CLAIM,
    OF_MENTION,
    Anchor,
    Decision,
    Scope,
    What,
    name_key,
    new_uid,
    now_utc,
)
from webapp.decisions.scopes import scopes_of
from webapp.decisions.standing import effective, target_of
from webapp.domain import Mention, Reading, Span
from webapp.errors import MentionMapperError
from webapp.store.decisions import concerned
from webapp.store.decisions.areas import with_area
from webapp.store.decisions.held import held_of, load
from webapp.store.models import ArticleRow
from webapp.store.records import reading_of

LONGEST_NAME = 200
"""Characters of words that are marked as a place."""


class DecisionRefused(MentionMapperError, ValueError):
    """Raised for a decision that makes no sense for its article; nothing is changed."""

    status = 400


class ReadAnew(MentionMapperError, ValueError):
    """Raised when the words that a page shows are not those of the article's reading any more."""

    status = 409


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person decides on a page: about words of an article, the content of a claim, or all of it.

    ``over`` are the decisions that the page showed there, None if it does not say: then all that are in force.
    """

    who: str
    what: What
    scope: Scope
    article_id: int
    spans: tuple[Span, ...] = ()
    value: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    over: tuple[str, ...] | None = None


def made(session: Session, asked: Asked) -> Decision:
    """The row for what is asked; it is not added yet.

    Raises DecisionRefused for what makes no sense, ReadAnew for a claim that is not there any more, NotFound.
    """
    article = load(session, asked.article_id)
    _require_scope(asked, article)
    shown = reading_of(article)
    row = Decision(
        uid=new_uid(),
        step=new_uid(),
        who=asked.who,
        when=now_utc(),
        what=asked.what,
        scope=asked.scope,
        content_hash=article.content_hash,
        collection=concerned.collection_of(session, article) if asked.scope is Scope.COLLECTION else "",
        value=dict(asked.value),
        why=asked.why,
    )
    if asked.what in OF_MENTION:
        row = with_area(session, _of_mention(row, asked, shown, held_of(session, article).plain))
    elif asked.what in OF_CLAIM:
        row = _of_claim(row, asked, shown)
        if row.what is What.SPEAKER and row.scope is not Scope.CLAIM:
            row = _as_first_named(session, row, held_of(session, article).plain)
    return replace(row, over=_over(session, row, asked.over))


def _over(session: Session, row: Decision, seen: tuple[str, ...] | None) -> tuple[str, ...]:
    log = concerned.log_of(session, [row.content_hash], [row.name])
    there = [one.uid for one in effective(log) if target_of(one) == target_of(row)]
    return tuple(uid for uid in there if seen is None or uid in seen)


def _of_mention(row: Decision, asked: Asked, shown: Reading, plain: Reading) -> Decision:
    text = shown.article.text
    span = _one_span(asked.spans, text)
    mention = _mention(shown.mentions, span)
    read = _mention(plain.mentions, span)
    if row.what is What.PLACE and not row.value.get("place"):
        raise DecisionRefused("say which place it is: choose a candidate, search for one, or point at the map")
    if mention is None and row.what not in (What.MARKED, What.PLACE):
        raise ReadAnew("these words are no name of a place here any more: reload the page")
    if row.what is What.VERIFIED:
        place = mention.resolution.place if mention else None
        if place is None:
            raise DecisionRefused("this name has no place yet: choose one, or say that none can be found")
        row = replace(row, value={"place": asdict(place)})
    known = read or mention
    row = replace(row, what=_as_read(row, read), anchor=Anchor.of(text, known.span if known else span))
    if row.scope is Scope.MENTION or row.anchor is None:
        return row
    was = ANY if read is None else read.resolution.place.id if read.resolution.place else ""
    return replace(row, name=name_key(row.anchor.text), was=was)


def _as_read(row: Decision, read: Mention | None) -> What:
    """What is decided, seen from what the program read there: words are marked only where it read no name."""
    if read is None:
        return What.MARKED if row.what in (What.PLACE, What.VERIFIED) else row.what
    if row.what is What.MARKED:
        return What.PLACE if row.value.get("place") else What.NOT_IDENTIFIABLE
    return row.what


def _of_claim(row: Decision, asked: Asked, shown: Reading) -> Decision:
    text = shown.article.text
    if not asked.spans:
        raise DecisionRefused("say which words the claim has")
    try:
        anchor = Anchor.of(text, *sorted(asked.spans))
    except ValueError as error:
        raise DecisionRefused(str(error)) from error
    at = claim_at([one.attribution.content for one in shown.claims], anchor)
    if row.what is What.CLAIM:
        if at is not None:
            raise DecisionRefused("these words are a claim already: set where its words end, or who said it")
        return replace(row, scope=Scope.CLAIM, anchor=anchor)
    if at is None:
        raise ReadAnew("this claim is not among the article’s any more: reload the page")
    claim = shown.claims[at]
    if row.what is What.ABOUT:
        span = _one_span(tuple(Span(*pair) for pair in [row.value.get("mention") or ()] if len(pair) == 2), text)
        mention = _mention(shown.mentions, span)
        if mention is None:
            raise ReadAnew("these words are no name of a place here any more: reload the page")
        row = replace(row, value={**row.value, "mention": [mention.span.start, mention.span.end]})
    anchor = Anchor.of(text, *claim.attribution.content)
    if row.what is not What.SPEAKER or row.scope is Scope.CLAIM:
        return replace(row, anchor=anchor)
    if claim.speaker is None:
        raise DecisionRefused("this claim has no speaker that others could share: decide on this claim alone")
    return replace(row, anchor=anchor, name=claim.speaker.name, was=claim.speaker.name)


def _as_first_named(session: Session, row: Decision, plain: Reading) -> Decision:
    """A speaker who was renamed before is named as the program read it: the later name takes the place of the other."""
    at = claim_at([one.attribution.content for one in plain.claims], row.anchor)
    speaker = None if at is None else plain.claims[at].speaker
    if speaker is None or speaker.name == row.was:
        return row
    log = concerned.log_of(session, [row.content_hash], [speaker.name])
    renamed = any(
        one.what is What.SPEAKER and one.was == speaker.name and one.value.get("name") == row.was
        for one in effective(log)
    )
    return replace(row, name=speaker.name, was=speaker.name) if renamed else row


def _require_scope(asked: Asked, article: ArticleRow) -> None:
    if asked.scope not in scopes_of(asked.what):
        raise DecisionRefused(f"this cannot be decided for {asked.scope.value!r}: choose another scope")
    if asked.scope is Scope.COLLECTION and article.collection_id is None:
        raise DecisionRefused("this article is in no collection: put it into one first, or choose another scope")


def _one_span(spans: Sequence[Span], text: str) -> Span:
    if len(spans) != 1:
        raise DecisionRefused("say which words it is about: select them in the text")
    (span,) = spans
    if not 0 <= span.start < span.end <= len(text) or not span.of(text).strip():
        raise DecisionRefused("these words are not in the article: select them in its text")
    if span.end - span.start > LONGEST_NAME:
        raise DecisionRefused(f"a name has at most {LONGEST_NAME} characters: select fewer words")
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _mention(mentions: Sequence[Mention], span: Span) -> Mention | None:
    at = mention_at(mentions, span)
    return None if at is None else mentions[at]
