"""How much memory reading many articles takes: the peak after the 1,000th article and after the 10,000th.

    python -m benchmarks.memory --model sm

A separate process reads articles made from the project's, always with new names (see varied_articles), and
reports the most memory it has used so far (the peak resident set, in MB of 1,000,000 bytes).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice

from benchmarks.made.varied_articles import varied_articles
from benchmarks.throughput import own_texts, place_names
from gazetteer.build import ensure
from webapp.config import Settings
from webapp.nlp.pipeline import Pipeline
from webapp.services.extraction import extract

MARKS = (1_000, 2_000, 5_000, 10_000)


def peak_mb() -> float:
    """The most memory this process has used."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6


def read(model: str, most: int) -> Iterator[tuple[int, float]]:
    """Read ``most`` articles; yield the number read and the peak so far at each mark."""
    gazetteer = ensure(Settings.from_environment().gazetteer_path)
    articles = islice(varied_articles(own_texts(), place_names(gazetteer)), most)
    lines = (json.dumps({"id": number, "text": text}) for number, text in enumerate(articles))
    answers = extract(lines, Pipeline(gazetteer, model), print, max_chars=1_000_000)
    for number, answer in enumerate(answers, 1):
        json.dumps(answer)
        if number in MARKS or number == most:
            yield number, peak_mb()


def main() -> None:
    """Measure in a separate process, and print the peaks and how much they grew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="sm", choices=("md", "sm"))
    parser.add_argument("--articles", type=int, default=MARKS[-1])
    parser.add_argument("--here", action="store_true", help="measure in this process")
    options = parser.parse_args()
    if not options.here:
        ensure(Settings.from_environment().gazetteer_path).close()  # building it takes more memory than reading does
        command = [sys.executable, "-m", "benchmarks.memory", "--here", "--model", options.model]
        raise SystemExit(subprocess.call([*command, "--articles", str(options.articles)]))
    peaks = {}
    for number, peak in read(options.model, options.articles):
        peaks[number] = peak
        print(f"{options.model}: {number:>6,} articles {peak:7.0f} MB", flush=True)
    first, last = next(iter(peaks.values())), peak
    print(f"growth from the first mark to the last: {100 * (last / first - 1):.1f} %")


if __name__ == "__main__":
    main()
