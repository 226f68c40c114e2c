"""Command line: ``python -m gazetteer.derive SOURCE_DIR`` rebuilds the outlines and the base map."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path

from gazetteer.derive import manifest
from gazetteer.derive.basemap.cutting import write_basemap
from gazetteer.derive.inputs.sources import Sources
from gazetteer.derive.outlines import simplifying as outlines
from gazetteer.derive.outlines.units import read_units
from gazetteer.derive.points.audit import audit
from gazetteer.derive.points.locate import locate_features
from gazetteer.derive.tables.gather import derive_tables

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("gazetteer.derive")


def main(arguments: list[str] | None = None) -> None:
    """Derive everything from the packages unpacked under one folder."""
    parser = argparse.ArgumentParser(prog="python -m gazetteer.derive", description=__doc__)
    parser.add_argument("source_dir", type=Path, help="folder under which the source packages are unpacked")
    parser.add_argument("--root", type=Path, default=ROOT, help="checkout to write into (default: this one)")
    parser.add_argument(
        "--only",
        choices=("outlines", "tables", "locate", "audit"),
        default="outlines",
        help="outlines: outlines and base map; tables: data/derived; locate: points of the approximate rows of "
        "data/features, rewritten in place; audit: how far a sample of them is from what was looked up, which needs no "
        "packages (default: outlines)",
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sources, data = Sources(options.source_dir), options.root / "gazetteer" / "data"
    if options.only == "tables":
        derive_tables(sources, data)
    elif options.only == "locate":
        locate_features(sources, data)
    elif options.only == "audit":
        audit(data)
    else:
        derive(sources, options.root)


def derive(sources: Sources, root: Path) -> None:
    """Write the derived files of a checkout and their manifest."""
    data, basemap = root / "gazetteer" / "data", root / "static" / "basemap"
    log.info("reading the units of Natural Earth")
    units = read_units(sources)
    log.info("simplifying outlines")
    left_out = outlines.write_outlines(units, sources, data / outlines.FILE)
    (data / "outlines-left-out.json").write_text(json.dumps(left_out, indent=1) + "\n", encoding="utf-8")
    log.info("cutting the base map")
    write_basemap(units, sources, basemap)
    manifest.write_manifest(data / manifest.FILE, root, [data / outlines.FILE, *basemap.rglob("*.json")])


if __name__ == "__main__":
    main()
