"""Fills homes with 1,000 to 100,000 made articles, and measures every address of the server on them.

    python -m benchmarks.workbench fill FOLDER --articles 1000 10000 100000
    python -m benchmarks.workbench measure FOLDER --articles 1000 10000 100000
    python -m benchmarks.workbench measure FOLDER --articles 1000 10000 --beside ../older-checkout --markdown table.md
    python -m benchmarks.workbench plans FOLDER/present-10000

100,000 articles (1,000,000 claims, 100,000 places) take some two minutes and 1.3 GB; what the program derives comes
on top. Their texts are short for that: 1,500 characters on average. ``measure`` fills what is missing, works on copies,
and takes turns between the trees at each address; "–" is an address that a tree lacks, and a parameter that it does
not know it ignores. ``plans`` prints the slowest statements behind each address, and what SQLite does for them; it
opens the home itself, which migrates it.
"""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from benchmarks.workbench.fill import Filled, fill
from benchmarks.workbench.measure import Figure, Measured, Side, measure
from benchmarks.workbench.plans import print_plans
from benchmarks.workbench.report import markdown, plain, shown, tables
from benchmarks.workbench.tree import Tree
from gazetteer.build import ensure
from webapp.config import Settings

PRESENT, BESIDE = "present", "beside"
SIZES = (1_000, 10_000)


def main() -> None:
    """Run one of the commands."""
    options = _parser().parse_args()
    # Servers and copies of homes are cleared away on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if options.command == "plans":
        print_plans(options.home, options.address)
        return
    settings = Settings.from_environment()
    ensure(settings.gazetteer_path).close()
    trees = {PRESENT: Tree()}
    if options.beside:
        trees[BESIDE] = Tree(options.beside.absolute())
    measured: list[Measured] = []
    for articles in options.articles:
        sides = [Side(name, tree, options.folder / f"{name}-{articles}") for name, tree in trees.items()]
        for side in sides:
            _fill(side, settings.gazetteer_path, articles, options.seed)
        if options.command == "measure":
            measured += measure(sides, requests=options.requests, adds=options.adds, report=_tell)
            _show(measured, options.markdown)


def _fill(side: Side, gazetteer: Path, articles: int, seed: int) -> None:
    if Filled.of(side.home) is None:
        fill(side.home, gazetteer, articles, seed=seed, tree=side.tree)
        print(f"{side.home}: {articles:,} articles", flush=True)


def _tell(side: str, address: str, figure: Figure) -> None:
    print(f"{side}: {address}: {shown(figure)}", file=sys.stderr, flush=True)


def _show(measured: list[Measured], path: Path | None) -> None:
    found = list(tables(measured))
    for heading, table in found:
        print(f"\n{heading}\n\n{plain(table)}", flush=True)
    if path:
        path.write_text("\n\n".join(f"## {heading}\n\n{markdown(table)}" for heading, table in found) + "\n", "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("fill", "measure"):
        command = commands.add_parser(name)
        command.add_argument("folder", type=Path, help="where the homes lie")
        command.add_argument("--articles", type=int, nargs="+", default=list(SIZES))
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--beside", type=Path, help="another checkout, with homes of its own")
    command.add_argument("--requests", type=int, default=20, help="requests to each address (default: 20)")
    command.add_argument("--adds", type=int, default=5, help="articles to add (default: 5; 0 needs no model)")
    command.add_argument("--markdown", type=Path, help="a file for the tables")
    plans = commands.add_parser("plans")
    plans.add_argument("home", type=Path)
    plans.add_argument("address", nargs="*", help="paths (default: every address)")
    return parser


if __name__ == "__main__":
    main()
