"""What commands that read articles share: their options, the pipeline, and progress on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from gazetteer import build
from webapp.config import MODELS, Settings, share
from webapp.errors import NotFound

if TYPE_CHECKING:
    from webapp.nlp.pipeline import Pipeline
    from webapp.store import ArticleStore
    from webapp.store.lists.collections import Collection

Progress = Callable[[str, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


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


shipped_weights = click.option(
    "--shipped-weights", is_flag=True, help="Read with the weights that ship, not with those of `mention-mapper refit`."
)


@contextmanager
def pipeline(
    settings: Settings, model: str | None, quiet: bool, *, shipped_weights: bool = False
) -> Iterator[Pipeline]:
    """A pipeline with the settings' gazetteer, which is built where it is missing; shows what a person should know."""
    from webapp.nlp.pipeline import Pipeline

    with progress(quiet) as building:
        places = build.ensure(settings.gazetteer_path, building)
    with closing(places):
        loaded = Pipeline(
            places,
            model or settings.model,
            least_confidence=settings.least_confidence,
            least_said=settings.least_said,
            own_weights=None if shipped_weights else settings.own_weights_path,
        )
        if loaded.note:
            click.echo(loaded.note, err=True)
        yield loaded


def chosen(settings: Settings, least_confidence: float | None, said: float | None) -> Settings:
    """The settings with the thresholds that the command line gives."""
    return replace(
        settings,
        least_confidence=settings.least_confidence if least_confidence is None else least_confidence,
        least_said=settings.least_said if said is None else said,
    )


def collection_of(store: ArticleStore, name: str) -> Collection:
    """The collection of this name; NotFound if there is none, with those that there are."""
    found = store.collections.all()
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            return one
    names = ", ".join(f"“{one.name}”" for one in found[:10])
    raise NotFound(f"there is no collection “{name}”: " + (f"there are {names}" if names else "there are none yet"))


def woken(settings: Settings, job_id: int) -> str:
    """Tell a worker of a job; what a person should know if that is impossible, else empty."""
    from webapp.jobs.queue import Queue, connected

    huey, where = connected(settings)
    with closing(Queue(huey, lambda: None, where)) as queue:
        return queue.wake(job_id)


def silent(quiet: bool) -> bool:
    """Whether progress is not shown: nobody wants it, or nobody sees it."""
    return quiet or not sys.stderr.isatty()


@contextmanager
def progress(quiet: bool) -> Iterator[Progress | None]:
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


def _announced_once() -> Progress:
    """Progress for a log file: one line, when the build begins."""
    announced: list[str] = []

    def show(stage: str, done: int, total: int) -> None:
        if not announced:
            click.echo("Building the gazetteer, about half a minute", err=True)
        announced.append(stage)

    return show
