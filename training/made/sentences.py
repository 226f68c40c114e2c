"""Sentences of our own with names from the gazetteer in them, marked as corpora are: the wordings are in a table."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from training.corpora import Annotated
from training.made.draw import MIXES, Draw
from training.made.headlines import SMALL, headline
from webapp import reading
from webapp.nlp.lexicon import tables

MADE = "made"
"""The name of the corpus of made sentences."""
WORDINGS = Path(__file__).with_name("wordings.tsv")
FIT, JUDGE = "fit", "judge"

_SLOT = re.compile(r"\{([-=^a-z]+)(\+[^}]*)?\}")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "12", "14", "17", "23", "30", "60")
_HEADLINES = 0.35


@dataclass(slots=True)
class _Text:
    """A sentence as it is filled in: its text so far, and the places in it."""

    text: str = ""
    toponyms: list[dict[str, Any]] = field(default_factory=list)
    country: str = ""

    def mark(self, name: str) -> None:
        start = len(self.text)
        self.text += name
        self.toponyms.append({"start": start, "end": len(self.text), "text": name, "lat": None, "lon": None})


def sentences(draw: Draw, use: str, each: int) -> Iterator[Annotated]:
    """Each wording of a use ``each`` times, with other names each time; the same at every run."""
    given = tuple(row["name"] for row in tables.rows("given_names") if "place" not in (row.get("classes") or ""))
    for row in tables.read(WORDINGS):
        if row["use"] == use:
            for turn in range(each):
                yield made(row, turn, draw, given)


def made(row: tables.Row, turn: int, draw: Draw, given: Sequence[str]) -> Annotated:
    """One wording filled in."""
    random = Random(zlib.crc32(f"{row['wording']}/{turn}".encode()))
    filled = _Text()
    at = 0
    for slot in _SLOT.finditer(row["wording"]):
        filled.text += row["wording"][at : slot.start()]
        _fill(filled, slot[1], (slot[2] or "").removeprefix("+"), draw, given, random)
        at = slot.end()
    filled.text += row["wording"][at:]
    text, toponyms = filled.text, filled.toponyms
    if row.get("form") == "line" and random.random() < _HEADLINES:
        text, toponyms = headline(text.rstrip("."), toponyms, SMALL if random.random() < 0.5 else ())
    identity = f"{row['wording']}/{turn}"
    return Annotated(MADE, reading.from_text(text), {"id": identity, "text": text, "toponyms": toponyms})


def _fill(filled: _Text, slot: str, kind: str, draw: Draw, given: Sequence[str], random: Random) -> None:
    if slot in MIXES:
        country = filled.country if filled.text.endswith(", ") else ""
        if slot == "country" and country:
            filled.mark(draw.country(country, random))
        else:
            name, filled.country = draw.located(slot, random)
            filled.mark(name + kind)
    elif slot.startswith("-"):
        filled.text += draw.name(slot[1:], random)
    elif slot.startswith("="):
        filled.text += draw.name(slot[1:], random).upper()
    elif slot.startswith("^"):
        filled.mark(draw.name(slot[1:], random).upper())
    elif slot == "given":
        filled.text += random.choice(given)
    elif slot == "family":
        filled.text += draw.family(random)
    else:
        filled.text += random.choice({"day": _DAYS, "number": _NUMBERS}[slot])
