"""``mention-mapper reread``: reads articles of the map again, with the program, model and gazetteer as they are now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from gazetteer import build
from gazetteer.errors import GazetteerError
from webapp.commands.group import INTERRUPTED
from webapp.commands.shared import collection_of, silent, woken
from webapp.config import Settings
from webapp.domain import Edition
from webapp.errors import MentionMapperError, NotFound
from webapp.page_words import counted
from webapp.services.numbers import LARGEST

if TYPE_CHECKING:
    from gazetteer.store import Gazetteer
    from webapp.jobs.rereading import Progress, Wanted
    from webapp.store import ArticleStore


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which articles the command line asks for."""

    ids: tuple[int, ...]
    every: bool
    collection: str | None
    names: tuple[str, ...]


@click.command(
    epilog="\b\nExamples:\n  mention-mapper reread\n  mention-mapper reread 3 17\n"
    '  mention-mapper reread --collection Kivu --all\n  mention-mapper reread --name "Camp Delta Nine"'
)
@click.argument("ids", metavar="[ID]...", nargs=-1, type=click.IntRange(1, LARGEST))
@click.option(
    "--outdated",
    "only_outdated",
    is_flag=True,
    help="Read articles that an earlier version of the program or its data read. This is the default.",
)
@click.option("--all", "every", is_flag=True, help="Read all articles.")
@click.option("--collection", metavar="NAME", help="Only articles of this collection.")
@click.option(
    "--name",
    "names",
    metavar="WORDS",
    multiple=True,
    help="Only articles that have these words, whatever read them, such as a new place’s name; repeatable.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar, and no list of what changed.")
@click.pass_obj
def reread(settings: Settings, /, ids: tuple[int, ...], only_outdated: bool, quiet: bool, **options: Any) -> None:
    """Read articles of the map again: those with the given IDs (the number in an article's address), or the outdated.

    An article's new reading replaces the earlier one when it is whole; if it fails or is interrupted, the earlier one
    stays. Ids, titles and what you decided are kept. Standard output lists what an article shows otherwise than before;
    `mention-mapper jobs take-back` puts that back. The exit status is 1 if an article failed.
    """
    from webapp.jobs.rereading import NO_ARTICLES, RereadRefused, alone
    from webapp.store import ArticleStore

    asked = _Asked(ids, options["every"], options["collection"], tuple(filter(str.strip, options["names"])))
    if only_outdated + asked.every + bool(ids) > 1:
        raise click.UsageError("give IDs, --outdated or --all, not several of them")
    if ids and (asked.collection or asked.names):
        raise click.UsageError("give IDs, or --collection and --name, not both")
    if len(asked.names) < len(options["names"]):
        raise click.UsageError("--name has no words: give those that the articles have")
    if only_outdated and asked.names:
        raise click.UsageError("--name reads articles whatever read them: leave --outdated out")
    if not settings.database_path.exists():
        raise RereadRefused(f"{NO_ARTICLES} (looked in {settings.home})")
    with closing(ArticleStore(settings.database_path)) as store:
        _require(store, ids)
        try:
            with alone(settings.home), closing(build.ensure(settings.gazetteer_path)) as places:
                failed = _read(settings, store, places, asked, quiet)
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


def _read(settings: Settings, store: ArticleStore, places: Gazetteer, asked: _Asked, quiet: bool) -> int:
    """Read the chosen articles again, and report; the number of those that failed."""
    from webapp.jobs.rereading import Progress, chosen, job_name, none_words, read_again
    from webapp.nlp.pipeline import Pipeline
    from webapp.services.reader import EVERYTHING

    wanted = _wanted(store, asked)
    pipeline = Pipeline(
        places,
        settings.model,
        least_confidence=settings.least_confidence,
        least_said=EVERYTHING,
        own_weights=settings.own_weights_path,
    )
    if pipeline.note:
        click.echo(pipeline.note, err=True)
    edition = Edition(pipeline.program, pipeline.model, places.version)
    ids = tuple(dict.fromkeys(asked.ids)) or chosen(store, wanted, edition)
    progress = Progress(total=len(ids))
    if not ids:
        plain = not (wanted.collection_id or wanted.names)
        nothing = f"all {counted(store.count(), 'article')} are up to date" if plain else none_words(store, wanted)
        click.echo(f"{nothing[0].upper()}{nothing[1:]}.", err=True)
        return 0
    job_id = store.earlier.begin(job_name(store, wanted))
    results = read_again(ids, store, pipeline.read, job_id)
    try:
        with tqdm(total=len(ids), unit=" articles", disable=silent(quiet), file=sys.stderr) as bar:
            for article_id, failure in zip(ids, results, strict=True):
                bar.update()
                progress = progress.after(failure)
                if failure:
                    tqdm.write(f"article {failure.id} ({failure.title}): {failure.why}", file=sys.stderr)
                elif not quiet:
                    _report(store, places, article_id, job_id)
    except KeyboardInterrupt:
        click.echo(f"Stopped. {_summary(progress)}", err=True)
        sys.exit(INTERRUPTED)
    except (MentionMapperError, GazetteerError):
        click.echo(_summary(progress), err=True)
        raise
    if changed := store.earlier.count(job_id):
        shows = "1 article shows" if changed == 1 else f"{changed:,} articles show"
        click.echo(f"{shows} something else: mention-mapper jobs take-back {job_id} puts that back.", err=True)
    click.echo(_summary(progress), err=True)
    _wake(settings, store)
    return progress.failed


def _wanted(store: ArticleStore, asked: _Asked) -> Wanted:
    """What the options ask for; NotFound if there is no such collection."""
    from webapp.jobs.rereading import Wanted

    if asked.collection is None:
        return Wanted(names=asked.names, every=asked.every)
    return Wanted(None, collection_of(store, asked.collection).id, asked.names, asked.every)


def _report(store: ArticleStore, places: Gazetteer, article_id: int, job_id: int) -> None:
    """Write what an article shows otherwise to standard output, if anything."""
    from webapp.services.deciding.change_words import change_lines

    found = store.earlier.of_article(article_id)
    if found is None or found[0] != job_id:
        return
    lines = list(change_lines(found[1].what, places.admin_path))
    if lines:
        tqdm.write(f"article {article_id} ({found[1].title})", file=sys.stdout)
    for line in lines:
        tqdm.write(f"  {line}", file=sys.stdout)


def _wake(settings: Settings, store: ArticleStore) -> None:
    """Tell a worker that runs of what follows from decisions for the articles that were read again."""
    from webapp.store.jobs.records import JobKind

    waiting = store.jobs.unfinished(JobKind.DECIDE)
    if waiting and (note := woken(settings, waiting[-1].id)):
        click.echo(note, err=True)


def _summary(progress: Progress) -> str:
    done = progress.done - progress.failed
    left = progress.total - done
    kept = f"; {counted(left, 'article')} {'keeps its' if left == 1 else 'keep their'} earlier reading" if left else ""
    return f"Read {counted(done, 'article')} again{kept}."
