"""The candidates of all names of an article, and what can be said of each before any name is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.places.company import Company, Layout, distances
from webapp.nlp.places.groups import Group
from webapp.nlp.places.publishers import Home
from webapp.nlp.places.rows import FIXED, KnownRows, Rows, unit

TEXT_REACH = 150.0
"""Characters over which the nearness of two names in the text falls to 1/e."""
HOME_KM = 80.0
"""Kilometres over which the nearness to the publisher's home falls to 1/e."""

BESIDE = (
    "qualified",
    "qualified as another",
    "holds what it qualifies",
    "of the sort said",
    "not of the sort said",
    "country of a people",
    "country in a longer name",
    "division in a longer name",
    "publisher's country",
    "publisher's division",
    "publisher's district",
    "near the publisher",
)
"""Features of a candidate from the words beside its name and from who published the article."""
ALONE = (*FIXED, *BESIDE)
"""Features of a candidate that do not hang on which places the other names stand for."""

_B = {name: i for i, name in enumerate(BESIDE)}
_F = {name: i for i, name in enumerate(FIXED)}
_KIND_WEIGHT = {MentionKind.TOPONYM: 1.0, MentionKind.DEMONYM: 0.4, MentionKind.EMBEDDED: 0.7}
_MOST_MENTIONS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """The candidates of all names of an article that have any, as rows, name after name.

    ``groups`` are the names, ``rows`` their candidates and ``starts`` the number of the first row of each.
    """

    groups: tuple[Group, ...]
    rows: tuple[Rows, ...]
    starts: list[int]
    alone: Numbers
    layout: Layout
    company: Company
    everyone: Numbers
    """Which names each name listens to: all but itself."""
    bynames: Numbers
    """1.0 in the rows that give way to a capital or great city called nothing else, unless the text says otherwise."""


def choices_of(
    groups: Sequence[Group], starts: Sequence[Sequence[int]], known: KnownRows, filed: int | None, home: Home | None
) -> Choices | None:
    """The candidates of the groups, None where there is none; ``starts`` are where each group is mentioned."""
    numbers = [i for i, group in enumerate(groups) if group.matches]
    if not numbers:
        return None
    named = tuple(groups[i] for i in numbers)
    known.make_room()
    rows = tuple(known.of(group.name, group.matches) for group in named)
    sizes = [len(r.matches) for r in rows]
    name = np.repeat(np.arange(len(rows)), sizes)
    fixed = np.concatenate([r.fixed for r in rows])
    layout = Layout(
        name=name,
        areas=np.concatenate([r.areas for r in rows]),
        units=np.concatenate([r.units for r in rows]),
        pointlike=np.concatenate([r.pointlike for r in rows]),
        is_country=fixed[:, _F["country"]],
        is_division=fixed[:, _F["first-order division"]],
        weights=np.array(
            [min(_MOST_MENTIONS, len(group.mentions)) ** 0.5 * _KIND_WEIGHT[group.kind] for group in named]
        ),
        near=_nearness([starts[i] for i in numbers]),
        filed=numbers.index(filed) if filed in numbers else None,
    )
    first = [0, *np.cumsum(sizes)[:-1].tolist()]
    beside = _beside(named, first, layout)
    if home is not None:
        _add_home(beside, layout, home, known)
    everyone = 1 - np.eye(len(rows))
    bynames = np.concatenate([r.bynames for r in rows]) * (1 - beside[:, _B["qualified"]])
    return Choices(named, rows, first, np.hstack((fixed, beside)), layout, Company(layout), everyone, bynames)


def _nearness(starts: Sequence[Sequence[int]]) -> Numbers:
    """How near each pair of names stands in the text, 0 to 1."""
    count = len(starts)
    at = np.array([start for of_name in starts for start in of_name], dtype=np.float64)
    name = np.repeat(np.arange(count), [len(of_name) for of_name in starts])
    near = np.exp(-np.abs(at[:, None] - at) / TEXT_REACH)
    pairs = name[:, None] * count + name
    summed = np.bincount(pairs.ravel(), near.ravel(), count * count).reshape(count, count)
    return np.minimum(summed, 1.0)


def _beside(groups: Sequence[Group], first: Sequence[int], layout: Layout) -> Numbers:
    beside = np.zeros((len(layout.name), len(BESIDE)))
    for group, start in zip(groups, first, strict=True):
        of = slice(start, start + len(group.matches))
        if group.qualified:
            beside[of, _B["qualified"]] = [m.place.id in group.qualified for m in group.matches]
            beside[of, _B["qualified as another"]] = 1 - beside[of, _B["qualified"]]
        if group.qualifies:
            beside[of, _B["holds what it qualifies"]] = [m.place.id in group.qualifies for m in group.matches]
        if group.expects:
            beside[of, _B["of the sort said"]] = [m.place.feature_class == group.expects for m in group.matches]
            beside[of, _B["not of the sort said"]] = 1 - beside[of, _B["of the sort said"]]
        if group.kind is MentionKind.DEMONYM:
            beside[of, _B["country of a people"]] = layout.is_country[of]
        elif group.kind is MentionKind.EMBEDDED:
            beside[of, _B["country in a longer name"]] = layout.is_country[of]
            beside[of, _B["division in a longer name"]] = layout.is_division[of]
    return beside


def _add_home(beside: Numbers, layout: Layout, home: Home, known: KnownRows) -> None:
    """Fill in how each candidate lies to where the publisher sits."""
    code = home.country or (home.place.country if home.place else None)
    if code is None:
        return
    country = layout.areas[:, 0] == known.area(code)
    beside[:, _B["publisher's country"]] = home.sure * country
    if home.place is None:
        return
    _, division, district = known.areas_of(home.place)
    local = 1 - layout.is_country
    if division:
        beside[:, _B["publisher's division"]] = home.sure * local * (layout.areas[:, 1] == division)
    if district:
        beside[:, _B["publisher's district"]] = home.sure * local * (layout.areas[:, 2] == district)
    apart = distances(layout.units, np.array([unit(home.place)]))[:, 0]
    beside[:, _B["near the publisher"]] = home.sure * local * np.exp(apart / -HOME_KM)
