"""Where a person's gazetteer is on this machine by default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from platformdirs import user_data_path

from gazetteer.errors import GazetteerMissing

VARIABLE = "MENTION_MAPPER_HOME"
FILE = "gazetteer.sqlite"


def default_home() -> Path:
    """The folder that the program keeps its data in unless a setting names another."""
    return user_data_path("mention-mapper", appauthor=False)


def gazetteer_path(environ: Mapping[str, str] | None = None) -> Path:
    """The file that the program's commands build and read; it need not exist.

    Raises GazetteerMissing where the setting names the home folder of a user that this machine does not have.
    """
    named = (os.environ if environ is None else environ).get(VARIABLE, "").strip()
    if not named:
        return default_home() / FILE
    try:
        return Path(named).expanduser().absolute() / FILE
    except RuntimeError as error:
        raise GazetteerMissing(
            f"{VARIABLE}={named!r} names the home folder of a user that this machine does not have"
        ) from error
