"""``mention-mapper export``: writes the claims of the map that the filters choose, in any format of the registry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

import click

from gazetteer import build
from webapp.commands.filters import WithFilters, asked
from webapp.config import Settings
from webapp.errors import NotFound
from webapp.output import STANDARD, keep_apart, text_to
from webapp.page_words import counted

if TYPE_CHECKING:
    from webapp.store import ArticleStore, ClaimFilter


@click.command(
    cls=WithFilters,
    epilog="\b\nExamples:\n  mention-mapper export -f csv -o claims.csv\n"
    "  mention-mapper export -f geojson -o sindh.geojson --within PK/Sindh --manner alleges",
)
@click.option("-o", "--output", required=True, metavar="FILE", help='File to write; "-" for standard output.')
@click.pass_obj
def export(settings: Settings, /, name: str, output: str, **options: Any) -> None:
    """Export the claims on the map, or those that the filters choose.

    A table and GeoJSON have one row for each claim at each place. Without filters it is what the map shows: what was
    said, believed, denied or promised, and copies of a story once.
    """
    from webapp.nlp.fitted.said import least_said
    from webapp.services.claim_query import asked_claims
    from webapp.store import ArticleStore, ClaimFilter

    if not settings.database_path.exists():
        raise NotFound(f"there are no articles to export in {settings.home}: add some with mention-mapper add")
    keep_apart(output, settings.database_path)
    said = ClaimFilter(least_said=least_said() if settings.least_said is None else settings.least_said)
    which = asked_claims(asked(options), said)
    with closing(ArticleStore(settings.database_path)) as store:
        found = store.questions.counted(which)
        pieces = _pieces(settings, store, which, name)
        with text_to(output) as out:
            for piece in pieces:
                out.write(piece)
    if output != STANDARD:
        words = f"{counted(found.claims, 'claim')} in {counted(found.articles, 'article')}"
        click.echo(f"Wrote {output}: {words}.", err=True)


def _pieces(settings: Settings, store: ArticleStore, which: ClaimFilter, name: str) -> Iterator[str]:
    from webapp import exports

    if name != "html":
        yield from exports.get(name).write(exports.Stored(store, which))
        return
    with closing(build.ensure(settings.gazetteer_path)) as places:
        yield from exports.get(name).write(exports.Stored(store, which, places))
