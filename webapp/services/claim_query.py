"""Which claims an address asks for: the same parameters for a page, the API, the command line and a saved map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from werkzeug.datastructures import MultiDict

from webapp.store import ClaimFilter
from webapp.store.claims.filters import FILTERS, YES, Declared

Json: TypeAlias = dict[str, object]


def said_filter(query: MultiDict[str, str], said: ClaimFilter) -> ClaimFilter:
    """Whether an address asks for what ``said`` shows, or with ``attitudes=yes`` for attitudes too."""
    return replace(said, attitudes=query.get("attitudes") == YES)


def claim_filter(query: MultiDict[str, str], said: ClaimFilter) -> ClaimFilter:
    """Which claims an address asks for, beside what ``said`` says of those that were not said.

    Copies of an article are left out unless ``copies=yes`` or ``article`` asks for them. Raises InvalidFilter for a
    value that no claim can have; manners, kinds, grounds and roles that do not exist are ignored.
    """
    return asked_claims(dict(query.lists()), said)


def asked_claims(query: Mapping[str, Sequence[str]], said: ClaimFilter) -> ClaimFilter:
    """The same of parameters with their values, wherever they come from."""
    found = ClaimFilter.of(query, replace(said, attitudes=False, copies=False))
    return found if found.article is None else replace(found, copies=True)


def asks_for(attitudes: bool) -> str | None:
    """The value in an address that asks for attitudes, None if they are not wanted."""
    return YES if attitudes else None


def declared() -> list[Json]:
    """Every filter as the pages' scripts read it."""
    return [_document(one) for one in FILTERS]


def filter_groups(panel: str) -> list[tuple[str, list[Declared]]]:
    """The filters of one part of the map's panel, under the headings that they share."""
    groups: dict[str, list[Declared]] = {}
    for one in FILTERS:
        if one.panel == panel:
            groups.setdefault(one.title, []).append(one)
    return list(groups.items())


def _document(one: Declared) -> Json:
    return {
        "name": one.name,
        "label": one.label,
        "shape": one.shape.value,
        "several": one.several,
        "widens": one.widens,
        "words": one.words,
        "dash": one.dash,
        "values": [{"value": value, "label": label} for value, label in one.values],
    }
