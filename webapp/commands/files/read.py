"""``mention-mapper read``: shows what the program reads in a file, before anything is looked for in it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from webapp.config import Settings
from webapp.output import STANDARD, text_to


@click.command(epilog="\b\nExample:\n  mention-mapper read article.pdf")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def read(settings: Settings, file: Path) -> None:
    """Print the text of FILE (text, Markdown, HTML, PDF, DOCX, mail) and what it says about itself, as a JSON object.

    The object has "title", "author", "publisher", "date" (YYYY-MM-DD), "url" and "text"; what a file does not say is
    null, its title "". A file that cannot be read is reported and the exit status is 1.
    """
    from webapp.corpora.readers import article_in
    from webapp.reading import Limits

    with file.open("rb") as opened:
        article = article_in(opened, file.name, Limits.of(settings))
    shown = {
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "date": article.date.isoformat() if article.date else None,
        "url": article.url,
        "text": article.text,
    }
    with text_to(STANDARD) as out:
        out.write(json.dumps(shown, ensure_ascii=False) + "\n")
