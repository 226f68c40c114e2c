"""``mention-mapper add``: puts files, folders and corpora on the map, as uploading them does."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import click
from tqdm import tqdm

from webapp.commands.group import INTERRUPTED
from webapp.commands.shared import pipeline, silent
from webapp.config import Settings
from webapp.page_words import counted
from webapp.reading.many.fields import CALL_ONE

if TYPE_CHECKING:
    from webapp.corpora.inputs import Part
    from webapp.corpora.readers import Failure
    from webapp.corpora.results import Result
    from webapp.domain import Article

_STANDARD = "-"
_SHOWN = 20


@click.command(
    epilog="\b\nExamples:\n  mention-mapper add report.pdf notes/\n  mention-mapper add 2024/*.jsonl.gz found/\n"
    '  pbpaste | mention-mapper add -\n  mention-mapper add --collection "Floods 2026" floods/\n'
    "  mention-mapper add export.csv --columns text=Body,title=Headline\n"
    "  mention-mapper add https://example.org/news/flood"
)
@click.argument("sources", metavar="FILE|FOLDER|URL...", nargs=-1, required=True)
@click.option("--collection", metavar="NAME", help="Put the articles into this collection, created if there is none.")
@click.option(
    "--columns",
    metavar="FIELD=COLUMN,...",
    multiple=True,
    help="Which column, or field of JSON lines, holds what, where it has no usual name: text, title, date, publisher, "
    "author, url, id.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@click.pass_obj
def add(
    settings: Settings, sources: tuple[str, ...], collection: str | None, columns: tuple[str, ...], quiet: bool
) -> None:
    """Add articles to the map: files (text, Markdown, HTML, PDF, DOCX, mail), folders and archives of them, and tables.

    What `mention-mapper extract --full` wrote, a folder or a file, is put there as it was read. With - the words of one
    article are read from standard input. Pages at http and https addresses are fetched where MENTION_MAPPER_FETCH=on,
    as on the map's page. An article that is there already is left as it is, one in the bin is put back.
    What cannot be read is reported and does not stop the rest; the exit status is then 1. Stopped half-way, all that
    was added stays, and the same command goes on.
    """
    name = _collection_name(collection)
    addresses = [source for source in sources if _is_address(source)]
    files = [source for source in sources if source != _STANDARD and source not in addresses]
    pasted = _pasted(settings) if _STANDARD in sources else []
    failures: list[Failure] = []
    chosen = _chosen(columns)
    results = {source: found for source in files if (found := _result(source, failures))}
    refused = {failure.where for failure in failures}
    others = [source for source in files if source not in results and source not in refused]
    divided = [part for source in others for part in _parts(source, settings, failures)]
    counts: Counter[str] = Counter()
    articles = [*(part.count for part in divided), *(result.articles for result in results.values())]
    singles = len(pasted) + len(addresses)
    try:
        with tqdm(total=sum(articles) + singles, unit=" articles", disable=silent(quiet), file=sys.stderr) as bar:
            _load(settings, results.values(), counts, failures, bar, name)
            if divided or singles:
                alone = chain(pasted, _fetched(addresses, settings, failures))
                _add(settings, quiet, _articles(divided, alone, settings, failures, bar, chosen), counts, name)
    except KeyboardInterrupt:
        click.echo(f"Stopped. {_summary(counts)}", err=True)
        sys.exit(INTERRUPTED)
    for failure in failures[:_SHOWN]:
        click.echo(f"{failure.where}: {failure.why}", err=True)
    if len(failures) > _SHOWN:
        click.echo(f"and {len(failures) - _SHOWN:,} more that could not be read", err=True)
    if not chosen and any(CALL_ONE in failure.why for failure in failures):
        click.echo("Say which column holds the articles’ words: --columns text=NAME", err=True)
    click.echo(_summary(counts, len(failures)), err=True)
    sys.exit(1 if failures or counts["failed"] else 0)


def _collection_name(given: str | None) -> str | None:
    from webapp.errors import EditRefused
    from webapp.services.collections import clean_name

    try:
        return None if given is None else clean_name(given)
    except EditRefused as refusal:
        raise click.BadParameter(str(refusal), param_hint="--collection") from refusal


def _chosen(columns: Sequence[str]) -> dict[str, str]:
    from webapp.reading.many.errors import CorpusError
    from webapp.reading.many.fields import choice

    try:
        return choice(columns)
    except CorpusError as error:
        raise click.BadParameter(str(error), param_hint="--columns") from error


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _fetched(addresses: Sequence[str], settings: Settings, failures: list[Failure]) -> Iterator[Article]:
    """The articles of pages, fetched with the checks and limits of the map's page; the others are failures."""
    from webapp.corpora.readers import Failure
    from webapp.errors import MentionMapperError
    from webapp.jobs.opening import fetched

    for address in addresses:
        try:
            yield fetched(address, settings)
        except MentionMapperError as error:
            failures.append(Failure(address, str(error)))


def _pasted(settings: Settings) -> list[Article]:
    from webapp import reading

    if sys.stdin is None:
        raise click.UsageError("standard input is closed: give a file instead of -")
    limits = reading.Limits.of(settings)
    return [reading.read(sys.stdin.buffer.read(limits.max_bytes + 1), "standard input", limits)]


def _result(source: str, failures: list[Failure]) -> Result | None:
    """What an extraction wrote, if the source is that; where it lacks the articles that is a failure."""
    from webapp.corpora.errors import CorpusError
    from webapp.corpora.readers import Failure
    from webapp.corpora.results import result_of

    try:
        return result_of(source)
    except CorpusError as error:
        failures.append(Failure(source, str(error)))
        return None


def _load(
    settings: Settings,
    results: Iterable[Result],
    counts: Counter[str],
    failures: list[Failure],
    bar: tqdm[Any],
    collection: str | None,
) -> None:
    from webapp.corpora.results import load
    from webapp.store import ArticleStore

    settings.home.mkdir(parents=True, exist_ok=True)
    with closing(ArticleStore(settings.database_path)) as store:
        target = store.collections.named(collection).id if collection else None
        for result in results:
            load(result, store, counts, failures, bar.update, collection_id=target)


def _parts(source: str, settings: Settings, failures: list[Failure]) -> list[Part]:
    """The parts of a source; one that cannot be read is a failure, and does not stop the others."""
    from webapp.corpora.errors import CorpusError
    from webapp.corpora.inputs import parts
    from webapp.corpora.readers import Failure
    from webapp.reading import Limits

    try:
        return parts([source], Limits.of(settings))
    except CorpusError as error:
        failures.append(Failure(source, str(error)))
        return []


def _articles(
    divided: Sequence[Part],
    singles: Iterable[Article],
    settings: Settings,
    failures: list[Failure],
    bar: tqdm[Any],
    columns: Mapping[str, str],
) -> Iterator[Article]:
    """All articles that can be read; the others are appended to ``failures``."""
    from webapp.corpora.errors import CorpusError
    from webapp.corpora.readers import Failure, articles_of

    for article in singles:
        yield article
        bar.update()
    for part in divided:
        before = bar.n
        try:
            for found in articles_of(part, settings, columns):
                if isinstance(found, Failure):
                    failures.append(found)
                else:
                    yield found[1]
                    bar.update()
        except CorpusError as error:
            failures.append(Failure(part.urls[0], str(error)))
        bar.update(before + part.count - bar.n)


def _add(
    settings: Settings, quiet: bool, articles: Iterator[Article], counts: Counter[str], collection: str | None
) -> None:
    from webapp.jobs.adding import add
    from webapp.services.ingest import OutcomeStatus
    from webapp.services.reader import EVERYTHING
    from webapp.store import ArticleStore

    settings.home.mkdir(parents=True, exist_ok=True)
    with (
        pipeline(replace(settings, least_said=EVERYTHING), None, quiet) as loaded,
        closing(ArticleStore(settings.database_path)) as store,
    ):
        target = store.collections.named(collection).id if collection else None
        for result in add(articles, store, loaded.read_many):
            if target is not None and result.id is not None:
                store.collections.receive([result.id], target)
            counts[result.status] += 1
            if result.status is OutcomeStatus.FAILED:
                tqdm.write(f"{result.title}: {result.why}", file=sys.stderr)


def _summary(counts: Counter[str], unread: int = 0) -> str:
    told = [f"{counted(counts['added'], 'article')} added"]
    if counts["existing"]:
        told.append(f"{counts['existing']:,} already on the map")
    if counts["restored"]:
        told.append(f"{counts['restored']:,} back from the bin, as they were")
    if counts["failed"] + unread:
        told.append(f"{counts['failed'] + unread:,} could not be read")
    return ", ".join(told) + "."
