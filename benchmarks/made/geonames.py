"""Writes a file in the format of GeoNames' allCountries: ``python -m benchmarks.made.geonames FILE --rows N``.

Rows come country by country, each in ascending order of ids, as in the real file; the shares of feature
classes, of names in other scripts, of alternate names and of populations are roughly those of the real one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

ROWS = 13_000_000

_STARTS = (
    "Ba Da Fa Ga Ha Ka La Ma Na Pa Ra Sa Ta Wa Za Chak Kot Gul Mir San Bel Nov Kar Dor Val Sel Tur Aks Por".split()
)
_MIDDLES = "ra ri lo ma ni to ve za khe sho bun dar gan lip mor nes pol rak sta tir".split()
_ENDS = "pur abad grad ville ton stad dorf kot gram ovo itsa ino ano eira ān īya ö é shi ku ang".split()
_WORDS = (
    "River Creek Lake Mountain Hill School Church Hotel Valley Island Farm Ridge Reservoir Park Bridge Cemetery".split()
)
_SCRIPTS = ("абвгдежзиклмноп", "ابتثجحخدذرزسشصض", "अआइईउऊकखगघचछजझ", "山川田中村大小木上下", "αβγδεζηθικλμν")
_CODES = (
    ("P", ("PPL", "PPL", "PPL", "PPL", "PPLX", "PPLL", "PPLA3"), 38),
    ("H", ("STM", "STM", "STMI", "LK", "SPNG", "WLL"), 19),
    ("S", ("SCH", "CH", "HTL", "FRM", "BLDG", "CMTY"), 20),
    ("T", ("MT", "HLL", "VAL", "ISL", "RDGE"), 14),
    ("A", ("ADM3", "ADM4", "ADM5", "ADMD"), 4),
    ("L", ("LCTY", "AREA", "PRK"), 3),
    ("V", ("FRST", "GRVE"), 1),
    ("R", ("RD", "ST"), 1),
)
_COUNTRIES = (
    "AD AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BO BR BY CA CD CH CL CM CN CO CR CU CZ DE DK DZ EC EG ES ET FI FR "
    "GB GE GH GR GT HN HR HU ID IE IL IN IQ IR IS IT JP KE KH KR KZ LA LB LK LY MA MD MG ML MM MX MY MZ NE NG NL NO NP "
    "NZ OM PA PE PH PK PL PT PY RO RS RU SA SD SE SK SN SO SY TD TH TN TR TW TZ UA UG US UY UZ VE VN YE ZA ZM ZW"
).split()
_BATCH = 20_000


def made_lines(rows: int, seed: int = 1) -> Iterator[str]:
    """Yield ``rows`` lines with their ends; the same for the same seed."""
    chance = random.Random(seed)
    share = -(-rows // len(_COUNTRIES))
    made = 0
    kinds = [(feature, codes) for feature, codes, share in _CODES for _ in range(share)]
    for index, country in enumerate(_COUNTRIES):
        # Half of a country's ids lie together, half among those of all others, as years of edits have it.
        together = 1_000 + index * share
        numbers = [*range(together, together + share // 2)]
        apart = 20_000_000 + index
        numbers += range(apart, apart + (share - share // 2) * len(_COUNTRIES), len(_COUNTRIES))
        middle = (chance.uniform(-50, 65), chance.uniform(-170, 170))
        for number in numbers[: rows - made]:
            yield _line(chance, number, country, middle, kinds)
        made += min(share, rows - made)


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write such a file."""
    with path.open("w", encoding="utf-8") as file:
        batch: list[str] = []
        for line in made_lines(rows, seed):
            batch.append(line)
            if len(batch) == _BATCH:
                file.write("".join(batch))
                batch.clear()
        file.write("".join(batch))


def crowded_name(number: int) -> str:
    """The name of that number among those of ``write_crowded``."""
    return f"Kot {_STARTS[number % len(_STARTS)]}{number}"


def write_crowded(path: Path, names: int, each: int, seed: int = 1) -> None:
    """Write a file of settlements in which ``each`` places share each of ``names`` names."""
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(names * each):
            name = crowded_name(number % names)
            lat, lon = chance.uniform(24, 36), chance.uniform(61, 77)
            people = int(10 ** (chance.random() * 5)) if chance.random() < 0.15 else 0
            file.write(
                f"{30_000_000 + number}\t{name}\t{name}\t\t{lat:.5f}\t{lon:.5f}\tP\tPPL\tPK\t\t"
                f"{number % 8:02}\t\t\t\t{people}\t\t0\tAsia/Karachi\t2021-03-14\n"
            )


def _line(
    chance: random.Random,
    number: int,
    country: str,
    middle: tuple[float, float],
    kinds: Sequence[tuple[str, tuple[str, ...]]],
) -> str:
    roll = chance.random()
    feature, codes = kinds[int(roll * 1e6) % len(kinds)]
    name = _name(chance)
    if feature not in "PA":
        name = f"{name} {_WORDS[int(roll * 1e5) % len(_WORDS)]}"
    alternates = ""
    if roll < 0.4:
        several = [_name(chance) for _ in range(1 + int(roll * 10))]
        if roll < 0.1:
            letters = _SCRIPTS[number % len(_SCRIPTS)]
            several.append("".join(chance.choices(letters, k=6)))
        alternates = ",".join(several)
    people = int(10 ** (chance.random() * 5.5)) if feature == "P" and roll > 0.85 else 0
    lat, lon = middle[0] + 12 * (chance.random() - 0.5), middle[1] + 16 * (chance.random() - 0.5)
    code = codes[int(roll * 1e4) % len(codes)]
    plain = name if name.isascii() else name.replace("ā", "a").replace("ī", "i").replace("ö", "o").replace("é", "e")
    return (
        f"{number}\t{name}\t{plain}\t{alternates}\t{lat:.5f}\t{lon:.5f}\t{feature}\t{code}\t{country}\t\t"
        f"{number % 30:02}\t{number % 997:04}\t\t\t{people}\t\t{int(roll * 3000)}\tAsia/Kathmandu\t2021-03-14\n"
    )


def _name(chance: random.Random) -> str:
    middle = _MIDDLES[int(chance.random() * len(_MIDDLES))] if chance.random() < 0.7 else ""
    further = _MIDDLES[int(chance.random() * len(_MIDDLES))] if chance.random() < 0.4 else ""
    return chance.choice(_STARTS) + middle + further + chance.choice(_ENDS)


def main() -> None:
    """Write the file that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS)
    options = parser.parse_args()
    write(options.output, options.rows)


if __name__ == "__main__":
    main()
