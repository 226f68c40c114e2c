"""Reads one part of a corpus, in whatever process: the same part and settings always give the same bytes."""

from __future__ import annotations

import json
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from gazetteer import build
from webapp.config import Settings
from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import Part
from webapp.corpora.readers import Failure, contract_articles_of
from webapp.domain import Article
from webapp.nlp.fitted.own import OwnWeightsFolder
from webapp.nlp.version import reading_version
from webapp.services.extraction import as_json

if TYPE_CHECKING:
    from webapp.nlp.pipeline import Pipeline

ASIDE = ".{}.{}.part"
"""The name of a part while it is written: its own, and one that nobody else has."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How a corpus is read: the settings, and what the command line asks for; the same for all its parts."""

    settings: Settings
    gazetteer: str
    """Version of the gazetteer, which must not change in between."""
    given_spans: bool = False
    explain: bool = False
    all_links: bool = False
    full: bool = False
    program: str = field(default_factory=reading_version)
    """Version of the program, the same on all machines."""
    own_weights: str = ""
    """Version of the weights fitted on own decisions, the same on all machines; "" for the shipped ones."""


@dataclass(frozen=True, slots=True)
class Done:
    """A part that is written: how many articles it has, and those that could not be read."""

    name: str
    articles: int
    failures: tuple[Failure, ...]
    seconds: float = 0
    """Processor time that it took, without the loading of the model."""
    megabytes: int = 0
    """The most memory that the process has had so far; 0 where the system does not tell."""


def process_partition(part: Part, folder: Path, choices: Choices) -> Done:
    """Read a part and write ``folder/NAME.jsonl``, whole or not at all, with its failures beside it.

    The failures are written first, so that a part that is there has them too. Raises CorpusError if a file of the
    corpus cannot be read or this machine reads otherwise, and OSError if the folder cannot be written to.
    """
    pipeline = _pipeline(choices.settings, with_own_weights=choices.own_weights != "")
    _require_same(pipeline, choices)
    began = time.process_time()
    failures: list[Failure] = []
    ids: list[object] = []

    def articles() -> Iterator[Article]:
        for found in contract_articles_of(part, choices.settings, given_spans=choices.given_spans):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                ids.append(found[0])
                yield found[1]

    lines: list[str] = []
    explain = choices.explain or choices.full
    for found in pipeline.read_many(articles(), explain=explain, all_links=choices.all_links):
        answer = {"id": ids[len(lines)], **as_json(found, explain=choices.explain, full=choices.full)}
        lines.append(json.dumps(answer, ensure_ascii=False))
    _write(failures_path(folder, part.name), [json.dumps({"where": one.where, "why": one.why}) for one in failures])
    _write(part_path(folder, part.name), lines)
    return Done(part.name, len(lines), tuple(failures), time.process_time() - began, _megabytes())


def part_path(folder: Path, name: str) -> Path:
    """Where the answers of a part are written."""
    return folder / f"{name}.jsonl"


def failures_path(folder: Path, name: str) -> Path:
    """Where the articles of a part that could not be read are written."""
    return folder / f"{name}.failures"


@cache
def _pipeline(settings: Settings, with_own_weights: bool) -> Pipeline:
    """The pipeline of this process: one for all the parts that it reads."""
    # Loading spaCy takes a second, which whoever only hands out parts can do without.
    from webapp.nlp.pipeline import Pipeline

    return Pipeline(
        build.ensure(settings.gazetteer_path),
        settings.model,
        least_confidence=settings.least_confidence,
        least_said=settings.least_said,
        own_weights=settings.own_weights_path if with_own_weights else None,
    )


def _require_same(pipeline: Pipeline, choices: Choices) -> None:
    """Raise CorpusError if this machine has another program, gazetteer or weights than the one that asks."""
    if reading_version() != choices.program:
        raise CorpusError(f"{gethostname()} has another version of Mention Mapper: install the same on all machines")
    if pipeline.gazetteer.version != choices.gazetteer:
        raise CorpusError(f"{gethostname()} has another gazetteer: build the same on all machines")
    if choices.own_weights and OwnWeightsFolder(choices.settings.own_weights_path).in_use != choices.own_weights:
        raise CorpusError(f"{gethostname()} has other weights of your own: use --shipped-weights, or copy them there")


def _write(path: Path, lines: list[str]) -> None:
    # Not by the number of the process: another machine may have the same.
    aside = path.with_name(ASIDE.format(path.name, secrets.token_hex(8)))
    try:
        with aside.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(f"{line}\n" for line in lines)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _megabytes() -> int:
    try:
        import resource
    except ImportError:
        # Windows.
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 2**20 if sys.platform == "darwin" else most // 2**10
