"""Measures memory and time of reading an article that names very many places, for each component of the pipeline.

    python -m benchmarks.many_names --names 15000 --characters 630000        # 15,000 distinct names
    python -m benchmarks.many_names --names 2000 --sentences 1               # all in one sentence

Prints the time of each component (seconds), and the peak memory of the process after it (megabytes); run it with
twice the names to see what grows with their square.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator, Sequence
from itertools import product

from gazetteer.build import ensure
from gazetteer.store import Gazetteer
from webapp import reading
from webapp.config import Settings
from webapp.nlp.pipeline import OWN_COMPONENTS, Pipeline

FILLER = "The people there said on Monday that the water had risen again and that the road was closed. "
MOST_OF_A_SQUARE = 5
"""Settlements that are taken from each square degree."""
SEED = 1
_KILOBYTES = 1024


def names(gazetteer: Gazetteer, count: int) -> list[str]:
    """A number of distinct one-word names of settlements all over the world; fewer if there are not enough."""
    found: dict[str, None] = {}
    for south, west in product(range(-56, 70), range(-180, 180)):
        here = (place.name for place in gazetteer.settlements(south, west, MOST_OF_A_SQUARE))
        found |= dict.fromkeys(name for name in here if name.isalpha() and name.istitle())
    return random.Random(SEED).sample(list(found), min(count, len(found)))


def article(places: Sequence[str], sentences: int, characters: int) -> str:
    """An article that names all the places in a number of sentences, padded to about a number of characters."""
    size = -(-len(places) // sentences)
    parts = [places[i : i + size] for i in range(0, len(places), size)]
    spoken = [f"Floods hit {', '.join(part)} on Tuesday. " for part in parts]
    missing = max(0, characters - sum(map(len, spoken)))
    filler = FILLER * (missing // (len(FILLER) * len(spoken)))
    return "\n\n".join(sentence + filler for sentence in spoken)


def measured(pipeline: Pipeline, text: str) -> Iterator[tuple[str, float, int]]:
    """For spaCy's part and each component of the program: its name, seconds, and the peak memory after it."""
    annotated = reading.from_text(text)
    start = time.perf_counter()
    with pipeline.nlp.select_pipes(disable=list(OWN_COMPONENTS)):
        doc = pipeline.nlp(pipeline.unparsed(annotated))
    doc._.article = annotated
    yield "spaCy", time.perf_counter() - start, _peak()
    for name in OWN_COMPONENTS:
        start = time.perf_counter()
        doc = pipeline.nlp.get_pipe(name)(doc)
        yield name, time.perf_counter() - start, _peak()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KILOBYTES


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=15_000)
    parser.add_argument("--sentences", type=int, default=0, help="sentences that name them; 0 for one in ten names")
    parser.add_argument("--characters", type=int, default=0, help="length that the article is filled up to")
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    options = parser.parse_args()
    gazetteer = ensure(Settings.from_environment().gazetteer_path)
    places = names(gazetteer, options.names)
    text = article(places, options.sentences or -(-len(places) // 10), options.characters)
    print(f"{len(places):,} names, {len(text):,} characters; peak before {_peak():,} MB")
    for name, seconds, peak in measured(Pipeline(gazetteer, options.model), text):
        print(f"{name:22} {seconds:7.2f} s  {peak:6,} MB")


if __name__ == "__main__":
    main()
