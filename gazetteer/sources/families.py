"""Further forms of a name that follow from it: with the word for its kind, and with the Arabic article as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gazetteer.place import NameKind
from gazetteer.sources.records import DATA, Entry, read_table, split_names

_ARABIC = frozenset(
    {"AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"}
)
_SUN = re.compile(r"(?<![^\W_])(?:[Aa](d|dh|n|r|s|sh|t|th|z))[ -](?=[\W_]*\1)", re.IGNORECASE)
"""The article with its l assimilated to the letter after it: "Ma'arrat an Nu'man", "As Sukhnah"."""
_LEADING = re.compile(r"^(?:al|el|ad|adh|an|ar|as|ash|at|ath|az)[ -](?=[^\W\d_][\w'’‘]{4,}$)", re.IGNORECASE)
_SEATS = frozenset({"ADM1", "ADM2", "PPLA", "PPLA2", "PPLC"})


def derived_names(entry: Entry) -> Iterator[tuple[str, NameKind]]:
    """Forms of the names of an entry in an Arabic-speaking country.

    The article is also written al before letters that it is assimilated to ("Maarat al-Numan"); of a division or its
    seat it may be left out where it opens the name ("Sukhnah").
    """
    if entry.country not in _ARABIC:
        return
    for text in dict.fromkeys((entry.name, *(name for name, kind in entry.names if kind is NameKind.ALTERNATE))):
        if _SUN.search(text):
            yield _SUN.sub("al-", text), NameKind.ALTERNATE
        if entry.feature_code in _SEATS and _LEADING.search(text):
            yield _LEADING.sub("", text), NameKind.ALTERNATE


def with_kind(code: str, names: list[str]) -> Iterator[str]:
    """Names of a feature with the word for its kind: "Kamaran Island"; none for a name that has one of its words."""
    words = _words().get(code, ())
    for name in names:
        if not any(name.lower().endswith(word.lower().split()[-1]) for word in words):
            yield from (f"{name} {word}" for word in words)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {row["code"]: tuple(split_names(row["words"])) for row in read_table(DATA / "kind_words.tsv")}
