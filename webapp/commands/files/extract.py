"""``mention-mapper extract``: writes what is found in articles as JSON, one file to one, or a corpus into a folder."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

import click
from tqdm import tqdm

from gazetteer import build
from webapp.commands.group import INTERRUPTED
from webapp.commands.shared import (
    chosen,
    least_confidence,
    model,
    pipeline,
    progress,
    quiet,
    said,
    shipped_weights,
    silent,
)
from webapp.config import Settings
from webapp.output import STANDARD, keep_apart, text_to

_SHOWN = 20
"""Failures that are printed; the folder has all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for."""

    sources: tuple[str, ...]
    output: str
    workers: int | None
    scheduler: str | None
    given_spans: bool
    explain: bool
    all_links: bool
    full: bool
    shipped_weights: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether the output is a folder; raises UsageError if it has no name."""
        if not self.output:
            raise click.UsageError("the name of the output is empty: give a file or a folder with -o")
        return self.output.endswith("/") or Path(self.output).is_dir()


@click.command(
    epilog="\b\nExamples:\n  mention-mapper extract in.jsonl -o out.jsonl\n  cat in.jsonl | mention-mapper extract -\n"
    "  mention-mapper extract 2024/*.jsonl.gz reports/ -o found/ --workers 4"
)
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(allow_dash=True),
    default=STANDARD,
    help="File to write, - for standard output; or a folder, for parts that may be written by several processes.",
)
@click.option(
    "--workers", type=click.IntRange(1), default=None, help="Processes that read into the folder; by default one."
)
@click.option(
    "--scheduler", metavar="URL", help="Dask scheduler whose workers read into the folder, such as tcp://host:8786."
)
@click.option(
    "--explain", is_flag=True, help="Explain why each mention and claim was found, and where else a mention might be."
)
@click.option(
    "--spans",
    type=click.Choice(("found", "given")),
    default="found",
    show_default=True,
    help='Which spans are mentions: those the program finds, or those in each line\'s "spans".',
)
@click.option("--all-links", is_flag=True, help="Also write the places that a claim is less likely to be about.")
@click.option(
    "--full",
    is_flag=True,
    help="Also write everything that was read, with the article, so that `mention-mapper add` can put it on the map. "
    "Keeps all claims unless --said is given.",
)
@said
@least_confidence
@model
@shipped_weights
@quiet
@click.pass_obj
def extract(
    settings: Settings,
    sources: tuple[str, ...],
    output: str,
    workers: int | None,
    scheduler: str | None,
    explain: bool,
    spans: str,
    all_links: bool,
    full: bool,
    said: float | None,
    least_confidence: float | None,
    model: str | None,
    shipped_weights: bool,
    quiet: bool,
) -> None:
    """Write the mentions and claims of each article in IN as one JSON object per line, in the same order.

    IN is a file of JSON lines, or - for standard input. Each line is an object with "id" and "text", and optionally
    "title", "date" and "url". With --spans given it must also have "spans", a list of objects with "start" and "end".
    A line that cannot be read is reported with its number and left out; the exit status is then 1.

    With a folder to write to, which a name that ends in / makes, IN may be several files, folders, patterns and URLs:
    JSON lines, packed or not, Parquet, and files of articles. What the folder has is not read again, so a run that was
    broken off goes on where it was.
    """
    asked = Asked(sources, output, workers, scheduler, spans == "given", explain, all_links, full, shipped_weights)
    if full and said is None:
        from webapp.services.reader import EVERYTHING

        said = EVERYTHING
    settings = replace(chosen(settings, least_confidence, said), model=model or settings.model)
    if asked.is_folder:
        _into_folder(asked, settings, quiet)
    else:
        _into_file(asked, settings, quiet)


def _into_file(asked: Asked, settings: Settings, quiet: bool) -> None:
    """Read the lines of one file into another, and report those that cannot be read; exit with 1 if there are any."""
    from webapp.services.extraction import BadLine
    from webapp.services.extraction import extract as extracted

    if asked.workers is not None or asked.scheduler is not None or len(asked.sources) > 1:
        raise click.UsageError("several inputs, --workers and --scheduler write to a folder: name one with -o FOLDER/")
    bad: list[BadLine] = []

    def report(line: BadLine) -> None:
        bad.append(line)
        tqdm.write(f"line {line.number}: {line.why}", file=sys.stderr)

    with _opened(asked.sources[0]) as source:
        keep_apart(asked.output, source)
        reading = pipeline(settings, None, quiet, shipped_weights=asked.shipped_weights)
        with reading as loaded, text_to(asked.output) as out:
            answers = extracted(
                source,
                loaded,
                report,
                max_chars=settings.max_text_chars,
                given_spans=asked.given_spans,
                explain=asked.explain,
                all_links=asked.all_links,
                full=asked.full,
            )
            for answer in tqdm(answers, unit=" articles", disable=silent(quiet), file=sys.stderr):
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if bad:
        click.echo(f"{len(bad)} line(s) could not be read and were left out.", err=True)
        sys.exit(1)


def _opened(source: str) -> IO[str]:
    """A file of lines, or standard input for "-"; raises BadParameter where it cannot be opened."""
    if source == STANDARD and sys.stdin is None:
        raise click.BadParameter("standard input is closed: name a file", param_hint="IN")
    try:
        return cast(IO[str], click.open_file(source, "r", encoding="utf-8", errors="surrogateescape"))
    except OSError as error:
        raise click.BadParameter(f"{source!r}: {error.strerror}", param_hint="IN") from error


def _into_folder(asked: Asked, settings: Settings, quiet: bool) -> None:
    """Read the corpus into the folder, and report the articles that could not be read; exit with 1 if there are any."""
    from webapp.corpora.inputs import parts
    from webapp.corpora.partition import Choices
    from webapp.corpora.run import FAILURES, cluster, finer, local, run
    from webapp.nlp.fitted.own import OwnWeightsFolder
    from webapp.reading import Limits

    if asked.workers is not None and asked.scheduler is not None:
        raise click.UsageError("the scheduler has its own workers: leave out --workers or --scheduler")
    folder = Path(asked.output)
    with progress(quiet) as building:
        places = build.ensure(settings.gazetteer_path, building)
    version = places.version
    places.close()
    own_weights = "" if asked.shipped_weights else OwnWeightsFolder(settings.own_weights_path).in_use
    choices = Choices(
        settings, version, asked.given_spans, asked.explain, asked.all_links, asked.full, own_weights=own_weights
    )
    divided = finer(parts(asked.sources, Limits.of(settings)))
    pool = (
        local(folder, choices, asked.workers or 1)
        if asked.scheduler is None
        else cluster(folder, choices, asked.scheduler)
    )
    total = sum(part.count for part in divided)
    try:
        with _stopped_alike(), tqdm(total=total, unit=" articles", disable=silent(quiet), file=sys.stderr) as bar:
            report = run(divided, folder, choices, pool, bar.update)
    except KeyboardInterrupt:
        click.echo("Stopped. What is done stays, and the same command goes on.", err=True)
        sys.exit(INTERRUPTED)
    memory = f"; a process took up to {report.megabytes:,} MB of memory" if report.megabytes else ""
    click.echo(f"{report.articles:,} articles in {folder}{memory}", err=True)
    for failure in report.failures[:_SHOWN]:
        click.echo(f"{failure.where}: {failure.why}", err=True)
    if report.failures:
        click.echo(f"{len(report.failures):,} could not be read: see {folder / FAILURES}", err=True)
        sys.exit(1)


@contextmanager
def _stopped_alike() -> Iterator[None]:
    """A context in which SIGTERM means what Ctrl-C does, so that nothing half done is left behind."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
