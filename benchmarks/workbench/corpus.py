"""The rows of a made corpus, table by table: articles with copies, dates, publishers, collections and tags."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.workbench.cast import Cast, candidates, draws, surname
from benchmarks.workbench.draft import Draft, DraftClaim
from benchmarks.workbench.words import COLLECTIONS, PUBLISHER_KINDS, TAGS
from benchmarks.workbench.writer import CLAIMS, Writer
from webapp.domain import Basis, ClaimKind, Edition, Span

COPIES = 0.15
"""Share of the articles that are another outlet's copy of one before it."""
COPIED, MOST_COPIES, OPEN_STORIES = 0.04, 60, 30
"""Share of the articles that are copied, the most copies of one, and how many are being copied at a time."""
PUBLISHERS = 400
FIRST_DAY, DAYS = dt.date(2015, 1, 1), 3650
ADDED = "2026-01-01 00:00:00.000000"

COLUMNS = {
    "collection": ("id", "name", "notes", "created"),
    "tag": ("id", "name"),
    "place": (
        *("id", "name", "lat", "lon", "feature_class", "feature_code", "country", "admin1", "admin2", "population"),
        "located",
    ),
    "speaker": ("id", "name"),
    "article": (
        *("id", "content_hash", "title", "publisher", "author", "date", "url", "filename", "front_matter", "model"),
        *("gazetteer", "notes", "added", "text", "program", "revision", "collection_id", "copy_of"),
    ),
    "article_tag": ("article_id", "tag_id"),
    "mention": (
        *("id", "article_id", "position", "start", "end", "text", "kind", "confidence", "place_id"),
        *("place_confidence", "status", "evidence", "candidates", "mappable", "why_a_place", "contrast", "sense"),
    ),
    "claim": (
        *("id", "article_id", "position", "kind", "confidence", "speaker_id", "description", "manner", "negated"),
        *("within", "evidence", "why_speaker", "said", "speaker_confidence", "generic"),
    ),
    "claim_span": ("id", "claim_id", "part", "start", "end"),
    "claim_place": ("id", "claim_id", "mention_id", "role", "evidence", "basis", "confidence"),
}
"""The tables that are filled, in an order in which each follows those that it refers to, with their columns."""

Rows = dict[str, list[tuple[object, ...]]]
_CONSTANT = {"filename": None, "notes": "[]", "added": ADDED, "revision": 0}
_WHY_PLACE = json.dumps(["The gazetteer has a widely known place of this name."])
_EVIDENCE = json.dumps(["best known of 4 places of this name, by kind and population", "named with other places here"])
_CONTRAST = json.dumps(["Next: a place of the same name in another country, but it is farther from the others."])


@dataclass(slots=True)
class _Last:
    """The last id given in each table, and the places and speakers that have their row."""

    article: int = 0
    mention: int = 0
    claim: int = 0
    span: int = 0
    link: int = 0
    places: set[int] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Original:
    id: int
    draft: Draft
    day: int | None


@dataclass(slots=True)
class _Story:
    """An article that other outlets copy, ``left`` times more."""

    original: _Original
    left: int


class Corpus:
    """The rows of a number of articles; the same seed makes the same ones."""

    def __init__(self, cast: Cast, articles: int, edition: Edition, filler: Sequence[str], seed: int) -> None:
        """``edition`` is what their readings are said to be made with; ``filler`` are sentences to put between."""
        self._cast = cast
        self._articles = articles
        self._edition = edition
        self._chance = random.Random(f"corpus {seed}")
        self._writer = Writer(cast, filler, seed)
        self._last = _Last()
        self._publishers = [
            f"{surname(self._chance)} {self._chance.choice(PUBLISHER_KINDS)}" for _ in range(PUBLISHERS)
        ]
        numbers = np.random.default_rng(seed + 1)
        self._publisher = draws(PUBLISHERS, numbers, first=0)
        self._candidates = [candidates(place) for place in cast.places]

    def parts(self, size: int = 500) -> Iterator[Rows]:
        """The rows in parts of ``size`` articles, by table."""
        stories: list[_Story] = []
        part = self._first()
        left = list(range(len(self._cast.places)))[::-1]
        for number in range(self._articles):
            if stories and self._chance.random() < COPIES:
                self._copy(part, stories)
            else:
                day = self._day()
                must = [left.pop() for _ in range(-(-len(left) // max(1, self._originals_left(number)))) if left]
                draft = self._writer.article(must, self._claims())
                self._article(part, draft, day, None, self._signature())
                if self._chance.random() < COPIED:
                    copies = min(MOST_COPIES, int(2 * self._chance.paretovariate(0.9)))
                    stories.append(_Story(_Original(self._last.article, draft, day), copies))
            if (number + 1) % size == 0:
                yield part
                part = {table: [] for table in COLUMNS}
        yield part

    def _originals_left(self, number: int) -> int:
        # A little fewer than are to be expected, so that every place is named in the end.
        return int((self._articles - number) * (1 - COPIES) * 0.9)

    def _claims(self) -> int:
        """From 2 to 18, towards ten for each article so far."""
        off = int(abs(self._chance.gauss(0, 3.5)))
        short = self._last.claim < CLAIMS * self._last.article
        return max(2, min(18, CLAIMS + (off if short else -off)))

    def _first(self) -> Rows:
        rows: Rows = {table: [] for table in COLUMNS}
        rows["collection"] = [(number, name, "", ADDED) for number, name in enumerate(COLLECTIONS, 1)]
        rows["tag"] = [(number, name) for number, name in enumerate(TAGS, 1)]
        return rows

    def _day(self) -> int | None:
        """Days since the first; the later ones have more articles."""
        return None if self._chance.random() < 0.02 else int(DAYS * self._chance.random() ** 0.7)

    def _signature(self) -> str:
        return f"\n\n{surname(self._chance)} {self._last.article + 1}"

    def _copy(self, part: Rows, stories: list[_Story]) -> None:
        story = self._chance.choice(stories[-OPEN_STORIES:])
        story.left -= 1
        if not story.left:
            stories.remove(story)
        original = story.original
        day = None if original.day is None else original.day + self._chance.choice((0, 0, 1, 2))
        self._article(part, original.draft, day, original.id, self._signature())

    def _article(self, part: Rows, draft: Draft, day: int | None, copy_of: int | None, signature: str) -> None:
        last = self._last
        last.article += 1
        text = draft.text + signature
        read_with = self._edition
        row = {
            "id": last.article,
            "content_hash": hashlib.sha256(text.encode()).hexdigest(),
            "title": draft.title.of(text),
            "date": None if day is None else (FIRST_DAY + dt.timedelta(days=day)).isoformat(),
            "front_matter": json.dumps({"headline": _pair(draft.title), "dateline": _pair(draft.dateline)}),
            "text": text,
            "copy_of": copy_of,
            **_CONSTANT,
            **self._published(signature),
            "model": read_with.model,
            "gazetteer": read_with.gazetteer,
            "program": read_with.program,
        }
        part["article"].append(tuple(row[name] for name in COLUMNS["article"]))
        part["article_tag"] += [(last.article, tag) for tag in self._tags()]
        first = self._mentions(part, draft)
        for position, claim in enumerate(draft.claims):
            self._claim(part, draft, claim, position, first)

    def _published(self, signature: str) -> dict[str, object]:
        """Where an article appeared, and the collection that it was put into."""
        chance = self._chance
        publisher = None if chance.random() < 0.05 else self._publishers[next(self._publisher)]
        host = (publisher or "example").split()[0].lower()
        return {
            "publisher": publisher,
            "author": signature.split()[0] if chance.random() < 0.6 else None,
            "url": f"https://{host}.example/{self._last.article}",
            "collection_id": int(len(COLLECTIONS) * chance.random() ** 2) + 1 if chance.random() < 0.7 else None,
        }

    def _tags(self) -> list[int]:
        chance = self._chance
        return sorted({int(len(TAGS) * chance.random() ** 2) + 1 for _ in range(chance.choice((0, 0, 0, 1, 1, 2)))})

    def _mentions(self, part: Rows, draft: Draft) -> int:
        """Add the rows of mentions and of places not seen before; the id of the first mention."""
        last, rows = self._last, part["mention"]
        first = last.mention + 1
        for position, mention in enumerate(draft.mentions):
            last.mention += 1
            place = self._cast.places[mention.place]
            if mention.place not in last.places:
                last.places.add(mention.place)
                part["place"].append(tuple(getattr(place, name) for name in COLUMNS["place"]))
            span, found = mention.span, self._candidates[mention.place]
            why = (_EVIDENCE, found, mention.mapped, _WHY_PLACE, _CONTRAST, "")
            what = (place.name, "toponym", 0.94, place.id, 0.9, "unverified")
            rows.append((last.mention, last.article, position, span.start, span.end, *what, *why))
        return first

    def _claim(self, part: Rows, draft: Draft, claim: DraftClaim, position: int, first_mention: int) -> None:
        last, speaker = self._last, claim.speaker
        last.claim += 1
        if speaker and speaker.id not in last.speakers:
            last.speakers.add(speaker.id)
            part["speaker"].append((speaker.id, speaker.name))
        quoted = "the quotation comes before it" if claim.kind is ClaimKind.DIRECT else "what was said follows it"
        evidence = json.dumps([f"“{claim.cue}” reports speech, and {quoted}."])
        who: tuple[object, ...] = (speaker.id, claim.office) if speaker else (None, None)
        what = (claim.kind.value, claim.confidence, *who, claim.manner.value, False, claim.within, evidence)
        sure: tuple[object, ...] = (0.93, speaker.generic) if speaker else (0.0, None)
        why = f"The source itself names {speaker.name}." if speaker else ""
        part["claim"].append((last.claim, last.article, position, *what, why, claim.said, *sure))
        for name, span in claim.spans:
            last.span += 1
            part["claim_span"].append((last.span, last.claim, name, span.start, span.end))
        for link in claim.links:
            last.link += 1
            name = self._cast.places[draft.mentions[link.mention].place].name
            ground = f"“{name}” is named in {'what was said' if link.basis is Basis.CONTENT else 'the article'}"
            what = (link.role.value, ground, link.basis.value, link.confidence)
            part["claim_place"].append((last.link, last.claim, first_mention + link.mention, *what))


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]
