"""``mention-mapper decisions`` and ``review``: what people decided, exported, imported, undone; how far review is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.commands.shared import collection_of, woken
from webapp.config import Settings
from webapp.errors import NotFound
from webapp.output import STANDARD, keep_apart, text_to
from webapp.page_words import counted
from webapp.services.numbers import LARGEST

if TYPE_CHECKING:
    from webapp.store import ArticleStore
    from webapp.store.decisions.book import Done
    from webapp.store.decisions.history import Entry

_WHO = "The name under which decisions are made here; by default MENTION_MAPPER_REVIEWER, or “somebody”."
in_collection = click.option("--collection", metavar="NAME", help="Only of this collection.")
who_option = click.option("--who", metavar="NAME", default=None, help=_WHO)


@click.group(
    epilog="\b\nExamples:\n  mention-mapper decisions list\n  mention-mapper decisions export decisions.jsonl\n"
    "  mention-mapper decisions import theirs.jsonl\n  mention-mapper decisions undo"
)
def decisions() -> None:
    """Export and import what people decided, list it, and undo it."""


@decisions.command(epilog="\b\nExample:\n  mention-mapper decisions export - --collection Kivu")
@click.argument("file", metavar="FILE")
@in_collection
@click.pass_obj
def export(settings: Settings, file: str, collection: str | None) -> None:
    """Write the log of decisions to FILE as JSON Lines; "-" is standard output."""
    from webapp.services.deciding.decision_lines import lines

    keep_apart(file, settings.database_path)
    with _store(settings) as store:
        log = store.decisions.log(collection_of(store, collection).id if collection else None)
        with text_to(file) as out:
            for line in lines(log):
                out.write(f"{line}\n")
    if file != STANDARD:
        click.echo(f"Wrote {file}: {counted(len(log), 'entry', 'entries')}.", err=True)


@decisions.command("import", epilog="\b\nExample:\n  mention-mapper decisions import theirs.jsonl")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_obj
def import_(settings: Settings, file: Path) -> None:
    """Join the decisions of FILE, which `decisions export` wrote, with those here; "-" is standard input.

    Nobody's decision is overwritten. The exit status is 1 if some contradict each other: the page /review lists them.
    """
    from webapp.services.deciding.decision_lines import UnreadableDecisions
    from webapp.services.deciding.decision_lines import decisions as decisions_of_lines
    from webapp.services.deciding.joining import joined

    data = sys.stdin.buffer.read() if str(file) == STANDARD else file.read_bytes()
    try:
        rows = decisions_of_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableDecisions(f"{file} is not UTF-8: export the decisions again; nothing was imported") from error
    with _store(settings) as store:
        done, counts = joined(store, rows)
        click.echo(
            f"{counted(counts['added'], 'entry', 'entries')} added, {counts['known']:,} known already.", err=True
        )
        if counts["waiting"]:
            click.echo(f"{counts['waiting']:,} wait for articles that are not here.", err=True)
        _say(settings, done)
    if counts["conflicts"]:
        click.echo(f"{counted(counts['conflicts'], 'conflict')}: the page /review lists them.", err=True)
        sys.exit(1)


@decisions.command("list", epilog="\b\nExample:\n  mention-mapper decisions list --article 3")
@click.option("--article", type=click.IntRange(1, LARGEST), help="Only on this article.")
@click.option("--who", metavar="NAME", default="", help="Only those of this person.")
@in_collection
@click.option("-n", "--number", default=50, show_default=True, type=click.IntRange(1, 10_000), help="How many.")
@click.pass_obj
def list_(settings: Settings, article: int | None, who: str, collection: str | None, number: int) -> None:
    """List what was decided, the last first: when, who, what, for what, and where."""
    from webapp.store.decisions.history import Asked

    with _store(settings) as store:
        if article is not None:
            store.edition(article)
        chosen = collection_of(store, collection).id if collection else None
        asked = Asked(article_id=article, who=who, collection_id=chosen)
        found = store.decisions.histories.of(asked, limit=number)
    for entry in found.entries[:number]:
        click.echo(_line(entry))
    if not found.entries:
        is_all = article is None and not who and chosen is None
        nothing = "Nothing has been decided yet: /review is the page for that." if is_all else "No decision matches."
        click.echo(nothing, err=True)


@decisions.command(epilog='\b\nExample:\n  mention-mapper decisions undo --who "Ada"')
@who_option
@click.pass_obj
def undo(settings: Settings, who: str | None) -> None:
    """Take back the last step that a person has not taken back, whatever others decided since."""
    _step(settings, who, "undo", "Undone")


@decisions.command(epilog='\b\nExample:\n  mention-mapper decisions redo --who "Ada"')
@who_option
@click.pass_obj
def redo(settings: Settings, who: str | None) -> None:
    """Do again what a person undid last."""
    _step(settings, who, "redo", "Done again")


@click.command(epilog="\b\nExample:\n  mention-mapper review --collection Kivu")
@in_collection
@click.pass_obj
def review(settings: Settings, collection: str | None) -> None:
    """Say how many of the names of places somebody has decided on; the page /review is for deciding."""
    with _store(settings) as store:
        found = store.decisions.queue.progress(collection_of(store, collection).id if collection else None)
    click.echo(f"{found.reviewed:,} of {found.mentions:,} reviewed")


def _step(settings: Settings, who: str | None, way: str, said: str) -> None:
    from webapp.services.deciding.decided_words import step_words

    with _store(settings) as store:
        book = store.decisions
        person = (who or settings.reviewer or "somebody").strip()
        try:
            done = book.undo(person) if way == "undo" else book.redo(person)
        except NotFound as error:
            raise NotFound(f"{person}: {error}; mention-mapper decisions list shows who decided what") from error
        click.echo(f"{said}: {step_words(tuple(book.decided_with(done.decisions)))}", err=True)
        _say(settings, done)


def _say(settings: Settings, done: Done) -> None:
    """Say what a worker has yet to do, and tell it."""
    if done.job_id is None:
        return
    note = woken(settings, done.job_id)
    click.echo(note or "The worker shows the rest: mention-mapper jobs says how far it is.", err=True)


def _line(entry: Entry) -> str:
    from webapp.decisions.words import REACHES
    from webapp.services.deciding.decided_words import words_of

    row = entry.decision
    where = f"article {entry.article_id} ({entry.title})" if entry.article_id is not None else "an article not here"
    why = f": {row.why}" if row.why else ""
    undone = f"  (undone by {entry.undone_by})" if entry.undone_by else ""
    return f"{row.when:%Y-%m-%d %H:%M}  {row.who}  {words_of(row)} [{REACHES[row.scope]}]{why}  {where}{undone}"


@contextmanager
def _store(settings: Settings) -> Iterator[ArticleStore]:
    from webapp.store import ArticleStore

    if not settings.database_path.exists():
        raise NotFound(f"there are no articles in {settings.home}: add some with mention-mapper add")
    with closing(ArticleStore(settings.database_path)) as store:
        yield store
