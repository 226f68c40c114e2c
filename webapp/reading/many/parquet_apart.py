"""Turns an uploaded Parquet file into lines of JSON, in a process of its own with limits of memory, time and output."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from webapp.reading.apart.confined import Memory, limited
from webapp.reading.limits import MEGABYTE, Limits
from webapp.reading.many import parquet
from webapp.reading.many.errors import CorpusError

_TIMES_LONGER = 8
"""How many times as long as one article a table of many may take."""
_CHUNK = 65_536
_ROOT = Path(__file__).parents[3]
_AS_CSV = "save it as CSV or JSON lines, or divide it"


def write_lines(path: Path, to: Path, name: str, limits: Limits, most: int) -> None:
    """Write the rows of a Parquet file to ``to``, an object a line.

    Raises CorpusError if it is damaged, takes more memory or time than it may, or gives more than ``most`` bytes.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise CorpusError(parquet.NEEDED)
    command = [sys.executable, "-P", "-s", "-m", __name__, str(path.absolute()), str(limits.max_memory)]
    seconds = _TIMES_LONGER * limits.max_seconds
    environment = {**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system", "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(  # noqa: S603  # our own path, and a number
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment, cwd=_ROOT
    )
    assert process.stdout is not None  # noqa: S101 (it is a pipe)
    watch = threading.Timer(seconds, process.kill)
    watch.start()
    try:
        size = _copied(process.stdout, to, most)
        ended = process.wait()
    finally:
        watch.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
    if size > most:
        raise CorpusError(f"unpacked it is larger than {most / MEGABYTE:,.6g} MB; {_AS_CSV}")
    if ended:
        limit = f"{limits.max_memory / MEGABYTE:,.6g} MB of memory or {seconds:,.6g} seconds"
        raise CorpusError(f"{name} is damaged, or reading it takes more than {limit}; {_AS_CSV}")


def _copied(file: IO[bytes], to: Path, most: int) -> int:
    size = 0
    with to.open("wb") as out:
        while size <= most and (chunk := file.read(_CHUNK)):
            size += len(chunk)
            out.write(chunk)
    return size


def main(path: str, max_memory: str) -> None:
    """Write the rows of a Parquet file as lines of JSON to standard output, dates as ISO 8601."""
    parquet.number_of(path)  # loads pyarrow, which is not the file's doing
    limits = Limits(0, 0, 0, max_memory=int(max_memory), max_seconds=_TIMES_LONGER * 60)
    with limited(Memory(), limits):
        for row in parquet.rows(path):
            sys.stdout.write(json.dumps(row, default=str) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
