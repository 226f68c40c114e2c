"""``mention-mapper collections``: lists the collections of articles."""

from __future__ import annotations

import json
from contextlib import closing

import click

from webapp.config import Settings
from webapp.page_words import counted


@click.command(epilog="\b\nExamples:\n  mention-mapper collections\n  mention-mapper collections --json")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object per line.")
@click.pass_obj
def collections(settings: Settings, as_json: bool) -> None:
    """List the collections of articles by name, with how many articles each has.

    Collections are created on the page /collections, or by adding articles to one with ``add --collection NAME``.
    """
    from webapp.store import ArticleStore

    if not settings.database_path.exists():
        click.echo(f"There are no articles yet (looked in {settings.home}).", err=True)
        return
    with closing(ArticleStore(settings.database_path)) as store:
        found = store.collections.all()
        loose = store.collections.loose()
    for one in found:
        if as_json:
            record = {"id": one.id, "name": one.name, "notes": one.notes, "articles": one.articles}
            click.echo(json.dumps(record, ensure_ascii=False))
        else:
            click.echo(f"{one.name}\t{counted(one.articles, 'article')}")
    if not as_json:
        click.echo(f"{counted(len(found), 'collection')}; {counted(loose, 'article')} in none.", err=True)
