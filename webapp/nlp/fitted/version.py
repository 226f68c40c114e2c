"""Which fitted weights are in use: a version that changes with every number in them."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

FITTED = (
    "toponym_recognizer.json",
    "toponym_resolver.json",
    "nearby.json",
    "namesakes.json",
    "respelled.json",
    "reporting_cues.json",
    "claim_confidence.json",
    "said.json",
    "nowhere.json",
    "claim_places.json",
    "speaker_confidence.json",
)
_FOLDER = "webapp.nlp.fitted"


@cache
def weights_version() -> str:
    """The version of the files of weights and a digest of them, such as "1-3f9ac21b"; "" where there are none."""
    folder = files(_FOLDER)
    held = [path.read_bytes() for name in FITTED if (path := folder.joinpath(name)).is_file()]
    if not held:
        return ""
    version = max(int(json.loads(content)["version"]) for content in held)
    return f"{version}-{hashlib.sha256(b''.join(held)).hexdigest()[:8]}"
