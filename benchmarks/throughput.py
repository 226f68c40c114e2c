"""Articles per second of ``extract``, beside the stock spaCy pipeline over the same texts in the same run.

    python -m benchmarks.throughput                       # this project's own articles
    python -m benchmarks.throughput articles.jsonl.gz     # a file with a "text" in each line

The two run in turn, round after round; the medians and the ratio of each pair of rounds are printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from gazetteer.build import ensure
from webapp import reading
from webapp.config import Settings
from webapp.jobs.extraction import as_json
from webapp.nlp import models
from webapp.nlp.pipeline import Pipeline
from webapp.samples import samples

OWN_ARTICLES = Path(__file__).parents[1] / "tests" / "data"


def texts(path: Path | None, most: int) -> list[str]:
    """The texts to measure on: those of a JSON lines file, or the project's own articles."""
    if path is None:
        own = [file.read_text(encoding="utf-8") for file in sorted(OWN_ARTICLES.rglob("*.txt"))]
        return (own + [article.text for article in samples()])[:most]
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for _, line in zip(range(most), lines, strict=False)]


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--model", default="auto", choices=("auto", "md", "sm"))
    parser.add_argument("--most", type=int, default=120, help="articles to read")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    settings = Settings.from_environment()
    corpus = texts(options.corpus, options.most)
    ours = Pipeline(ensure(settings.gazetteer_path), options.model)
    stock = spacy.load(models.location(options.model))
    articles = [reading.from_text(text) for text in corpus]

    def extract() -> None:
        for found in ours.read_many(articles):
            json.dumps(as_json(found))

    def stock_pipeline() -> None:
        for _ in stock.pipe(corpus, batch_size=32):
            pass

    extract(), stock_pipeline()
    pairs = [(seconds(extract), seconds(stock_pipeline)) for _ in range(options.rounds)]
    words = sum(len(text.split()) for text in corpus)
    print(f"{len(corpus)} articles, {words:,} words, {ours.model}, {options.rounds} rounds")
    for name, times in (("extract", [a for a, _ in pairs]), ("stock spaCy", [b for _, b in pairs])):
        median = statistics.median(times)
        print(f"{name:<12} {len(corpus) / median:8.1f} articles/s {words / median:10,.0f} words/s (median)")
    ratios = sorted(b / a for a, b in pairs)
    print(f"ratio        {statistics.median(ratios):8.2f} (median of rounds; {ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
