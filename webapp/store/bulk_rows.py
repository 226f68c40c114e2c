"""The rows of a reading before the database knows it: made anywhere, in any process, and saved together with others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import Any

from gazetteer.place import Place
from webapp.decisions.doubt import doubts
from webapp.domain import Candidate, Claim, Mention, Reading
from webapp.store.records import (
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


@dataclass(frozen=True, slots=True)
class Rows:
    """An article's rows by their columns, without ids: mentions and claims are known by their position.

    Columns of JSON are encoded, but for those of the article itself.
    """

    article: Values
    mentions: list[Values]
    claims: list[Values]
    speakers: list[str | None]
    """The speaker of each claim."""
    spans: list[tuple[int, Values]]
    """Each with the position of its claim."""
    links: list[tuple[int, int, Values]]
    """Each with the positions of its claim and its mention."""
    places: dict[str, Place]
    """The places of the mentions, by id."""

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
        mentions=[{**_mention(n, mention, reading), "doubt": doubted[n]} for n, mention in enumerate(reading.mentions)],
        claims=[_claim(position, claim) for position, claim in claims],
        speakers=[claim.speaker.name if claim.speaker else None for claim in reading.claims],
        spans=[(position, values) for position, claim in claims for values in span_values(claim)],
        links=[(position, link.mention, link_values(link)) for position, claim in claims for link in claim.places],
        places={place.id: place for place in places if place},
    )


def _mention(position: int, mention: Mention, reading: Reading) -> Values:
    values = mention_values(position, mention, reading.article)
    place = mention.resolution.place
    values["place_id"] = place.id if place else None
    values["candidates"] = _candidates_json(mention.resolution.candidates)
    values |= {column: _words_json(values[column]) for column in _WORDS_OF_MENTION}
    return values


def _claim(position: int, claim: Claim) -> Values:
    values = claim_values(position, claim)
    values["evidence"] = _words_json(claim.evidence)
    return values


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
