"""``mention-mapper reread``: reads articles of the map again, with the program, model and gazetteer as they are now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from gazetteer import build
from gazetteer.errors import GazetteerError
from webapp.commands.group import INTERRUPTED
from webapp.commands.shared import silent
from webapp.config import Settings
from webapp.domain import Edition
from webapp.errors import MentionMapperError, NotFound
from webapp.page_words import counted
from webapp.services.numbers import LARGEST

if TYPE_CHECKING:
    from gazetteer.store import Gazetteer
    from webapp.jobs.rereading import Progress
    from webapp.store import ArticleStore


@click.command(
    epilog="\b\nExamples:\n  mention-mapper reread\n  mention-mapper reread 3 17\n  mention-mapper reread --all"
)
@click.argument("ids", metavar="[ID]...", nargs=-1, type=click.IntRange(1, LARGEST))
@click.option(
    "--outdated",
    "only_outdated",
    is_flag=True,
    help="Read articles that an earlier version of the program or its data read. This is the default.",
)
@click.option("--all", "every", is_flag=True, help="Read all articles.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@click.pass_obj
def reread(settings: Settings, ids: tuple[int, ...], only_outdated: bool, every: bool, quiet: bool) -> None:
    """Read articles of the map again: those with the given IDs (the number in an article's address), or the outdated.

    An article's new reading replaces the earlier one when it is whole; if it fails or is interrupted, the earlier one
    stays. Ids, titles and what you decided about speakers are kept. The exit status is 1 if an article failed.
    """
    from webapp.jobs.rereading import NO_ARTICLES, RereadRefused, alone
    from webapp.store import ArticleStore

    if only_outdated + every + bool(ids) > 1:
        raise click.UsageError("give IDs, --outdated or --all, not several of them")
    if not settings.database_path.exists():
        raise RereadRefused(f"{NO_ARTICLES} (looked in {settings.home})")
    with closing(ArticleStore(settings.database_path)) as store:
        _require(store, ids)
        try:
            with alone(settings.home), closing(build.ensure(settings.gazetteer_path)) as places:
                failed = _read(settings, store, places, ids, every, silent(quiet))
        except KeyboardInterrupt:
            click.echo("Stopped. No article was read again.", err=True)
            sys.exit(INTERRUPTED)
    sys.exit(1 if failed else 0)


def _require(store: ArticleStore, ids: Sequence[int]) -> None:
    """Raise RereadRefused if there are no articles at all, NotFound if some of these are missing."""
    from webapp.jobs.rereading import NO_ARTICLES, RereadRefused

    held = set(store.ids())
    if not held:
        raise RereadRefused(NO_ARTICLES)
    missing = [str(one) for one in ids if one not in held]
    if missing:
        raise NotFound(
            f"there is no article {', '.join(missing)}: it may have been deleted; none was read again. "
            "An article’s number is at the end of its address, as in /articles/7"
        )


def _read(
    settings: Settings, store: ArticleStore, places: Gazetteer, ids: Sequence[int], every: bool, silent: bool
) -> int:
    """Read the chosen articles again, and report; the number of those that failed."""
    from webapp.jobs.rereading import Progress, read_again
    from webapp.nlp.pipeline import Pipeline
    from webapp.services.reader import EVERYTHING

    pipeline = Pipeline(places, settings.model, least_confidence=settings.least_confidence, least_said=EVERYTHING)
    if pipeline.note:
        click.echo(pipeline.note, err=True)
    edition = Edition(pipeline.program, pipeline.model, places.version)
    chosen = tuple(dict.fromkeys(ids)) or store.ids(not_read_by=None if every else edition)
    progress = Progress(total=len(chosen))
    if not chosen:
        click.echo(f"All {counted(store.count(), 'article')} are up to date.", err=True)
        return 0
    results = read_again(chosen, store, pipeline.read)
    try:
        for failure in tqdm(results, total=len(chosen), unit=" articles", disable=silent, file=sys.stderr):
            progress = progress.after(failure)
            if failure:
                tqdm.write(f"article {failure.id} ({failure.title}): {failure.why}", file=sys.stderr)
    except KeyboardInterrupt:
        click.echo(f"Stopped. {_summary(progress)}", err=True)
        sys.exit(INTERRUPTED)
    except (MentionMapperError, GazetteerError):
        click.echo(_summary(progress), err=True)
        raise
    click.echo(_summary(progress), err=True)
    return progress.failed


def _summary(progress: Progress) -> str:
    done = progress.done - progress.failed
    left = progress.total - done
    kept = f"; {counted(left, 'article')} {'keeps its' if left == 1 else 'keep their'} earlier reading" if left else ""
    return f"Read {counted(done, 'article')} again{kept}."
