"""Command line: read a corpus into a folder, with several processes or a Dask cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import click
from tqdm import tqdm

from gazetteer import build
from webapp.config import Settings

_SHOWN = 20
"""Failures that are printed; the folder has all."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    sources: tuple[str, ...]
    folder: Path
    workers: int | None
    scheduler: str | None
    given_spans: bool
    explain: bool
    all_links: bool


def extract(
    asked: Asked, settings: Settings, *, silent: bool, building: AbstractContextManager[Progress | None]
) -> None:
    """Read the corpus into the folder, and report the articles that could not be read; exit with 1 if there are any."""
    from webapp.corpora.inputs import parts
    from webapp.corpora.partition import Choices
    from webapp.corpora.run import FAILURES, cluster, local, run
    from webapp.reading import Limits

    if asked.workers is not None and asked.scheduler is not None:
        raise click.UsageError("the scheduler has its own workers: leave out --workers or --scheduler")
    with building as progress:
        places = build.ensure(settings.gazetteer_path, progress)
    version = places.version
    places.close()
    choices = Choices(settings, version, asked.given_spans, asked.explain, asked.all_links)
    divided = parts(asked.sources, Limits.of(settings))
    pool = (
        local(asked.folder, choices, asked.workers or 1)
        if asked.scheduler is None
        else cluster(asked.folder, choices, asked.scheduler)
    )
    total = sum(part.count for part in divided)
    with tqdm(total=total, unit=" articles", disable=silent, file=sys.stderr) as bar:
        report = run(divided, asked.folder, choices, pool, bar.update)
    click.echo(f"{report.articles:,} articles in {asked.folder}", err=True)
    for failure in report.failures[:_SHOWN]:
        click.echo(f"{failure.where}: {failure.why}", err=True)
    if report.failures:
        click.echo(f"{len(report.failures):,} could not be read: see {asked.folder / FAILURES}", err=True)
        sys.exit(1)
