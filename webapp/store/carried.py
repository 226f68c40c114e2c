"""What a person decided about the speakers of an article, carried over to its new reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from webapp.domain import Claim, Span
from webapp.store.speakers.groups import Member


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as one reading of an article has it: its speaker's name and the spans of its words."""

    name: str
    content: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its words begin, as choices store it."""
        return min((span.start for span in self.content), default=0)

    def shared(self, other: Said) -> int:
        """How many characters the two have in common."""
        return sum(
            max(0, min(one.end, two.end) - max(one.start, two.start)) for one in self.content for two in other.content
        )


def said(claims: Iterable[Claim]) -> list[Said]:
    """The claims whose speaker has a name."""
    return [Said(claim.speaker.name, claim.attribution.content) for claim in claims if claim.speaker]


def carried(member: Member, before: Sequence[Said], after: Sequence[Said]) -> Member:
    """A choice's entry for this article once the claims ``before`` are replaced by those ``after``.

    A name that still speaks stays; one that no longer does becomes the name that most of its claims have now. A single
    claim becomes the one that has most of its words now. An entry for which there is nothing stays as it is: a later
    reading may find it again. What the entry was called when the person decided is kept beside what it is called now.
    """
    if _is_found(member.name, member.start, after):
        return replace(member, name_now="", start_now=None)
    name, start = (member.name_now, member.start_now) if member.name_now else (member.name, member.start)
    if _is_found(name, start, after):
        return member
    theirs = [one for one in before if _is_covered(one, name, start)]
    if start is None:
        new_name = _most_common_name(theirs, after)
        return replace(member, name_now=new_name) if new_name else member
    now = _same_words(theirs[0], after) if theirs else None
    return replace(member, name_now=now.name, start_now=now.start) if now else member


def _is_found(name: str, start: int | None, claims: Sequence[Said]) -> bool:
    return any(_is_covered(one, name, start) for one in claims)


def _is_covered(one: Said, name: str, start: int | None) -> bool:
    return one.name == name and start in (None, one.start)


def _most_common_name(theirs: Sequence[Said], after: Sequence[Said]) -> str:
    """The name that more than half of these claims have now, empty if none has."""
    names = Counter(now.name for one in theirs if (now := _same_words(one, after)))
    name, claims = names.most_common(1)[0] if names else ("", 0)
    return name if 2 * claims > len(theirs) else ""


def _same_words(one: Said, after: Sequence[Said]) -> Said | None:
    best = max(after, key=one.shared, default=None)
    return best if best and one.shared(best) else None
