"""Whether files that mean harm are refused in words, or read right, within 20 seconds and 300 MB each.

    python -m benchmarks.bad_files            # all of them, in earnest: some minutes
    python -m benchmarks.bad_files forms.pdf  # one

Each is made, taken apart and read as an upload is, by a process of its own, which reports how long that took and the
most memory that it and the processes that read files had (the peak resident set, in MB of 1,000,000 bytes).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.made import bad_tables, bad_texts  # noqa: F401  (register their makers)
from benchmarks.made.bad_files import MAKERS
from webapp.config import Settings
from webapp.errors import MentionMapperError
from webapp.reading import Limits
from webapp.reading.apart.pool import POOL, read_apart
from webapp.reading.many.contents import items

SECONDS, MEGABYTES = 20, 300


def read(path: Path, settings: Settings) -> tuple[int, list[str]]:
    """How many articles a file gives, and why the others are none."""
    limits = Limits.of(settings)
    articles = 0
    refused: list[str] = []
    for item in items(path, path.name, limits):
        try:
            if item.path is not None:
                read_apart(item.path, item.filename, limits)
        except MentionMapperError as error:
            refused.append(str(error))
        else:
            articles += not item.why
            refused += [f"{item.name}: {item.why}"] * bool(item.why)
    return articles, refused


def measured(path: Path) -> dict[str, object]:
    """Read one file in this process, and report."""
    began = time.monotonic()
    articles, refused = read(path, Settings(path.parent))
    seconds = time.monotonic() - began
    POOL.close()
    return {
        "size": path.stat().st_size,
        "seconds": seconds,
        "own": _peak_mb(resource.RUSAGE_SELF),
        "children": _peak_mb(resource.RUSAGE_CHILDREN),
        "articles": articles,
        "refused": refused,
    }


def _peak_mb(whose: int) -> float:
    held = resource.getrusage(whose).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6


def main() -> None:
    """Measure each file in a process of its own; exit with 1 if one takes too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        path = Path(options.names[0])
        MAKERS[path.name](path, options.scale)
        return
    if options.here:
        print(json.dumps(measured(Path(options.names[0]))))
        return
    over = [name for name in options.names or MAKERS if not _told(name, options.scale)]
    print(f"{len(over)} over {SECONDS} s or {MEGABYTES} MB: {', '.join(over) or 'none'}")
    sys.exit(1 if over else 0)


def _told(name: str, scale: float) -> bool:
    """Print the line of a file; whether it kept within bounds."""
    program = [sys.executable, "-m", "benchmarks.bad_files"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        # Made by another process, whose memory does not count.
        subprocess.run([*program, "--make", str(path), "--scale", str(scale)], check=True)
        done = subprocess.run([*program, "--here", str(path)], capture_output=True, text=True)
    if done.returncode:
        print(f"{name:18} failed: {done.stderr.strip().splitlines()[-1:]}")
        return False
    told = json.loads(done.stdout)
    print(
        f"{name:18} {told['size'] / 1e6:9.3f} MB  {told['seconds']:6.1f} s  own {told['own']:4.0f}  "
        f"children {told['children']:4.0f} MB  {told['articles']} read, {len(told['refused'])} refused"
    )
    for why in told["refused"][:2]:
        print(f"{'':18} {why[:150]}", flush=True)
    return bool(told["seconds"] <= SECONDS and max(told["own"], told["children"]) <= MEGABYTES)


if __name__ == "__main__":
    main()
