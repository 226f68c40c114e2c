"""Weights fitted further on a person's own decisions: a folder for each version, and a record of which are in use.

    used.json                          {"used": ["20261129-3f9ac21b"]}: the versions taken in use, the last one now
    20261129-3f9ac21b/weights.json     what ``OwnWeights`` holds

They adjust the weights that ship and say which those were: weights of another version of the program are not used.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from webapp.nlp.fitted import Fitted
from webapp.nlp.fitted.version import weights_version

USED_FILE = "used.json"
WEIGHTS_FILE = "weights.json"


@dataclass(frozen=True, slots=True, eq=False)
class OwnWeights:
    """What was fitted for one size of spaCy's model; each part is None where the shipped weights stay.

    ``adjustment`` is added to the scores of candidates looked at again, ``confidence`` replaces the shipped one.
    ``shipped`` is the version of the shipped weights that they were fitted from, ``about`` says on what they were
    fitted, and to what effect.
    """

    size: str
    shipped: str
    adjustment: Fitted | None
    confidence: Fitted | None
    about: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """What a file holds of them."""
        return {
            "size": self.size,
            "shipped": self.shipped,
            "adjustment": self.adjustment and self.adjustment.to_json(),
            "confidence": self.confidence and self.confidence.to_json(),
            "about": dict(self.about),
        }

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> OwnWeights:
        """The opposite of ``to_json``; raises ValueError, KeyError or TypeError for anything else."""
        adjustment, confidence = (held[part] and Fitted.from_json(held[part]) for part in ("adjustment", "confidence"))
        return cls(str(held["size"]), str(held["shipped"]), adjustment, confidence, dict(held["about"]))

    @property
    def digest(self) -> str:
        """Eight hexadecimal digits that change with every number in them."""
        numbers = json.dumps({**self.to_json(), "about": {}}, sort_keys=True)
        return hashlib.sha256(numbers.encode()).hexdigest()[:8]


class OwnWeightsFolder:
    """The versions in a folder, which may be missing: then there are none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def used_path(self) -> Path:
        """The file that changes when other weights are taken in use."""
        return self._folder / USED_FILE

    @property
    def in_use(self) -> str:
        """The version in use, "" for the shipped weights."""
        used = self._used()
        return used[-1] if used else ""

    def versions(self) -> dict[str, OwnWeights]:
        """All versions that can be read, the earliest first."""
        found = {path.parent.name: _read(path) for path in sorted(self._folder.glob(f"*/{WEIGHTS_FILE}"))}
        return {version: weights for version, weights in found.items() if weights is not None}

    def current(self, size: str) -> tuple[str, OwnWeights] | None:
        """The version in use and its weights, None where the shipped ones are to be used for this size."""
        version = self.in_use
        weights = _read(self._folder / version / WEIGHTS_FILE) if version else None
        return (version, weights) if weights and weights.size == size and weights.shipped == weights_version() else None

    def keep(self, weights: OwnWeights, day: str) -> str:
        """Write weights beside the earlier ones without using them; the version, which begins with ``day``."""
        version = f"{day}-{weights.digest}"
        folder = self._folder / version
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / WEIGHTS_FILE, weights.to_json())
        return version

    def use(self, version: str) -> None:
        """Use a version from now on; articles read with others are then outdated."""
        _write(self.used_path, {"used": [*self._used(), version]})

    def back(self) -> str | None:
        """Use what was used before: its version, "" for the shipped weights; None if these are in use already."""
        used = self._used()
        if not used:
            return None
        _write(self.used_path, {"used": used[:-1]})
        return self.in_use

    def _used(self) -> list[str]:
        try:
            used = json.loads(self.used_path.read_text(encoding="utf-8"))["used"]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        return [version for version in used if isinstance(version, str)] if isinstance(used, list) else []


def _read(path: Path) -> OwnWeights | None:
    try:
        return OwnWeights.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(path: Path, held: object) -> None:
    """Write JSON whole or not at all."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        aside.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
