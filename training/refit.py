"""Fits everything that ships, in the order in which the fits depend on each other, and stamps what it was made with.

    python -m training.refit --cache FOLDER CORPORA.jsonl.gz...

Corpora are recognised by their files' names: ``toponyms_*`` teach which words are places and which place each is,
``claims_polnear_train`` teaches what reports speech, ``claims_ggt_a`` and ``claim_places_dev`` whose words it is.

The same corpora give the same files to the last byte: seeds are fixed, numbers rounded, and each fit runs in a
separate process with one thread for linear algebra, whose sums would otherwise depend on the number of processors.
Each process reads the weights that earlier ones wrote.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from training.corpora import name_of
from training.made_with import FITTED, made_with, stamp

Corpora = Mapping[str, Path]
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
SAME_EACH_TIME = {**ONE_THREAD, "PYTHONHASHSEED": "0"}
"""Environment in which a fit gives the same numbers each time."""


@dataclass(frozen=True, slots=True)
class Step:
    """One fit: the file that it writes, the module that is run, and its arguments for some corpora."""

    file: str
    module: str
    arguments: Callable[[Corpora], list[str]]


def toponym_corpora(corpora: Corpora) -> list[str]:
    """The corpora of toponyms, in the order of their names; raises ValueError if there are none."""
    found = [str(path) for name, path in sorted(corpora.items()) if name.startswith("toponyms_")]
    if not found:
        raise ValueError("no corpus of toponyms is given: name at least one file toponyms_….jsonl.gz")
    return found


def claim_corpora(corpora: Corpora) -> list[str]:
    """The corpora that claims are fitted on, and the other news whose candidates were judged."""
    train = str(_named(corpora, "claims_polnear_train"))
    return ["--write", "--train", train, "--news", *toponym_corpora(corpora)]


def speaker_corpora(corpora: Corpora) -> list[str]:
    """The corpora that say whose words claims are."""
    return ["--write", *(str(_named(corpora, name)) for name in ("claims_ggt_a", "claim_places_dev"))]


def place_corpora(corpora: Corpora) -> list[str]:
    """The corpus that says where claims are about, those that say what was said, and those of our own marks."""
    said, about = (str(_named(corpora, name)) for name in ("claims_ggt_a", "claim_places_dev"))
    return ["--write", about, "--said", said, about, "--toponyms", *toponym_corpora(corpora)]


STEPS = (
    Step("toponym_recognizer.json", "training.fit.toponyms.recognizer", toponym_corpora),
    Step("toponym_resolver.json", "training.fit.places.resolver", toponym_corpora),
    Step("nearby.json", "training.fit.places.nearby", lambda corpora: ["--write", *toponym_corpora(corpora)]),
    Step("namesakes.json", "training.fit.places.namesakes", lambda corpora: ["--write", *toponym_corpora(corpora)]),
    Step("respelled.json", "training.fit.places.respelled", lambda corpora: ["--write"]),
    Step("reporting_cues.json", "training.fit.claims.cues", claim_corpora),
    Step("claim_confidence.json", "training.fit.claims.claim_confidence", claim_corpora),
    Step("said.json", "training.fit.claims.said", speaker_corpora),
    Step("nowhere.json", "training.fit.claims.nowhere", place_corpora),
    Step("claim_places.json", "training.fit.claims.claim_places", place_corpora),
    Step("speaker_confidence.json", "training.fit.claims.speakers", speaker_corpora),
)


def commands(corpora: Corpora, cache: Path, steps: Sequence[Step] = STEPS) -> Iterator[tuple[Step, list[str]]]:
    """Each step with its command line; raises ValueError if a corpus or a module that it needs is missing."""
    for step in steps:
        if find_spec(step.module) is None:
            raise ValueError(f"{step.file} is fitted by {step.module}, which is not there")
        yield step, [sys.executable, "-m", step.module, *step.arguments(corpora), "--cache", str(cache)]


def refit(corpora: Corpora, cache: Path, folder: Path = FITTED, steps: Sequence[Step] = STEPS) -> None:
    """Run all steps; if one fails, raises CalledProcessError and leaves the later files as they were."""
    for step, command in list(commands(corpora, cache, steps)):
        start = time.perf_counter()
        subprocess.run(command, check=True, env={**os.environ, **SAME_EACH_TIME})
        stamp(folder / step.file, made_with(step.file))
        print(f"{step.file} in {(time.perf_counter() - start) / 60:.1f} minutes", flush=True)


def main() -> None:
    """Fit everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--only", action="append", choices=[step.file for step in STEPS], help="only this file")
    options = parser.parse_args()
    steps = [step for step in STEPS if not options.only or step.file in options.only]
    refit({name_of(path): path for path in options.corpora}, options.cache, steps=steps)


def _named(corpora: Corpora, name: str) -> Path:
    if name not in corpora:
        raise ValueError(f"the corpus {name} is needed: add its file, {name}.jsonl.gz")
    return corpora[name]


if __name__ == "__main__":
    main()
