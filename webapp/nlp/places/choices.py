"""The candidates of all names in an article, and what is known about each before any name is settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.places.alone import FIXED
from webapp.nlp.places.areas import Near
from webapp.nlp.places.company import Company, Layout, distances
from webapp.nlp.places.decisions.belief import Decided, decided_of
from webapp.nlp.places.groups import Group
from webapp.nlp.places.orders import is_called, is_compass_point
from webapp.nlp.places.publishers.homes import Home
from webapp.nlp.places.rows import KnownRows, Rows, unit

HOME_KM = 80.0
"""Kilometres over which the nearness to the publisher's home falls to 1/e."""
_KIND_WEIGHT = {MentionKind.TOPONYM: 1.0, MentionKind.DEMONYM: 0.4, MentionKind.EMBEDDED: 0.7}
_MOST_MENTIONS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What the words beside a name say about each row, and its position relative to the publisher's home; 1.0 for true.

    ``has_qualifier``, ``has_noun`` and ``is_elsewhere`` are the same for all rows of a name, as are ``is_people`` and
    ``is_embedded``; ``is_sole`` says of all rows that the article has no other name and no publisher's home.
    """

    qualified: Numbers
    has_qualifier: Numbers
    holds: Numbers
    of_sort: Numbers
    has_noun: Numbers
    of_order: Numbers
    like_seat: Numbers
    acts: Numbers
    dates: Numbers
    metonym: Numbers
    byname: Numbers
    is_elsewhere: Numbers
    is_people: Numbers
    is_embedded: Numbers
    is_country: Numbers
    is_division: Numbers
    is_capital: Numbers
    is_settlement: Numbers
    is_sole: Numbers
    people: Numbers
    behind: Numbers
    home_country: Numbers
    home_division: Numbers
    home_district: Numbers
    home_nearness: Numbers


BESIDE: Mapping[str, Callable[[Beside], Numbers]] = {
    "qualified": lambda b: b.qualified,
    "qualified as another": lambda b: b.has_qualifier * (1 - b.qualified),
    "holds what it qualifies": lambda b: b.holds,
    "of the sort said": lambda b: b.of_sort,
    "not of the sort said": lambda b: b.has_noun * (1 - b.of_sort),
    "of the order said": lambda b: b.of_order,
    "named like its seat, in no such words": lambda b: b.like_seat * (1 - b.of_order),
    "power that acts": lambda b: b.acts * np.maximum(b.is_country, b.is_capital),
    "division that acts": lambda b: b.acts * b.is_division,
    "settlement in a dateline": lambda b: b.dates * b.is_settlement,
    "metonym": lambda b: b.metonym * (1 - b.has_qualifier),
    "byname of a lesser place": lambda b: b.byname * (1 - b.qualified),
    "said to lie where none of them does": lambda b: b.is_elsewhere,
    "country of a people": lambda b: b.is_people * b.is_country,
    "country in a longer name": lambda b: b.is_embedded * b.is_country,
    "division in a longer name": lambda b: b.is_embedded * b.is_division,
    "people, with no other name": lambda b: b.is_sole * b.people,
    "behind the most populous, with no other name": lambda b: b.is_sole * b.behind,
    "capital, with no other name": lambda b: b.is_sole * b.is_capital,
    "publisher's country": lambda b: b.home_country,
    "publisher's division": lambda b: b.home_division * (1 - b.is_country),
    "publisher's district": lambda b: b.home_district * (1 - b.is_country),
    "near the publisher": lambda b: b.home_nearness * (1 - b.is_country),
}
"""Features of a candidate from the words beside its name and from who published the article."""
ALONE: tuple[str, ...] = (*FIXED, *BESIDE)
"""Features of a candidate that do not depend on which places the other names refer to."""
_FIXED_AT = {name: i for i, name in enumerate(FIXED)}


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """The candidates of all names in an article that have any, as rows, name by name.

    ``groups`` are the names, ``rows`` their candidates and ``starts`` the number of the first row of each; ``alone``
    has a column for each feature of ``ALONE``.
    """

    groups: tuple[Group, ...]
    rows: tuple[Rows, ...]
    starts: list[int]
    alone: Numbers
    layout: Layout
    company: Company
    asked: tuple[tuple[int, MentionKind], ...]
    """Each name by number with each kind of mention that it has: each pair gets its own confidence."""
    decided: Decided | None = None

    def column(self, feature: str) -> Numbers:
        """The values of a feature of ``ALONE``, for each row."""
        return self.alone[:, ALONE.index(feature)]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the names occur in an article: for each group, where it is mentioned and as what kinds of mention.

    ``filed`` is the number of the group that the article was filed from, ``home`` where its publisher is at home.
    ``acts`` says for each group whether it is the subject of what governments say and do in words.
    """

    starts: Sequence[Sequence[int]]
    kinds: Sequence[Sequence[MentionKind]]
    acts: Sequence[bool]
    filed: int | None
    home: Home | None


def choices_of(groups: Sequence[Group], setting: Setting, known: KnownRows) -> Choices | None:
    """The candidates of the groups, None if there are none."""
    numbers = [i for i, group in enumerate(groups) if group.matches]
    if not numbers:
        return None
    named = tuple(groups[i] for i in numbers)
    known.make_room()
    rows = tuple(known.of(group.name, group.matches) for group in named)
    sizes = [len(r.matches) for r in rows]
    fixed = np.concatenate([r.fixed for r in rows])
    layout = Layout(
        name=np.repeat(np.arange(len(rows)), sizes),
        areas=np.concatenate([r.areas for r in rows]),
        units=np.concatenate([r.units for r in rows]),
        pointlike=np.concatenate([r.pointlike for r in rows]),
        is_country=fixed[:, _FIXED_AT["country"]],
        is_division=fixed[:, _FIXED_AT["first-order division"]],
        is_capital=fixed[:, _FIXED_AT["capital"]],
        is_part=fixed[:, _FIXED_AT["part of a town"]],
        is_compass=np.repeat([float(is_compass_point(group.name)) for group in named], sizes),
        weights=np.array(
            [min(_MOST_MENTIONS, len(group.mentions)) ** 0.5 * _KIND_WEIGHT[group.kind] for group in named]
        ),
        near=Near.of([setting.starts[i] for i in numbers]),
        filed=numbers.index(setting.filed) if setting.filed in numbers else None,
    )
    acts = np.array([float(setting.acts[i]) for i in numbers])
    beside = _beside(named, rows, layout, setting.home, known, acts)
    columns = np.column_stack([feature(beside) for feature in BESIDE.values()])
    first = [0, *np.cumsum(sizes)[:-1].tolist()]
    asked = tuple((g, kind) for g, i in enumerate(numbers) for kind in dict.fromkeys(setting.kinds[i]))
    alone = np.hstack((fixed, columns))
    return Choices(named, rows, first, alone, layout, Company(layout), asked, decided_of(named))


def _beside(
    groups: Sequence[Group], rows: Sequence[Rows], layout: Layout, home: Home | None, known: KnownRows, acts: Numbers
) -> Beside:
    country, division, district, nearness = _to_home(layout, home, known)
    fixed = np.concatenate([r.fixed for r in rows])
    return Beside(
        qualified=_of_rows(groups, lambda g: [m.place.id in g.qualified for m in g.matches] if g.qualified else None),
        has_qualifier=_of_rows(groups, lambda g: [True] * len(g.matches) if g.qualified else None),
        holds=_of_rows(groups, lambda g: [m.place.id in g.qualifies for m in g.matches] if g.qualifies else None),
        of_sort=_of_rows(
            groups, lambda g: [m.place.feature_class == g.expects for m in g.matches] if g.expects else None
        ),
        has_noun=_of_rows(groups, lambda g: [True] * len(g.matches) if g.expects else None),
        of_order=_of_rows(
            groups, lambda g: [is_called(m.place, g.noun) for m in g.matches] if g.noun is not None else None
        ),
        like_seat=fixed[:, _FIXED_AT["named like its seat"]],
        acts=acts[layout.name],
        dates=(layout.name == layout.filed).astype(np.float64)
        if layout.filed is not None
        else np.zeros(len(layout.name)),
        metonym=np.concatenate([r.metonyms for r in rows]),
        byname=np.concatenate([r.bynames for r in rows]),
        is_elsewhere=_of_rows(groups, lambda g: [True] * len(g.matches) if g.is_elsewhere else None),
        is_people=_of_kind(groups, layout, MentionKind.DEMONYM),
        is_embedded=_of_kind(groups, layout, MentionKind.EMBEDDED),
        is_country=layout.is_country,
        is_division=layout.is_division,
        is_capital=layout.is_capital,
        is_settlement=np.concatenate([r.settled for r in rows]),
        is_sole=np.full(len(layout.name), float(len(groups) == 1 and home is None)),
        people=fixed[:, _FIXED_AT["population"]],
        behind=fixed[:, _FIXED_AT["behind the most populous"]],
        home_country=country,
        home_division=division,
        home_district=district,
        home_nearness=nearness,
    )


def _of_rows(groups: Sequence[Group], ask: Callable[[Group], Iterable[bool] | None]) -> Numbers:
    """What is asked of each group, a value for each of its rows; nothing where it has no answer."""
    values: list[float] = []
    for group in groups:
        answer = ask(group)
        values.extend([0.0] * len(group.matches) if answer is None else map(float, answer))
    return np.array(values)


def _of_kind(groups: Sequence[Group], layout: Layout, kind: MentionKind) -> Numbers:
    return np.array([float(group.kind is kind) for group in groups])[layout.name]


def _to_home(layout: Layout, home: Home | None, known: KnownRows) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """The position of each row relative to the publisher's home: in its country, division, district, and near it."""
    nothing = np.zeros(len(layout.name))
    code = (home.country or (home.place.country if home.place else None)) if home else None
    if home is None or code is None:
        return nothing, nothing, nothing, nothing
    country = home.sure * (layout.areas[:, 0] == known.area(code))
    if home.place is None:
        return country, nothing, nothing, nothing
    _, division, district = known.areas_of(home.place)
    apart = distances(layout.units, np.array([unit(home.place)]))[:, 0]
    return (
        country,
        home.sure * (layout.areas[:, 1] == division) if division else nothing,
        home.sure * (layout.areas[:, 2] == district) if district else nothing,
        home.sure * np.exp(apart / -HOME_KM),
    )
