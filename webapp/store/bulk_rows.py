"""The rows of a reading before the database knows it: made anywhere, in any process, and saved together with others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from operator import attrgetter, itemgetter
from typing import Any, cast

from gazetteer.place import Place
from webapp.decisions.doubt import doubts
from webapp.domain import Candidate, Claim, Mention, Reading
from webapp.store.copies.shingles import marks
from webapp.store.records import (
    PLACE_FIELDS,
    article_values,
    claim_values,
    link_values,
    mention_values,
    span_values,
)
from webapp.store.saving import require_storable

Values = dict[str, Any]

_PLACES_REMEMBERED = 10_000
_WORDS_OF_MENTION = ("evidence", "why_a_place", "contrast")


MENTION = (
    *("position", "start", "end", "text", "kind", "confidence", "place_id", "place_confidence", "status", "evidence"),
    *("candidates", "mappable", "why_a_place", "contrast", "sense", "doubt"),
)
CLAIM = (
    *("position", "kind", "confidence", "description", "manner", "negated", "within", "evidence", "why_speaker"),
    *("said", "speaker_confidence", "generic", "status"),
)
SPAN = ("part", "start", "end")
LINK = ("role", "evidence", "basis", "confidence")
"""The columns of rows, in the order of their values. Names with each value would make rows several times as large."""
_mention_values, _claim_values = itemgetter(*MENTION), itemgetter(*CLAIM)
_span_values, _link_values = itemgetter(*SPAN), itemgetter(*LINK)
_place_values = attrgetter(*PLACE_FIELDS)


@dataclass(frozen=True, slots=True)
class Rows:
    """An article's rows as tuples, without ids: mentions and claims are known by their position.

    Columns of JSON are encoded, but for those of the article itself.
    """

    article: Values
    mentions: list[tuple[Any, ...]]
    claims: list[tuple[Any, ...]]
    speakers: list[str | None]
    """The speaker of each claim."""
    spans: list[tuple[Any, ...]]
    """Each with the position of its claim before its columns."""
    links: list[tuple[Any, ...]]
    """Each with the positions of its claim and its mention before its columns."""
    marks: list[int]
    """Those of its text, by which copies of it are found."""
    places: dict[str, tuple[Any, ...]]
    """The fields of the mentions' places, by id."""

    @property
    def content_hash(self) -> str:
        """What identifies the article."""
        return str(self.article["content_hash"])


def rows_of(reading: Reading) -> Rows:
    """The rows of an article with its reading; raises UnreadableArticle if it cannot be stored."""
    require_storable(reading)
    claims = list(enumerate(reading.claims))
    places = (mention.resolution.place for mention in reading.mentions)
    doubted = doubts(reading)
    return Rows(
        article=article_values(reading),
        mentions=[_mention(n, mention, reading, doubted[n]) for n, mention in enumerate(reading.mentions)],
        claims=[_claim(position, claim) for position, claim in claims],
        speakers=[claim.speaker.name if claim.speaker else None for claim in reading.claims],
        spans=[(n, *_span_values(values)) for n, claim in claims for values in span_values(claim)],
        links=[(n, link.mention, *_link_values(link_values(link))) for n, claim in claims for link in claim.places],
        marks=marks(reading.article.text),
        places={place.id: _place_values(place) for place in places if place},
    )


def _mention(position: int, mention: Mention, reading: Reading, doubt: float) -> tuple[Any, ...]:
    values = mention_values(position, mention, reading.article)
    place = mention.resolution.place
    values["place_id"] = place.id if place else None
    values["candidates"] = _candidates_json(mention.resolution.candidates)
    values |= {column: _words_json(values[column]) for column in _WORDS_OF_MENTION}
    values["doubt"] = doubt
    return cast("tuple[Any, ...]", _mention_values(values))


def _claim(position: int, claim: Claim) -> tuple[Any, ...]:
    values = claim_values(position, claim)
    values["evidence"] = _words_json(claim.evidence)
    return cast("tuple[Any, ...]", _claim_values(values))


def _candidates_json(candidates: Iterable[Candidate]) -> str:
    """The column of a mention's candidates: the same places come again and again, and are encoded once."""
    return f"[{', '.join(map(_candidate_json, candidates))}]"


def _words_json(words: Sequence[str]) -> str:
    """A column of sentences; three times as fast as the encoder that takes anything."""
    return f"[{', '.join(map(encode_basestring_ascii, words))}]" if words else "[]"


def _candidate_json(candidate: Candidate) -> str:
    evidence = _words_json(candidate.evidence)
    return f'{{"place": {_place_json(candidate.place)}, "score": {candidate.score!r}, "evidence": {evidence}}}'


@lru_cache(maxsize=_PLACES_REMEMBERED)
def _place_json(place: Place) -> str:
    return json.dumps(asdict(place))
