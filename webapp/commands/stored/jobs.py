"""``mention-mapper jobs``: what was handed in on the pages, how far it is, and how to stop it or try it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from webapp.commands.shared import woken
from webapp.config import Settings
from webapp.errors import NotFound
from webapp.page_words import counted
from webapp.services.numbers import LARGEST

if TYPE_CHECKING:
    from webapp.store import ArticleStore
    from webapp.store.jobs.records import JobSummary

_NONE = "No jobs: files that are added on the pages are listed here."


@click.group(
    invoke_without_command=True,
    epilog="\b\nExamples:\n  mention-mapper jobs\n  mention-mapper jobs cancel 3\n  mention-mapper jobs retry 3\n"
    "  mention-mapper jobs changes 3\n  mention-mapper jobs take-back 3",
)
@click.option("-n", "--number", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many to list.")
@click.pass_context
def jobs(context: click.Context, number: int) -> None:
    """List what was added on the pages, the last first; with a job's number, what failed of it can be tried again."""
    if context.invoked_subcommand is not None:
        return
    settings: Settings = context.obj
    if not settings.database_path.exists():
        click.echo(f"{_NONE} (looked in {settings.home})", err=True)
        return
    with _store(settings) as store:
        found = store.jobs.list(number)
        if not found:
            click.echo(_NONE, err=True)
        for job in found:
            click.echo(_line(job))


@jobs.command(epilog="\b\nExample:\n  mention-mapper jobs cancel 3")
@click.argument("job_id", metavar="ID", type=click.IntRange(1, LARGEST))
@click.pass_obj
def cancel(settings: Settings, job_id: int) -> None:
    """Cancel what of a job has not been read yet. What it added stays."""
    with _store(settings) as store:
        number = store.jobs.cancel(job_id)
        click.echo(f"{counted(number, store.jobs.summary(job_id).noun)} cancelled.", err=True)


@jobs.command(epilog="\b\nExample:\n  mention-mapper jobs retry 3")
@click.argument("job_id", metavar="ID", type=click.IntRange(1, LARGEST))
@click.pass_obj
def retry(settings: Settings, job_id: int) -> None:
    """Have what failed of a job, or was cancelled, read after all, by the worker that runs or by the next that does."""
    with _store(settings) as store:
        again = store.jobs.retry(job_id)
        if not again:
            click.echo("Nothing of it failed or was cancelled.", err=True)
            return
        note = woken(settings, job_id)
        click.echo(note or f"{counted(again, store.jobs.summary(job_id).noun)} will be read again.", err=True)


@jobs.command(epilog="\b\nExample:\n  mention-mapper jobs changes 3")
@click.argument("job_id", metavar="ID", type=click.IntRange(1, LARGEST))
@click.pass_obj
def changes(settings: Settings, job_id: int) -> None:
    """List what articles show otherwise since a job read them again or put back what they showed."""
    from webapp.services.deciding.change_words import change_lines
    from webapp.services.places.map_places import saved_path

    with _store(settings) as store:
        store.jobs.summary(job_id)
        after: int | None = 0
        while after is not None:
            portion = store.earlier.changes(job_id, after)
            after = portion.after
            for article in portion.articles:
                click.echo(f"article {article.id} ({article.title or 'Untitled'})")
                for line in change_lines(article.what, saved_path):
                    click.echo(f"  {line}")
        click.echo(_changed(store.earlier.count(job_id)), err=True)


@jobs.command("take-back", epilog="\b\nExample:\n  mention-mapper jobs take-back 3")
@click.argument("job_id", metavar="ID", type=click.IntRange(1, LARGEST))
@click.option("--article", type=click.IntRange(1, LARGEST), help="Only this one.")
@click.pass_obj
def take_back(settings: Settings, job_id: int, article: int | None) -> None:
    """Put back what articles showed before a job read them again. That can be taken back as well."""
    with _store(settings) as store:
        done = store.earlier.take_back(job_id, article)
        noun = counted(done.articles, "article")
        if done.waits:
            note = woken(settings, done.job_id)
            click.echo(note or f"{noun} will be put back; mention-mapper jobs says how far it is.", err=True)
        else:
            click.echo(f"{noun} put back. mention-mapper jobs take-back {done.job_id} undoes it.", err=True)


def _changed(count: int) -> str:
    if not count:
        return "No article shows anything else because of it, or that was taken back, or they were read again since."
    return f"{counted(count, 'article')} changed: mention-mapper jobs take-back puts back what they showed."


@contextmanager
def _store(settings: Settings) -> Iterator[ArticleStore]:
    from webapp.store import ArticleStore

    if not settings.database_path.exists():
        raise NotFound(f"there are no jobs in {settings.home}: MENTION_MAPPER_HOME says where articles are")
    with closing(ArticleStore(settings.database_path)) as store:
        yield store


def _line(job: JobSummary) -> str:
    from webapp.services.job_words import job_words

    return f"{job.id:>5}  {job.created:%Y-%m-%d %H:%M}  {job.state.value:<9}  {job.name}: {job_words(job)}"
