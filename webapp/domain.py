"""What flows through the program: articles, mentions, resolutions, claims; no library types."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from gazetteer.place import Place, Precision


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Python string indices into an article's text, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class MentionKind(StrEnum):
    """How a span refers to a place."""

    TOPONYM = "toponym"
    DEMONYM = "demonym"
    EMBEDDED = "embedded"


class Status(StrEnum):
    """How far a resolution has been checked, and by whom."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    NOT_IDENTIFIABLE = "not_identifiable"
    NOT_A_PLACE = "not_a_place"


class ClaimKind(StrEnum):
    """Whether a claim's content is in quotation marks: all, none, or part of it."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Manner(StrEnum):
    """How a claim was said, by the class of its cue."""

    NEUTRAL = "neutral"
    ALLEGES = "alleges"
    DENIES = "denies"
    DEMANDS = "demands"
    WARNS = "warns"
    PREDICTS = "predicts"
    PRAISES = "praises"
    BLAMES = "blames"


class Role(StrEnum):
    """What a place is to a claim; only ``ABOUT`` pins the claim there."""

    ABOUT = "about"
    ACTOR = "actor"
    ORIGIN = "origin"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Article:
    """A document to read: ``text`` is what every offset indexes, and is never altered afterwards.

    ``headline``, ``dateline`` ("Washington DC [US], February 4 :") and ``date_line`` are the spans of
    the text's own front matter, if it has any; ``filed_from`` is the place part of the dateline.
    ``filename`` is what was uploaded, None for pasted text. ``given`` are the spans of its mentions where
    the reader supplies them and only asks where they are, None if the program is to find them itself.
    """

    text: str
    title: str = ""
    publisher: str | None = None
    author: str | None = None
    date: dt.date | None = None
    url: str | None = None
    filename: str | None = None
    headline: Span | None = None
    date_line: Span | None = None
    dateline: Span | None = None
    filed_from: Span | None = None
    given: tuple[Span, ...] | None = None

    @property
    def content_hash(self) -> str:
        """SHA-256 of the text, in hex: it identifies the article."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may stand for, with a score in [0, 1] and the reasons for it."""

    place: Place
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The place chosen for a mention; ``place`` is None if it could not be placed, and
    ``evidence`` then says why. ``candidates`` are the best few, the chosen one first. ``contrast`` says
    which place came next and what would have changed the choice.
    """

    place: Place | None
    confidence: float
    evidence: tuple[str, ...] = ()
    status: Status = Status.UNVERIFIED
    candidates: tuple[Candidate, ...] = ()
    contrast: tuple[str, ...] = ()

    @property
    def precision(self) -> Precision | None:
        """How exact the location is, None if there is none."""
        return self.place.precision if self.place else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to a place; ``confidence`` in [0, 1] is that it is a place at all.

    ``evidence`` says why the words were taken for a place. ``sense`` is what they mean other than the place
    itself: "government" in "Islamabad denied it", "people" in "Kashmiris"; empty for most.
    """

    span: Span
    text: str
    kind: MentionKind
    confidence: float
    resolution: Resolution
    evidence: tuple[str, ...] = ()
    sense: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content of reported speech (Pareti 2015); ``source`` and ``cue`` may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body a source resolves to: full name, and office or organisation as written."""

    name: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """A claim's link to ``Reading.mentions[mention]``, and why the place has that role."""

    mention: int
    role: Role
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with its speaker resolved and its links to places.

    ``speaker`` is None where the article names nobody. ``negated`` says that the speaker denied the content, or
    did not say it. ``within`` is the index, in ``Reading.claims``, of the claim in whose words this one is reported
    (A said that B denied …), None for most. ``confidence``, from 0 to 1, is that a careful reader would mark these
    words with this source. ``evidence`` says in sentences why they were taken for a claim, ``why_speaker`` why the
    source stands for the speaker; ``speaker_confidence``, from 0 to 1, is that it does.
    """

    kind: ClaimKind
    attribution: Attribution
    speaker: Speaker | None
    confidence: float
    places: tuple[ClaimPlace, ...] = ()
    manner: Manner = Manner.NEUTRAL
    negated: bool = False
    within: int | None = None
    evidence: tuple[str, ...] = ()
    why_speaker: str = ""
    speaker_confidence: float = 0.0

    @property
    def about(self) -> tuple[int, ...]:
        """Indices of the mentions that pin this claim."""
        return tuple(link.mention for link in self.places if link.role is Role.ABOUT)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article, and by which model and gazetteer."""

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""
    gazetteer: str = ""
    notes: tuple[str, ...] = field(default=())
    """Sentences for the reader: "no places were found", "this does not seem to be English"."""

    @property
    def read_with(self) -> str:
        """The model and the gazetteer, in one line for the reader."""
        gazetteer = f"gazetteer {self.gazetteer}" if self.gazetteer else ""
        return ", ".join(part for part in (self.model, gazetteer) if part)
