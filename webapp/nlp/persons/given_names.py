"""Given names that tell whether *he* or *she* can stand for the person, of many languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def gender_of_name(name: str) -> str | None:
    """``f`` or ``m`` where the first word of a full name is a given name of one gender, None otherwise.

    A single word tells nothing: it may be a surname.
    """
    first, _, rest = name.partition(" ")
    return _genders().get(first) if rest else None


@cache
def _genders() -> dict[str, str]:
    lines = files("webapp.nlp.lexicon").joinpath("en/given_names.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.split("\t") for line in lines)
