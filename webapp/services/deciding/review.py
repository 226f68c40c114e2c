"""What the desk and the panels ask: decisions checked and made, and all that a person needs to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from gazetteer.place import Place
from webapp.decisions.claims import mention_at
from webapp.decisions.mentions import Judged
from webapp.decisions.records import OF_LOG, REMARKS, Decision, Scope, What
from webapp.domain import Basis, Claim, Mention, Reading, Role, Span
from webapp.errors import NotFound
from webapp.services.deciding.asked_values import number_of, pairs_of
from webapp.services.deciding.drawn_places import area_place, point_place
from webapp.services.deciding.joining import joined
from webapp.services.deciding.remarks import asked_remark
from webapp.services.reader import Reader
from webapp.store import ArticleStore
from webapp.store.decisions.asked import Asked, DecisionRefused
from webapp.store.decisions.book import Done
from webapp.store.remarks.asked import AskedRemark

Kind = TypeVar("Kind", bound=StrEnum)
LONGEST_WORDS = 2_000
"""Characters of a note, a name or a description."""
_AROUND = 600
"""Characters of text around a mention where there are no paragraphs."""


@dataclass(frozen=True, slots=True)
class Item:
    """Words as the desk shows them: their paragraph, the claims there, the decisions on them, others of the name.

    ``index`` is that of the mention, None if these words are none.
    """

    reading: Reading
    span: Span
    index: int | None
    paragraph: Span
    claims: tuple[tuple[int, Claim], ...]
    decisions: tuple[Judged, ...]
    others: int

    @property
    def mention(self) -> Mention | None:
        """The mention itself."""
        return None if self.index is None else self.reading.mentions[self.index]


class Review:
    """Decides for a person and says what there is to decide; any thread may use it."""

    def __init__(self, store: ArticleStore, reader: Reader, wake: Callable[[int], object]) -> None:
        """``wake`` tells a worker of a job."""
        self._store = store
        self._reader = reader
        self._wake = wake

    def decide(self, given: Mapping[str, Any], who: str) -> Done:
        """Enter what a page sent; raises DecisionRefused, ReadAnew or NotFound, and changes nothing then."""
        steps = given.get("steps")
        asked = [self._asked(one, who) for one in (steps if isinstance(steps, list) and steps else [given])]
        return self._told(self._store.decisions.decide(*asked))

    def undo(self, who: str, uid: str = "") -> Done:
        """Take back the step that a decision belongs to, or this person's last; NotFound if there is none."""
        book = self._store.decisions
        return self._told(book.undo_step_of(uid, who) if uid else book.undo(who))

    def redo(self, who: str, uid: str = "") -> Done:
        """Do the step that a decision belongs to again, or what this person undid last; NotFound if there is none."""
        book = self._store.decisions
        return self._told(book.redo_step_of(uid, who) if uid else book.redo(who))

    def keep(self, uid: str, who: str) -> Done:
        """Settle a conflict in favour of one of its decisions; NotFound if there is none."""
        return self._told(self._store.decisions.keep(uid, who))

    def join(self, rows: Sequence[Decision]) -> dict[str, int]:
        """Add decisions that were made elsewhere: how many are new, wait for their articles, and are in conflict."""
        done, counts = joined(self._store, rows)
        self._told(done)
        return counts

    def item(self, article_id: int, span: Span) -> Item:
        """Words for the desk, a mention or not; NotFound if there is no such article, or it has no such words."""
        reading = self._store.reading(article_id)
        text = reading.article.text
        if not 0 <= span.start < span.end <= len(text):
            raise NotFound("the article has no such words: reload the page")
        at = mention_at(reading.mentions, span)
        where = span if at is None else reading.mentions[at].span
        paragraph = paragraph_of(text, where)
        judged = self._store.decisions.in_force_at(article_id).judged
        return Item(
            reading,
            where,
            at,
            paragraph,
            tuple((n, claim) for n, claim in enumerate(reading.claims) if _is_of(claim, at, paragraph)),
            tuple(one for one in judged if one.span.overlaps(where)),
            sum(one.text == where.of(text) for one in reading.mentions) - (at is not None),
        )

    def _told(self, done: Done) -> Done:
        if done.job_id is not None:
            self._wake(done.job_id)
        return done

    def _asked(self, given: object, who: str) -> Asked | AskedRemark:
        if not isinstance(given, Mapping):
            raise DecisionRefused("a decision is an object with what, scope and article")
        what = _member(What, given.get("what"))
        if what in OF_LOG:
            raise DecisionRefused("undo and redo have addresses of their own")
        if what in REMARKS:
            return asked_remark(given, what, who, self._reader)
        over = given.get("over")
        asked = Asked(
            who=who,
            what=what,
            scope=_member(Scope, given.get("scope", "mention")),
            article_id=number_of(given.get("article")),
            spans=_spans(given),
            why=_line(given.get("why", ""), "the reason"),
            over=None if not isinstance(over, list) else tuple(str(uid) for uid in over),
        )
        return replace(asked, value=self._value(asked, given.get("value") or {}))

    def _value(self, asked: Asked, value: object) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise DecisionRefused("the value of a decision is an object")
        if asked.what in (What.PLACE, What.MARKED):
            return self._place(asked, value.get("place"))
        if asked.what is What.SPEAKER:
            return _speaker(value)
        if asked.what is What.WORDS:
            return {name: pairs_of(value[name]) for name in ("content", "source") if name in value}
        if asked.what is What.CLAIM:
            speaker = _speaker(value["speaker"]) if value.get("speaker") else None
            return {"speaker": speaker, "source": pairs_of(value.get("source")), "about": pairs_of(value.get("about"))}
        if asked.what is What.ABOUT:
            role, basis = value.get("role"), value.get("basis")
            return {
                "mention": (pairs_of([value.get("mention")]) or [[]])[0],
                "role": None if role is None else _member(Role, role).value,
                "basis": None if basis is None else _member(Basis, basis).value,
            }
        return {}

    def _place(self, asked: Asked, given: object) -> dict[str, Any]:
        if given is None:
            return {"place": None}
        if not isinstance(given, Mapping):
            raise DecisionRefused("a place is an object with an id, with lat and lon, or with an area")
        if given.get("id"):
            return {"place": asdict(self._known(asked, str(given["id"])))}
        name = _line(given.get("name", ""), "the name") or self._words(asked)
        if given.get("area") is None:
            return {"place": asdict(point_place(name, given, self._reader.gazetteer))}
        place, area = area_place(name, given["area"], self._reader.gazetteer)
        return {"place": asdict(place), "area": area}

    def _known(self, asked: Asked, place_id: str) -> Place:
        gazetteer = self._reader.gazetteer
        found = gazetteer.by_id(place_id) if gazetteer else None
        if found is None:
            reading = self._store.reading(asked.article_id)
            shown = [one.resolution.place for one in reading.mentions]
            shown += [candidate.place for one in reading.mentions for candidate in one.resolution.candidates]
            found = next((place for place in shown if place and place.id == place_id), None)
        if found is None:
            raise DecisionRefused("the gazetteer has no such place: search for it again")
        return found

    def _words(self, asked: Asked) -> str:
        text = self._store.article(asked.article_id).text
        return asked.spans[0].of(text).strip() if asked.spans else ""


def paragraph_of(text: str, span: Span) -> Span:
    """The paragraph around some words, or as much of the text where it has none so short."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    return Span(max(start, span.start - _AROUND), min(end, span.end + _AROUND))


def _is_of(claim: Claim, mention: int | None, paragraph: Span) -> bool:
    """Whether a claim belongs beside a mention on the desk: it is linked to it, or stands in its paragraph."""
    linked = any(link.mention == mention for link in claim.places)
    return linked or any(span.overlaps(paragraph) for span in claim.attribution.content)


def _speaker(given: object) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        raise DecisionRefused("a speaker is an object with a name")
    found: dict[str, Any] = {"name": _line(given.get("name", ""), "the speaker’s name")}
    if "description" in given:
        found["description"] = _line(given["description"] or "", "the description") or None
    if "generic" in given:
        found["generic"] = bool(given["generic"])
    return found


def _spans(given: Mapping[str, Any]) -> tuple[Span, ...]:
    if "spans" in given:
        return tuple(Span(start, end) for start, end in pairs_of(given["spans"]))
    if "start" in given:
        return (Span(number_of(given["start"]), number_of(given.get("end"))),)
    return ()


def _member(kind: type[Kind], given: object) -> Kind:
    try:
        return kind(str(given))
    except ValueError:
        raise DecisionRefused(f"{str(given)!r:.40} is nothing that can be decided here: reload the page") from None


def _line(given: object, called: str) -> str:
    words = " ".join(str(given).split())
    if len(words) > LONGEST_WORDS:
        raise DecisionRefused(f"{called} has more than {LONGEST_WORDS:,} characters: shorten it")
    return words
