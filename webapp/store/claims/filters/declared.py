"""What declares a filter on claims: its parameter, label and values, a test on a claim, and a condition in SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import ColumnElement

from webapp.domain import Article, Claim, ClaimPlace, Mention
from webapp.errors import MentionMapperError

if TYPE_CHECKING:
    from gazetteer.place import Place
    from webapp.store.claims.columns import Chunk, Mask

YES = "yes"
"""The value in an address of a filter that is on or off."""
MOST_CHARS = 1_000
"""Characters of one value in an address."""

Value: TypeAlias = Any
Where: TypeAlias = Callable[[Value], ColumnElement[bool]]


class InvalidFilter(MentionMapperError, ValueError):
    """Raised when an address or a command gives a filter a value that it cannot have."""

    status = 400


class Level(StrEnum):
    """The rows that a filter's condition in SQL looks at."""

    ARTICLE = "article"
    """``ArticleRow``."""
    CLAIM = "claim"
    """``ClaimRow``."""
    LINK = "link"
    """``ClaimPlaceRow``; all filters of links must hold for one link."""


class Shape(StrEnum):
    """How a filter is shown and chosen; a choice without values of its own has those that a facet counts."""

    FLAG = "flag"
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"


class Panel(StrEnum):
    """Where the map's panel has a filter."""

    FIRST = "first"
    MORE = "more"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a test looks at; ``link`` and ``mention`` only where it is a test of links."""

    article: Article
    claim: Claim
    link: ClaimPlace | None = None
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """One filter.

    ``name`` is its parameter in addresses, ``field`` the attribute of ClaimFilter that holds its value. It is active
    where the value is not the field's default. ``read`` makes the value of those in an address (without empty ones) and
    raises InvalidFilter, ``write`` is its inverse. ``values`` are those it can have, with their labels; empty for free
    ones. ``words`` describe it when it is active, with "{}" for the values. ``holds`` is the test of a domain claim;
    what a reading does not know, such as its collection, passes. ``column`` is the same test over the columns that the
    store keeps (of its level), for filters that may leave most claims in, and ``reads`` names those columns; without it
    the database is asked for the ids that fulfil the condition. Filters of links always have one.
    ``widens`` says that the filter's value in an address shows more claims, not fewer. ``dash`` is what the value "-"
    is called, which stands for none; ``group`` is a heading that several filters share. ``narrow`` says of a filter
    of links that few claims pass as a rule, so that the database had better begin with those; ``holds_place`` is then
    its test of the place that a link on the map leads to. ``of_article`` is the condition on rows of articles under
    which a list of articles has one that passes by itself, whatever claims it reports, for a filter of claims.
    """

    name: str
    field: str
    label: str
    level: Level
    where: Where | None
    holds: Callable[[Value, Subject], bool]
    read: Callable[[Sequence[str]], Value]
    write: Callable[[Value], Iterable[str]]
    shape: Shape = Shape.TEXT
    values: tuple[tuple[str, str], ...] = ()
    several: bool = False
    words: str = "{}"
    group: str = ""
    dash: str = ""
    panel: Panel = Panel.MORE
    narrow: bool = False
    holds_place: Callable[[Value, Place], bool] | None = None
    column: Callable[[Value, Chunk], Mask] | None = None
    reads: tuple[str, ...] = ()
    widens: bool = False
    of_article: Where | None = None

    @property
    def title(self) -> str:
        """The heading under which a page has it."""
        return self.group or self.label


def flag(values: Sequence[str]) -> bool:
    """The value of a filter that is on or off."""
    return YES in values


def one_text(values: Sequence[str]) -> str | None:
    """The value of a filter with one free text, None if it is not given."""
    return _clean(values[-1]) or None if values else None


def texts(values: Sequence[str]) -> frozenset[str]:
    """The value of a filter with several free texts."""
    return frozenset(text for value in values if (text := _clean(value)))


def number(name: str, values: Sequence[str]) -> int | None:
    """A whole number that is an id, None if it is not given."""
    if not values:
        return None
    value = values[-1].strip()
    if not value.isascii() or not value.isdigit() or len(value) > 18:
        raise InvalidFilter(f"{name}={_shown(value)} is not a number: use the id that the address of its page has")
    return int(value)


def numbers(name: str, values: Sequence[str]) -> frozenset[int]:
    """Several of them."""
    return frozenset(one for value in values if (one := number(name, [value])) is not None)


def share(name: str, values: Sequence[str]) -> float:
    """A share from 0 to 1; 0 if it is not given."""
    if not values:
        return 0.0
    try:
        found = float(values[-1])
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise InvalidFilter(f"{name}={_shown(values[-1])} is not a number from 0 to 1, such as 0.8")
    return found


def day(name: str, values: Sequence[str]) -> dt.date | None:
    """A date, None if it is not given."""
    if not values:
        return None
    try:
        return dt.date.fromisoformat(values[-1].strip())
    except ValueError:
        raise InvalidFilter(f"{name}={_shown(values[-1])} is not a date: write it as 2026-02-28") from None


def among(choices: Iterable[StrEnum]) -> Callable[[Sequence[str]], frozenset[Any]]:
    """Reads several of some choices; those that are unknown are ignored."""
    held = tuple(choices)
    return lambda values: frozenset(one for one in held if one.value in values)


def in_order(chosen: Iterable[Hashable]) -> list[str]:
    """Several values as an address has them."""
    return sorted(str(getattr(one, "value", one)) for one in chosen)


def _clean(value: str) -> str:
    # A NUL ends a text for SQLite, and a lone surrogate cannot be sent to it.
    text = value[:MOST_CHARS].encode("utf-8", "ignore").decode("utf-8")
    return " ".join(text.replace("\0", " ").split())


def _shown(value: str) -> str:
    return repr(_clean(value)[:60])
