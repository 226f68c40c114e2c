"""Time of finding claims and linking them to places, compared with the spaCy pass and with textacy's quotations.

    python -m benchmarks.claims ARTICLES.jsonl.gz --model md    # a file with a "text" in each line
    python -m benchmarks.claims                                 # articles made from this project's own

In each round, in one process, the stock pipeline parses the articles; then textacy's ``direct_quotations``
and this program's attribution and linking each run over those same parsed documents. The program's own spaCy
pass, which has fewer components, is timed in each round too, and so is its finding and placing of names, on which
linking depends. textacy is not a dependency of the project: without it (``pip install textacy``) its line is left out.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.throughput import texts
from gazetteer.build import ensure
from webapp import reading
from webapp.config import Settings
from webapp.nlp.pipeline import CLAIMS, OWN_COMPONENTS, PLACES, Pipeline
from webapp.nlp.text import models
from webapp.nlp.text.one_thread import one_thread

Quotations = Callable[[Doc], Iterable[Any]]


@dataclass(slots=True)
class Bench:
    """What is compared, and the seconds that each step took in each round."""

    pipeline: Pipeline
    stock: Language
    texts: Sequence[str]
    quotations: Quotations | None
    seconds: defaultdict[str, list[float]]
    found: Counter[str]

    def round(self) -> None:
        """Run every step once over all articles."""
        own = self.unparsed()
        parsed = self.unparsed()
        model = [name for name in self.pipeline.nlp.pipe_names if name not in OWN_COMPONENTS]
        with one_thread():
            self._timed("own spaCy", lambda: _through(self.pipeline.nlp, model, own))
        self._timed("stock spaCy", lambda: _through(self.stock, self.stock.pipe_names, parsed))
        if self.quotations:
            self._timed("textacy", lambda: self._quoted(parsed))
        for name in (*PLACES, *CLAIMS):
            self._timed(name, partial(_through, self.pipeline.nlp, [name], parsed))
        self.found["claims"] = sum(len(doc._.claims) for doc in parsed)

    def unparsed(self) -> list[Doc]:
        """The articles' tokens, with the breaks between paragraphs, from which parsing starts."""
        breaks = self.pipeline.nlp.get_pipe("paragraph_breaks")
        return [breaks(self.pipeline.unparsed(reading.from_text(text))) for text in self.texts]

    def _timed(self, name: str, work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        self.seconds[name].append(time.perf_counter() - start)

    def _quoted(self, docs: Iterable[Doc]) -> None:
        assert self.quotations is not None
        self.found["quotations"] = self.found["left out"] = 0
        for doc in docs:
            # It gives up on a whole document where a quotation is not closed.
            try:
                self.found["quotations"] += sum(1 for _ in self.quotations(doc))
            except ValueError:
                self.found["left out"] += 1


def _through(nlp: Language, components: Iterable[str], docs: Sequence[Doc]) -> None:
    piped: Iterable[Doc] = docs
    for name in components:
        component = nlp.get_pipe(name)
        in_batches = getattr(component, "pipe", None)
        piped = in_batches(piped, batch_size=32) if in_batches else map(component, piped)
    for _ in piped:
        pass


def textacy_quotations() -> Quotations | None:
    """textacy's function, or None if it is not installed."""
    if importlib.util.find_spec("textacy") is None:
        return None
    found: Quotations = importlib.import_module("textacy.extract").direct_quotations
    return found


def report(bench: Bench) -> None:
    """Print the medians, with the slowest and the fastest round."""
    tokens = sum(map(len, bench.unparsed()))
    rounds = len(bench.seconds["own spaCy"])
    print(f"{len(bench.texts)} articles, {tokens:,} tokens, {bench.pipeline.model}, {rounds} rounds")
    for name, taken in bench.seconds.items():
        each = sorted(seconds / tokens * 1e6 for seconds in taken)
        print(f"{name:<20}{statistics.median(each):8.1f} µs/token ({each[0]:.1f} to {each[-1]:.1f})")
    claims = _sum(bench, CLAIMS)
    for name in ("stock spaCy", "own spaCy"):
        _print_share(f"claims / {name}", claims, bench.seconds[name])
        _print_share(f"all own / {name}", _sum(bench, (*PLACES, *CLAIMS)), bench.seconds[name])
    print(_pace("attribution", bench.seconds["attribution"], bench) + f", {bench.found['claims']:,} claims")
    print(_pace("with linking", claims, bench))
    if bench.quotations:
        print(
            _pace("textacy", bench.seconds["textacy"], bench) + f", {bench.found['quotations']:,} quotations; "
            f"gave up on {bench.found['left out']} articles"
        )


def _sum(bench: Bench, names: Iterable[str]) -> list[float]:
    return [sum(steps) for steps in zip(*(bench.seconds[name] for name in names), strict=True)]


def _print_share(name: str, part: Sequence[float], whole: Sequence[float]) -> None:
    shares = sorted(one / other for one, other in zip(part, whole, strict=True))
    print(f"{name:<24}{statistics.median(shares):8.1%} ({shares[0]:.1%} to {shares[-1]:.1%})")


def _pace(name: str, taken: Sequence[float], bench: Bench) -> str:
    paces = sorted(len(bench.texts) / seconds for seconds in taken)
    return f"{name:<14}{statistics.median(paces):8,.0f} documents/s ({paces[0]:,.0f} to {paces[-1]:,.0f})"


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--model", default="auto", choices=("auto", "md", "sm"))
    parser.add_argument("--articles", type=int, default=200, help="how many articles (default: 200)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    pipeline = Pipeline(ensure(Settings.from_environment().gazetteer_path), options.model)
    stock = spacy.load(models.location(options.model), vocab=pipeline.nlp.vocab)
    corpus = texts(options.corpus, options.articles, pipeline.gazetteer)
    bench = Bench(pipeline, stock, corpus, textacy_quotations(), defaultdict(list), Counter())
    bench.round()
    bench.seconds.clear()
    for _ in range(options.rounds):
        bench.round()
    report(bench)


if __name__ == "__main__":
    main()
