"""Whether a decision that comes from elsewhere can be laid over a reading: nothing else may enter the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gazetteer.place import Place
from webapp.decisions.areas import drawn, is_drawn
from webapp.decisions.records import OF_CLAIM, OF_LOG, OF_MENTION, REMARKS, Decision, Scope, What
from webapp.decisions.remarks import subject_of
from webapp.decisions.scopes import scopes_of
from webapp.domain import Basis, Role

LONGEST = 10_000
"""Characters of any words of a decision."""
_LAST = 1 << 31
_NAMED = frozenset((Scope.ARTICLE, Scope.COLLECTION, Scope.EVERYWHERE))


def check(row: Decision) -> None:
    """Raise ValueError, saying what is wrong, for a decision that no page could have made."""
    _check_words(row)
    if row.what in OF_LOG:
        _require(bool(row.undoes), "it does not say what it undoes")
        return
    _require(row.scope in scopes_of(row.what), "it cannot be decided for this scope")
    if row.anchor is not None:
        _require(all(0 <= span.start < span.end < _LAST for span in row.anchor.spans), "its words lie nowhere")
        _require(bool(row.anchor.spans), "it has no words")
    if row.what in OF_MENTION:
        _require(row.anchor is not None and len(row.anchor.spans) == 1, "it has no words")
        _require(row.scope not in _NAMED or bool(row.name), "it has no name")
    elif row.what in OF_CLAIM or row.what in REMARKS:
        _require(row.scope is not Scope.CLAIM or row.anchor is not None, "it has no words")
        _require(row.what in OF_CLAIM or subject_of(row) is not None, "it does not say what it is on")
    if not row.scope.is_wide:
        _require(bool(row.content_hash), "it has no article")
    _VALUES.get(row.what, _nothing)(row.value)


def _check_words(row: Decision) -> None:
    words = [row.who, row.content_hash, row.collection, row.name, row.was, row.why, row.undoes]
    if row.anchor:
        words += [row.anchor.text, row.anchor.before, row.anchor.after]
    for one in words:
        _require(len(one) <= LONGEST, "it has words of more than 10,000 characters")
        # Half a character of UTF-16 cannot be stored.
        one.encode()


def _place(value: Mapping[str, Any]) -> None:
    _require(value.get("place") is not None, "it has no place")
    _maybe_place(value)


def _maybe_place(value: Mapping[str, Any]) -> None:
    held = value.get("place")
    if held is None:
        return
    place = Place(**held)
    numbers = (place.lat, place.lon, place.population)
    _require(
        all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers), "its place has no point"
    )
    _require(-90 <= place.lat <= 90 and -180 <= place.lon <= 180, "its place lies nowhere on Earth")
    words = (place.id, place.name, place.feature_class, place.feature_code, place.located)
    _require(all(isinstance(one, str) and 0 < len(one) <= LONGEST for one in words), "its place has no name")
    within = (place.country, place.admin1, place.admin2)
    _require(
        all(one is None or (isinstance(one, str) and len(one) <= LONGEST) for one in within), "its place is damaged"
    )
    _area(place, value.get("area"))


def _area(place: Place, area: Any) -> None:
    if not is_drawn(place.id):
        _require(area is None, "its place has an area that nobody drew")
        return
    _require(isinstance(area, Mapping), "its area has no outline")
    _require(drawn(place.name, area)[0].id == place.id, "its area is another than its outline says")


def _speaker(value: Mapping[str, Any]) -> None:
    _require(
        isinstance(value.get("name", ""), str) and len(value.get("name", "")) <= LONGEST, "its speaker has no name"
    )
    description = value.get("description")
    _require(description is None or isinstance(description, str), "its speaker’s description is no text")


def _words(value: Mapping[str, Any]) -> None:
    for name in ("content", "source"):
        _spans(value.get(name))


def _claim(value: Mapping[str, Any]) -> None:
    for name in ("source", "about"):
        _spans(value.get(name))
    if value.get("speaker"):
        _speaker(value["speaker"])


def _about(value: Mapping[str, Any]) -> None:
    _require(bool(value.get("mention")), "it names no place")
    _spans([value["mention"]])
    if value.get("role") is not None:
        Role(value["role"])
    if value.get("basis") is not None:
        Basis(value["basis"])


def _note(value: Mapping[str, Any]) -> None:
    _text(value, "text", "its note is no text")
    _require(isinstance(value.get("note", ""), str), "it does not say which note it is")


def _tag(value: Mapping[str, Any]) -> None:
    _text(value, "name", "its tag has no name")
    _require(bool(value["name"].strip()), "its tag has no name")
    _require(isinstance(value.get("on", True), bool), "it does not say whether the tag is on")


def _text(value: Mapping[str, Any], name: str, otherwise: str) -> None:
    held = value.get(name)
    _require(isinstance(held, str) and len(held) <= LONGEST, otherwise)
    str(held).encode()


def _nothing(_value: Mapping[str, Any]) -> None:
    return


def _spans(held: Any) -> None:
    for start, end in held or ():
        _require(type(start) is int and type(end) is int and 0 <= start < end < _LAST, "its words lie nowhere")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


_VALUES: dict[What, Callable[[Mapping[str, Any]], None]] = {
    What.PLACE: _place,
    What.VERIFIED: _place,
    What.MARKED: _maybe_place,
    What.SPEAKER: _speaker,
    What.WORDS: _words,
    What.CLAIM: _claim,
    What.ABOUT: _about,
    What.NOTE: _note,
    What.TAG: _tag,
}
