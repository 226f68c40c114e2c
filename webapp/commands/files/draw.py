"""``mention-mapper map``: draws articles on a page that needs no network."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click
from tqdm import tqdm

from webapp.commands.shared import chosen, least_confidence, model, pipeline, quiet, said, silent
from webapp.config import Settings
from webapp.output import STANDARD, keep_apart, text_to


@click.command("map", epilog="\b\nExample:\n  mention-mapper map article.pdf -o map.html")
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
    from webapp import exports, reading
    from webapp.nlp.fitted.said import least_said
    from webapp.store import ClaimFilter

    keep_apart(output, *articles)
    limits = reading.Limits.of(settings)
    read = [reading.read(path.read_bytes(), path.name, limits) for path in articles]
    asked = chosen(settings, least_confidence, said)
    shown = ClaimFilter(least_said=least_said() if asked.least_said is None else asked.least_said)
    with pipeline(replace(asked, least_said=0), model, quiet) as loaded:
        answers = loaded.read_many(read)
        found = list(tqdm(answers, total=len(read), unit=" articles", disable=silent(quiet), file=sys.stderr))
        pieces = exports.get("html").write(exports.Read(found, loaded.gazetteer, shown))
        page = "".join(pieces)
    for note in (note for one in found for note in one.notes):
        click.echo(note, err=True)
    with text_to(output) as out:
        out.write(page)
    if output != STANDARD:
        click.echo(f"Wrote {output}: open it in any browser; no network is needed.", err=True)
