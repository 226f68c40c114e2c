"""Given names of many languages, which show whether *he* or *she* can refer to the person."""

from __future__ import annotations

from webapp.nlp.lexicon.tables import column, words

PLACES_TOO = words("given_names", "place")
"""Places' names that are given names as well."""

_GENDERS = column("given_names", "gender")


def gender_of_name(name: str) -> str | None:
    """``f`` or ``m`` if the first word of a full name is a given name of one gender, None otherwise.

    A single word is not conclusive: it may be a surname.
    """
    first, _, rest = name.partition(" ")
    return _GENDERS.get(first) if rest else None
