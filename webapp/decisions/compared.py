"""What a person sees differ between two readings of one article: names placed otherwise, claims of somebody else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from gazetteer.place import Place
from webapp.decisions.claims import LEAST_SHARED, share
from webapp.domain import Claim, Mention, MentionKind, Reading, Span

One = TypeVar("One")


class Way(StrEnum):
    """What became of a name or a claim."""

    NEW = "new"
    GONE = "gone"
    OTHER = "other"


class Aspect(StrEnum):
    """In what a claim differs."""

    SPEAKER = "speaker"
    ABOUT = "about"
    WORDS = "words"
    MANNER = "manner"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Seen:
    """A name as a reading has it: its words, the place that it stands for, and how it refers to that."""

    words: str
    place: Place | None
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class NameChange:
    """A name that one reading has otherwise than another; ``times`` it is so, for the first time at ``span``."""

    span: Span
    before: Seen | None
    after: Seen | None
    times: int = 1

    @property
    def way(self) -> Way:
        """What became of it."""
        if self.before is None:
            return Way.NEW
        return Way.GONE if self.after is None else Way.OTHER


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of a claim, before and after, in words; empty for nobody and for no place."""

    aspect: Aspect
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that one reading has otherwise than another; ``words`` and ``speaker`` are those of the later one."""

    way: Way
    span: Span
    words: str
    speaker: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs, in the order of the text; false if nothing does that a person sees."""

    names: tuple[NameChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.claims)

    @property
    def mentions(self) -> int:
        """How many mentions differ."""
        return sum(one.times for one in self.names)

    @property
    def words(self) -> str:
        """How much differs: "2 names and 1 claim changed"; empty if nothing does."""
        counts = (self.mentions, "name"), (len(self.claims), "claim")
        found = " and ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count)
        return f"{found} changed" if found else ""


def compared(before: Reading, after: Reading, least_said: float = 0.0) -> Changes:
    """What a person sees differ between two readings of one text.

    From the probability ``least_said`` on a claim counts as said: which claims do is seen too. Confidences and reasons
    are not compared, they differ with every set of weights.
    """
    claims = sorted(_claims(before, after, least_said), key=lambda one: one.span)
    return Changes(tuple(_names(before.mentions, after.mentions)), tuple(claims))


def _names(before: Sequence[Mention], after: Sequence[Mention]) -> Iterable[NameChange]:
    found: dict[tuple[object, ...], NameChange] = {}
    for one in sorted(_mentions(before, after), key=lambda change: change.span):
        key = _key(one.before), _key(one.after)
        first = found.get(key)
        found[key] = one if first is None else NameChange(first.span, first.before, first.after, first.times + 1)
    return found.values()


def _mentions(before: Sequence[Mention], after: Sequence[Mention]) -> Iterator[NameChange]:
    for old, new in _paired(before, after, _span, _overlap):
        was, now, one = _seen(old), _seen(new), new or old
        if one and _key(was) != _key(now):
            yield NameChange(one.span, was, now)


def _seen(mention: Mention | None) -> Seen | None:
    return Seen(mention.text, mention.resolution.place, mention.kind) if mention else None


def _key(seen: Seen | None) -> tuple[object, ...]:
    return (seen.words, seen.place.id if seen.place else "", seen.kind) if seen else ()


def _span(mention: Mention) -> Hashable:
    return mention.span


def _overlap(one: Mention, other: Mention) -> float:
    return float(one.span.overlaps(other.span))


def _claims(before: Reading, after: Reading, least_said: float) -> Iterator[ClaimChange]:
    text = after.article.text
    for old, new in _paired(before.claims, after.claims, _content, _alike):
        one = new or old
        if one is None or not one.attribution.content:
            continue
        speaker = one.speaker.name if one.speaker else ""
        span, words = one.attribution.content[0], _words(one, text)
        if old is None or new is None:
            yield ClaimChange(Way.NEW if old is None else Way.GONE, span, words, speaker)
            continue
        was, now = _told(old, before, text, least_said), _told(new, after, text, least_said)
        differing = tuple(Difference(which, was[which], now[which]) for which in Aspect if was[which] != now[which])
        if differing:
            yield ClaimChange(Way.OTHER, span, words, speaker, differing)


def _told(claim: Claim, reading: Reading, text: str, least_said: float) -> dict[Aspect, str]:
    places = (reading.mentions[at].resolution.place for at in sorted(set(claim.about)))
    return {
        Aspect.SPEAKER: claim.speaker.name if claim.speaker else "",
        Aspect.ABOUT: "; ".join(sorted({_named(place) for place in places if place})),
        Aspect.WORDS: _words(claim, text),
        Aspect.MANNER: f"{'not ' if claim.negated else ''}{claim.manner.value}",
        Aspect.SAID: "said" if claim.said >= least_said else "an attitude or intention",
    }


def _named(place: Place) -> str:
    above = place.admin1 or place.country
    return f"{place.name}, {above}" if above and above != place.name else place.name


def _words(claim: Claim, text: str) -> str:
    return " … ".join(span.of(text) for span in claim.attribution.content)


def _content(claim: Claim) -> Hashable:
    return claim.attribution.content


def _alike(one: Claim, other: Claim) -> float:
    shared = share(one.attribution.content, other.attribution.content)
    return shared if shared >= LEAST_SHARED else 0.0


def _paired(
    before: Sequence[One], after: Sequence[One], exact: Callable[[One], Hashable], alike: Callable[[One, One], float]
) -> Iterator[tuple[One | None, One | None]]:
    """Each of one reading with that of the other that stands for the same, or with None."""
    there: dict[Hashable, One] = {exact(one): one for one in before}
    left: list[One] = []
    for new in after:
        old = there.pop(exact(new), None)
        if old is None:
            left.append(new)
        else:
            yield old, new
    rest = list(there.values())
    for new in left:
        best = max(rest, key=lambda old: alike(old, new), default=None)
        if best is None or not alike(best, new):
            yield None, new
        else:
            rest.remove(best)
            yield best, new
    for old in rest:
        yield old, None
