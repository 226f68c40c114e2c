"""What notes and tags are on, and which of a log are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webapp.decisions.records import REMARKS, Decision, Scope, What


class About(StrEnum):
    """What a note or a tag is on."""

    CLAIM = "claim"
    PLACE = "place"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What remarks are on: ``key`` is the content hash of a claim's article, or the id of a place or a speaker.

    All claims of an article are one subject, as which of them a remark is on depends on its reading.
    """

    about: About
    key: str

    @property
    def words(self) -> str:
        """Both in one, as the log is searched for it."""
        return f"{self.about.value}:{self.key}"


def subject_of(row: Decision) -> Subject | None:
    """What a remark is on; None for other decisions, and for one that says nothing of it."""
    if row.what not in REMARKS:
        return None
    if row.scope is Scope.CLAIM:
        return Subject(About.CLAIM, row.content_hash) if row.content_hash and row.anchor else None
    about = row.value.get("about")
    return Subject(About(about), row.was) if about in (About.PLACE, About.SPEAKER) and row.was else None


def note_of(row: Decision) -> str:
    """What identifies a note through all that is written in place of it: the uid of the decision that began it."""
    return str(row.value.get("note") or row.uid)


def words_in(row: Decision) -> str:
    """The text of a note, the name of a tag; empty where the one was removed or the other taken off."""
    if row.what is What.TAG:
        return str(row.value.get("name") or "") if row.value.get("on", True) else ""
    return str(row.value.get("text") or "")


def standing_remarks(in_force: Iterable[Decision]) -> list[Decision]:
    """The notes and tags that are shown, of decisions in force: not those that remove one."""
    return [row for row in in_force if row.what in REMARKS and words_in(row)]
