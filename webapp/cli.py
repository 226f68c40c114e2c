"""The command line: serve the map, extract from JSON lines, draw articles on a map, manage the gazetteer."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import click
from tqdm import tqdm

from gazetteer import build
from webapp.commands import adding, corpora, evaluate, geonames, own_places, read, rereading
from webapp.commands import gazetteer as look_up
from webapp.commands.group import Group
from webapp.config import MODELS, Settings, share
from webapp.output import STANDARD, keep_apart, text_to

if TYPE_CHECKING:
    from webapp.nlp.pipeline import Pipeline

_EXAMPLES = """\b
Examples:
  mention-mapper serve
  mention-mapper map article.txt -o map.html
  mention-mapper extract articles.jsonl -o found.jsonl
  mention-mapper gazetteer search "Tirah Valley"
"""


@click.group(cls=Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mention-mapper")
@click.pass_context
def main(context: click.Context) -> None:
    """Put what was said, by whom and about where, on a map. Nothing leaves this machine."""
    context.obj = Settings.from_environment()


def _share(_context: click.Context, _option: click.Parameter, value: str | None) -> float | None:
    # click's own number range accepts "nan".
    try:
        return None if value is None else share(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} {error}") from error


quiet = click.option("-q", "--quiet", is_flag=True, help="No progress bars.")
model = click.option(
    "--model", type=click.Choice(MODELS), default=None, help="spaCy model; by default MENTION_MAPPER_MODEL."
)
least_confidence = click.option(
    "--least-confidence",
    callback=_share,
    metavar="SHARE",
    help="Leave names unplaced below this confidence, 0 to 1; by default MENTION_MAPPER_LEAST_CONFIDENCE.",
)


said = click.option(
    "--said",
    callback=_share,
    metavar="SHARE",
    help="Leave out claims less likely to have been said, 0 to 1; 0 gives attitudes and acts too. "
    "By default MENTION_MAPPER_LEAST_SAID.",
)


@main.command(epilog="\b\nExample:\n  mention-mapper serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the map to a browser on this machine."""
    from webapp.serve import serve as run

    run(settings, host, port)


@main.command(
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
@said
@least_confidence
@model
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
    said: float | None,
    least_confidence: float | None,
    model: str | None,
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
    chosen = _chosen(settings, least_confidence, said)
    if output.endswith("/") or Path(output).is_dir():
        chosen = replace(chosen, model=model or chosen.model)
        corpora.extract(
            corpora.Asked(sources, Path(output), workers, scheduler, spans == "given", explain, all_links),
            chosen,
            silent=_silent(quiet),
            building=_progress(quiet),
        )
        return
    if workers is not None or scheduler is not None:
        raise click.UsageError("--workers and --scheduler write to a folder: name one with -o FOLDER/")
    if len(sources) > 1:
        raise click.UsageError("several inputs are written to a folder: name one with -o FOLDER/")
    from webapp.jobs.extraction import BadLine
    from webapp.jobs.extraction import extract as extracted

    bad: list[BadLine] = []

    def report(line: BadLine) -> None:
        bad.append(line)
        tqdm.write(f"line {line.number}: {line.why}", file=sys.stderr)

    with _opened(sources[0]) as source:
        keep_apart(output, source)
        with _pipeline(chosen, model, quiet) as pipeline, text_to(output) as out:
            answers = extracted(
                source,
                pipeline,
                report,
                max_chars=settings.max_text_chars,
                given_spans=spans == "given",
                explain=explain,
                all_links=all_links,
            )
            for answer in tqdm(answers, unit=" articles", disable=_silent(quiet), file=sys.stderr):
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    if bad:
        click.echo(f"{len(bad)} line(s) could not be read and were left out.", err=True)
        sys.exit(1)


@main.command("map", epilog="\b\nExample:\n  mention-mapper map article.pdf -o map.html")
@click.argument(
    "articles",
    metavar="ARTICLE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, allow_dash=True), help="HTML file to write."
)
@said
@least_confidence
@model
@quiet
@click.pass_obj
def draw(
    settings: Settings,
    articles: tuple[Path, ...],
    output: str,
    said: float | None,
    least_confidence: float | None,
    model: str | None,
    quiet: bool,
) -> None:
    """Draw the claims of ARTICLE (text, Markdown, HTML, PDF or DOCX) on a map that needs no network.

    It shows what was said, and beliefs.
    """
    from webapp import reading
    from webapp.exports.html import write
    from webapp.nlp.fitted.said import least_said
    from webapp.store import ClaimFilter

    keep_apart(output, *articles)
    limits = reading.Limits.of(settings)
    read = [reading.read(path.read_bytes(), path.name, limits) for path in articles]
    chosen = _chosen(settings, least_confidence, said)
    shown = ClaimFilter(least_said=least_said() if chosen.least_said is None else chosen.least_said)
    with _pipeline(replace(chosen, least_said=0), model, quiet) as pipeline:
        answers = pipeline.read_many(read)
        found = list(tqdm(answers, total=len(read), unit=" articles", disable=_silent(quiet), file=sys.stderr))
        page = write(found, pipeline.gazetteer, shown)
    for note in (note for one in found for note in one.notes):
        click.echo(note, err=True)
    with text_to(output) as out:
        out.write(page)
    if output != STANDARD:
        click.echo(f"Wrote {output}: open it in any browser; no network is needed.", err=True)


@main.group()
def gazetteer() -> None:
    """Build the gazetteer, search it, show what it contains, and add places to it."""


@gazetteer.command("build", epilog="\b\nExample:\n  mention-mapper gazetteer build")
@click.option("--if-missing", is_flag=True, help="Build only if there is none that this version can use.")
@quiet
@click.pass_obj
def gazetteer_build(settings: Settings, if_missing: bool, quiet: bool) -> None:
    """Rebuild the gazetteer from the installed packages and the program's own tables."""
    with _progress(quiet) as progress:
        if if_missing:
            build.ensure(settings.gazetteer_path, progress).close()
        else:
            build.build(settings.gazetteer_path, progress)
    click.echo(f"The gazetteer is ready: {settings.gazetteer_path}", err=True)


for further in (*look_up.COMMANDS, *own_places.COMMANDS, *geonames.COMMANDS):
    gazetteer.add_command(further)
main.add_command(evaluate.evaluate)
main.add_command(adding.add)
main.add_command(rereading.reread)
main.add_command(read.read)


@contextlib.contextmanager
def _pipeline(settings: Settings, model: str | None, quiet: bool) -> Iterator[Pipeline]:
    from webapp.nlp.pipeline import Pipeline

    with _progress(quiet) as progress:
        places = build.ensure(settings.gazetteer_path, progress)
    with contextlib.closing(places):
        pipeline = Pipeline(
            places, model or settings.model, least_confidence=settings.least_confidence, least_said=settings.least_said
        )
        if pipeline.note:
            click.echo(pipeline.note, err=True)
        yield pipeline


def _opened(source: str) -> IO[str]:
    """A file of lines, or standard input for "-"; raises BadParameter where it cannot be opened."""
    if source == STANDARD and sys.stdin is None:
        raise click.BadParameter("standard input is closed: name a file", param_hint="IN")
    try:
        return cast(IO[str], click.open_file(source, "r", encoding="utf-8", errors="surrogateescape"))
    except OSError as error:
        raise click.BadParameter(f"{source!r}: {error.strerror}", param_hint="IN") from error


def _chosen(settings: Settings, least_confidence: float | None, said: float | None) -> Settings:
    """The settings with the thresholds that the command line gives."""
    return replace(
        settings,
        least_confidence=settings.least_confidence if least_confidence is None else least_confidence,
        least_said=settings.least_said if said is None else said,
    )


def _silent(quiet: bool) -> bool:
    return quiet or not sys.stderr.isatty()


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on standard error while the gazetteer is built, one stage after the other."""
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield _announced_once()
        return
    with tqdm(file=sys.stderr, desc="gazetteer", leave=False) as bar:

        def show(stage: str, done: int, total: int) -> None:
            bar.set_description(stage, refresh=False)
            bar.total = total
            bar.n = done
            bar.refresh()

        yield show


def _announced_once() -> Callable[[str, int, int], None]:
    """Progress for a log file: one line, when the build begins."""
    announced: list[str] = []

    def show(stage: str, done: int, total: int) -> None:
        if not announced:
            click.echo("Building the gazetteer, about half a minute", err=True)
        announced.append(stage)

    return show
