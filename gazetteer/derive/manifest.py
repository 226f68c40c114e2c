"""The list of derived files with their sizes and hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

FILE = "outlines-manifest.json"


def write_manifest(path: Path, root: Path, files: Iterable[Path]) -> None:
    """Write the manifest of ``files``, each named by its path under ``root``."""
    entries = {
        file.relative_to(root).as_posix(): {
            "bytes": file.stat().st_size,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in sorted(files)
    }
    path.write_text(json.dumps(entries, indent=0) + "\n", encoding="utf-8")
