"""The themes of a candidate's features, and what the features would be without one theme."""

from __future__ import annotations

import numpy as np

from webapp.nlp.fitted import Indices, Numbers
from webapp.nlp.names.facts import FACTS
from webapp.nlp.toponyms.columns import CONTEXT
from webapp.nlp.toponyms.company import COMPANY, NO_JUDGEMENT
from webapp.nlp.toponyms.features import FEATURES

_OF_WORDS = tuple(FACTS)[tuple(FACTS).index("words") :]
"""The facts about a name that its letters show; those before them come from the gazetteer."""
_OF_COMPANY = {
    "first judgement": "",
    "best judgement of the same words": "elsewhere",
    "mean judgement of the same words": "elsewhere",
    "judgement of the name listed before": "list",
    "judgement of the name listed after": "list",
    "best judgement of a longer name": "nested",
    "best judgement of a shorter name": "nested",
    "share of the places in its country": "company",
    "share of the places in its first order area": "company",
    "places in the article": "company",
    "judgement of the words before": "before",
}
THEME_OF: dict[str, str] = {
    **{name: "form" if name in _OF_WORDS else "gazetteer" for name in FACTS},
    **CONTEXT,
    **{name: _OF_COMPANY[name] for name in COMPANY},
}
"""The theme of each feature; the first judgement has none, as it follows from the others."""
THEMES = tuple(dict.fromkeys(theme for theme in THEME_OF.values() if theme))

_WITHOUT: dict[str, dict[str, float]] = {
    "gazetteer": {"no entry": 1, "placeness": 1, "placeness unknown": 1},
    "form": {"words": 1, "letters": 0.8},
    "tag": {"tagged nothing": 1},
    "longer name": {"tagged nothing": 1},
    "line": {"capitals in its line": 0.15},
    "list": {name: NO_JUDGEMENT for name, theme in _OF_COMPANY.items() if theme == "list"},
    "nested": {name: NO_JUDGEMENT for name, theme in _OF_COMPANY.items() if theme == "nested"},
    "before": {"judgement of the words before": NO_JUDGEMENT},
    "elsewhere": {"times named": 0.25},
}
"""The values of features without their theme, if not 0: a name in no gazetteer, words without a tag."""

_NAMES = (*FEATURES, *COMPANY)
_AT = {name: i for i, name in enumerate(_NAMES)}
_FIRST, _BEST, _MEAN, _TIMES = (
    _AT[name]
    for name in (
        "first judgement",
        "best judgement of the same words",
        "mean judgement of the same words",
        "times named",
    )
)
_ONCE = 0.25


def _columns(theme: str) -> tuple[Indices, Numbers]:
    """The columns that change when a theme is removed, and their new values."""
    become = {name: 0.0 for name in _NAMES if THEME_OF[name] == theme} | _WITHOUT.get(theme, {})
    columns = np.array([_AT[name] for name in become], dtype=np.intp)
    return columns, np.array(list(become.values()), dtype=np.float64)


_COLUMNS = {theme: _columns(theme) for theme in THEMES}


def without(rows: Numbers, theme: str) -> tuple[Indices, Numbers]:
    """The numbers of the rows in which a theme is present, and those rows as they would be without it."""
    columns, become = _COLUMNS[theme]
    there = np.flatnonzero((rows[:, columns] != become).any(axis=1))
    changed = rows[there]
    changed[:, columns] = become
    return there, changed


def judged_anew(rows: Numbers, first: Numbers) -> None:
    """Put new first judgements into rows; other occurrences of the same words keep theirs, single ones follow."""
    rows[:, _FIRST] = first
    once = rows[:, _TIMES] <= _ONCE
    rows[once, _BEST] = first[once]
    rows[once, _MEAN] = first[once]
