"""``mention-mapper worker``: reads what is handed in, apart from the server."""

from __future__ import annotations

import click

from webapp.config import Settings


@click.command(epilog="\b\nExample:\n  mention-mapper serve --no-worker & mention-mapper worker")
@click.option("--watched", is_flag=True, hidden=True, help="End when standard input is closed.")
@click.pass_obj
def worker(settings: Settings, watched: bool) -> None:
    """Read what is added on the pages, until stopped.

    `mention-mapper serve` starts a worker of its own. Use this to run one apart, such as under another account or as
    a service of its own, or a second one beside it; all of them use the same MENTION_MAPPER_HOME.
    """
    from webapp.jobs.worker import run

    if not watched:
        click.echo(f"Reading what is added to {settings.home} (Ctrl-C stops it)", err=True)
    run(settings, watched=watched)
