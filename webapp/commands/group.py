"""The group of all commands: what goes wrong in one is reported in one line, and the exit status says that it did."""

from __future__ import annotations

import os
import sys

import click

from gazetteer.errors import GazetteerError
from webapp.errors import MentionMapperError

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


class Group(click.Group):
    """Turns the program's own errors into one line on standard error and exit status 1, Ctrl-C into 130."""

    def invoke(self, context: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except (MentionMapperError, GazetteerError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            # The reader of our standard output has gone (``| head``): exit quietly.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except OSError as error:
            raise click.ClickException(f"{error.strerror or error}: {error.filename or 'standard output'}") from error
        except KeyboardInterrupt:
            click.echo("Stopped.", err=True)
            sys.exit(INTERRUPTED)
