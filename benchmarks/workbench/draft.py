"""The text of a made article, written together with the spans of its mentions and claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.workbench.cast import Speaker
from webapp.domain import Basis, ClaimKind, Manner, Role, Span

NOTHING = Span(0, 0)


@dataclass(frozen=True, slots=True)
class DraftMention:
    """Where a place is named; ``place`` is its number in the cast, ``mapped`` whether it makes a pin."""

    span: Span
    place: int
    mapped: bool = True


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A claim's link to a mention, by the mention's position."""

    mention: int
    role: Role
    basis: Basis
    confidence: float


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A claim with the spans of its parts; ``within`` is the position of the claim that reports it."""

    kind: ClaimKind
    manner: Manner
    said: float
    confidence: float
    speaker: Speaker | None
    office: str | None
    spans: tuple[tuple[str, Span], ...]
    links: tuple[DraftLink, ...]
    cue: str
    within: int | None = None


@dataclass(slots=True)
class Draft:
    """An article while it is written."""

    words: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[DraftMention] = field(default_factory=list)
    claims: list[DraftClaim] = field(default_factory=list)
    title: Span = NOTHING
    dateline: Span = NOTHING

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self.words)

    def write(self, words: str) -> Span:
        """Write some words; their span."""
        start = self.length
        self.words.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def name(self, name: str, place: int, *, mapped: bool = True) -> int:
        """Write the name of a place; the position of the mention."""
        self.mentions.append(DraftMention(self.write(name), place, mapped))
        return len(self.mentions) - 1
