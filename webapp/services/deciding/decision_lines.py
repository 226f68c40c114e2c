"""Decisions as JSON Lines, and back: how two people's work is joined."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from webapp.decisions.checked import check
from webapp.decisions.records import Decision, Scope, What
from webapp.errors import MentionMapperError
from webapp.store.decisions.rows import anchor_from, anchor_json

_Kind = TypeVar("_Kind", bound=StrEnum)
CONTRACT = 1
"""The version of the lines."""
_WORDS = ("content_hash", "collection", "name", "was", "why", "undoes")
_LONGEST_WHO = 200
_SHOWN = 40
"""How much of a wrong value is repeated, in characters."""


class UnreadableDecisions(MentionMapperError, ValueError):
    """Raised for a file that holds no decisions; it says in which line, and nothing is imported."""

    status = 400


def lines(log: Iterable[Decision]) -> Iterator[str]:
    """Each decision as a line of JSON, without its end."""
    for row in log:
        yield json.dumps(_document(row), ensure_ascii=False, separators=(",", ":"))


def decisions(text: str) -> list[Decision]:
    """The decisions of such lines; UnreadableDecisions if any line is none."""
    found = []
    # Not splitlines: words may hold other characters at which that breaks a line.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_decision(_object(_loaded(line))))
        except RecursionError as error:
            raise UnreadableDecisions(
                f"line {number} is not a decision (it is nested); nothing was imported"
            ) from error
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            why = f"it has no {error}" if isinstance(error, KeyError) else str(error)
            raise UnreadableDecisions(f"line {number} is not a decision ({why}); nothing was imported") from error
    if not found:
        raise UnreadableDecisions(
            "there are no decisions in this file: export them on the page History or with `mention-mapper decisions`"
        )
    return found


def _document(row: Decision) -> dict[str, Any]:
    return {
        "contract": CONTRACT,
        "uid": row.uid,
        "step": row.step,
        "who": row.who,
        "when": f"{row.when.isoformat()}Z",
        "what": row.what.value,
        "scope": row.scope.value,
        **{name: getattr(row, name) for name in _WORDS},
        "anchor": anchor_json(row.anchor),
        "value": dict(row.value),
        "over": list(row.over),
    }


def _loaded(line: str) -> object:
    try:
        held: object = json.loads(line)
    except ValueError:
        raise ValueError("it is not valid JSON") from None
    try:
        json.dumps(held, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("it has half a character, which cannot be stored") from None
    return held


def _object(held: object) -> dict[str, Any]:
    if not isinstance(held, dict):
        raise TypeError("it is not a JSON object")
    return held


def _decision(held: dict[str, Any]) -> Decision:
    when = _time(str(held["when"]))
    uid, step = _hex(held["uid"]), _hex(held["step"])
    value = held["value"]
    if not isinstance(value, dict):
        raise TypeError("its value is no object")
    row = Decision(
        uid=uid,
        step=step,
        who=str(held["who"])[:_LONGEST_WHO],
        when=when,
        what=_one_of(What, held, "what"),
        scope=_one_of(Scope, held, "scope"),
        **{name: str(held.get(name) or "") for name in _WORDS},
        anchor=anchor_from(held.get("anchor") or {}),
        value=value,
        over=tuple(str(uid) for uid in held.get("over") or ()),
    )
    check(row)
    return row


def _time(given: str) -> dt.datetime:
    try:
        when = dt.datetime.fromisoformat(given.removesuffix("Z"))
    except ValueError:
        raise ValueError(f"its time is not an ISO 8601 date and time: {given[:_SHOWN]!r}") from None
    return when if when.tzinfo is None else when.astimezone(dt.UTC).replace(tzinfo=None)


def _one_of(kinds: type[_Kind], held: dict[str, Any], field: str) -> _Kind:
    given = held[field]
    known = [kind.value for kind in kinds]
    if given not in known:
        raise ValueError(f'its "{field}" is {str(given)[:_SHOWN]!r}, none of {", ".join(known)}')
    return kinds(given)


def _hex(given: object) -> str:
    words = str(given)
    if not re.fullmatch(r"[0-9a-fA-F]{32}", words):
        raise ValueError("its uid or step is not 32 hexadecimal digits")
    return words
