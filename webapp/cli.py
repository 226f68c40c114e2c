"""The command line: serve the map, extract from JSON lines, draw articles on a map, manage the gazetteer."""

from __future__ import annotations

import click

from gazetteer import build
from webapp.commands.files import draw, evaluate, extract, read
from webapp.commands.group import Group
from webapp.commands.places import gazetteer as look_up
from webapp.commands.places import geonames, own_places
from webapp.commands.shared import progress, quiet
from webapp.commands.stored import adding, collections, decisions, export, jobs, refit, rereading, worker
from webapp.config import Settings

_EXAMPLES = """\b
Examples:
  mention-mapper serve
  mention-mapper map article.txt -o map.html
  mention-mapper extract articles.jsonl -o found.jsonl
  mention-mapper gazetteer search "Tirah Valley"
"""


@click.group(cls=Group, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mention-mapper")
@click.pass_context
def main(context: click.Context) -> None:
    """Put what was said, by whom and about where, on a map. Nothing leaves this machine."""
    context.obj = Settings.from_environment()


@main.command(epilog="\b\nExample:\n  mention-mapper serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-worker", is_flag=True, help="Start no worker: one is run apart, with `mention-mapper worker`.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, no_worker: bool) -> None:
    """Serve the map to a browser on this machine, and read what is added there."""
    from webapp.serve import serve as run

    run(settings, host, port, worker=not no_worker)


@main.group()
def gazetteer() -> None:
    """Build the gazetteer, search it, show what it contains, and add places to it."""


@gazetteer.command("build", epilog="\b\nExample:\n  mention-mapper gazetteer build")
@click.option("--if-missing", is_flag=True, help="Build only if there is none that this version can use.")
@quiet
@click.pass_obj
def gazetteer_build(settings: Settings, if_missing: bool, quiet: bool) -> None:
    """Rebuild the gazetteer from the installed packages and the program's own tables."""
    with progress(quiet) as building:
        if if_missing:
            build.ensure(settings.gazetteer_path, building).close()
        else:
            build.build(settings.gazetteer_path, building)
    click.echo(f"The gazetteer is ready: {settings.gazetteer_path}", err=True)


for further in (*look_up.COMMANDS, *own_places.COMMANDS, *geonames.COMMANDS):
    gazetteer.add_command(further)
main.add_command(draw.draw)
main.add_command(export.export)
main.add_command(extract.extract)
main.add_command(evaluate.evaluate)
main.add_command(adding.add)
main.add_command(collections.collections)
main.add_command(rereading.reread)
main.add_command(refit.refit)
main.add_command(read.read)
main.add_command(worker.worker)
main.add_command(jobs.jobs)
main.add_command(decisions.decisions)
main.add_command(decisions.review)
