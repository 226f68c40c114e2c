"""Tokens per second of ``extract``, and of the stock spaCy pipeline on the same articles in the same run.

    python -m benchmarks.throughput --model md                    # articles made from this project's own
    python -m benchmarks.throughput articles.jsonl.gz --model sm  # a file with a "text" in each line

The two take turns, so that whatever else the machine is doing slows down both; the medians,
and the ratio of each pair of rounds, are printed. ``extract`` goes from lines to lines, as the command does;
stock spaCy is the model as ``spacy.load`` returns it, and its results are discarded.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import statistics
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import spacy

from benchmarks.made.varied_articles import varied_articles
from gazetteer.build import ensure
from gazetteer.store import Gazetteer
from webapp.config import Settings
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.text import models
from webapp.samples import samples
from webapp.services.extraction import extract

OWN_ARTICLES = Path(__file__).parents[1] / "tests" / "data"


def texts(path: Path | None, most: int, gazetteer: Gazetteer | None = None) -> list[str]:
    """The texts to measure on: those of a JSON lines file, or articles made from the project's own."""
    if path is None:
        return list(islice(varied_articles(own_texts(), place_names(gazetteer) if gazetteer else [""]), most))
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, most)]


def own_texts() -> list[str]:
    """The project's own articles as they are."""
    own = [file.read_text(encoding="utf-8") for file in sorted(OWN_ARTICLES.rglob("*.txt"))]
    return own + [article.text for article in samples()]


def place_names(gazetteer: Gazetteer) -> list[str]:
    """Names of settlements from all over the world, thousands of them."""
    cells = [(south, west) for south in range(-56, 72, 2) for west in range(-180, 180, 2)]
    return [place.name for south, west in cells for place in gazetteer.settlements(south, west, 10)]


def seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Seconds that ``work`` takes by ``clock``."""
    start = clock()
    work()
    return clock() - start


def spread(name: str, times: Sequence[float], tokens: int) -> str:
    """A line with the median speed and that of the slowest and the fastest round."""
    speeds = sorted(tokens / taken for taken in times)
    return f"{name:<14}{statistics.median(speeds):10,.0f} tokens/s ({speeds[0]:,.0f} to {speeds[-1]:,.0f})"


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--model", default="auto", choices=("auto", "md", "sm"))
    parser.add_argument("--articles", type=int, default=500, help="how many articles (default: 500)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="measure processor time, not elapsed time")
    options = parser.parse_args()
    settings = Settings.from_environment()
    pipeline = Pipeline(ensure(settings.gazetteer_path), options.model)
    stock = spacy.load(models.location(options.model))
    corpus = texts(options.corpus, options.articles, pipeline.gazetteer)
    lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(corpus)]
    longest = max(map(len, corpus))
    clock = time.process_time if options.cpu else time.perf_counter

    def ours() -> None:
        written = io.StringIO()
        for answer in extract(lines, pipeline, print, max_chars=longest):
            written.write(json.dumps(answer) + "\n")

    def theirs() -> None:
        for _ in stock.pipe(corpus, batch_size=32):
            pass

    tokens = sum(len(stock.make_doc(text)) for text in corpus)
    ours()
    theirs()
    pairs = [(seconds(ours, clock), seconds(theirs, clock)) for _ in range(options.rounds)]
    print(f"{len(corpus)} articles, {tokens:,} tokens, {pipeline.model}, {options.rounds} rounds")
    print(spread("extract", [ours for ours, _ in pairs], tokens))
    print(spread("stock spaCy", [theirs for _, theirs in pairs], tokens))
    ratios = sorted(theirs / ours for ours, theirs in pairs)
    print(f"ratio         {statistics.median(ratios):10.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
