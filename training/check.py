"""Checks that the shipped weights fit the code that ships: the same features, made by the same code and tables.

    python -m training.check

Needs neither corpora nor the packages used for fitting. Fails with a line for each file that must be fitted again.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.made_with import FITTED, MADE_BY, made_with
from webapp.domain import ClaimKind
from webapp.nlp.claims.attributed import Way as ClaimWay
from webapp.nlp.links import about
from webapp.nlp.places import choices, scoring
from webapp.nlp.places.confidence import CONFIDENCE as SURENESS
from webapp.nlp.speakers.resolved import Way as SpeakerWay
from webapp.nlp.toponyms import company, features, scorer

REFIT = "fit the weights again: python -m training.refit"
FEATURES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "toponym_recognizer.json": {
        "first": features.FEATURES,
        "": (*features.FEATURES, *company.COMPANY),
        "confidence": tuple(scorer.CONFIDENCE),
    },
    "toponym_resolver.json": {
        "alone": choices.ALONE,
        "": scoring.TOGETHER,
        "again": scoring.AGAIN,
        "confidence": tuple(SURENESS),
    },
    "claim_places.json": {"first": about.FIRST_COLUMNS, "second": about.SECOND_COLUMNS},
}
"""The features of each model as the code computes them, by what follows the size in the model's name ("md first")."""
_KINDS = "|".join(kind.value for kind in ClaimKind)
WEIGHED: Mapping[str, str] = {
    "reporting_cues.json": "(frame|verb|preposition|listed|speaker|dep|ending|auxiliary|mark|opens|length|content"
    "|under|clause|sentence) .+"
    "|in a (quotation|report)( .+)?|listed|quoted( .+)?|neg|auxpass|content before|content after|several parts",
    "claim_confidence.json": f"({_KINDS}) ({'|'.join(way.value for way in ClaimWay)}|(cue|length) [0-9]+|in parts"
    "|source (none|pronoun|long|name|phrase))",
    "nearby.json": "beside|in the sentence",
    "namesakes.json": "same name",
    "respelled.json": "[A-Z]{2}",
    "speaker_confidence.json": f"way ({'|'.join(way.value for way in SpeakerWay)})|name (full|single|phrase)"
    "|distance [0-9]|fitting [0-9]",
}
"""Patterns of the weighted features, for models whose features depend on the words of the text."""


def complaints(folder: Path = FITTED) -> Iterator[str]:
    """A line for each file in the folder that does not fit the code."""
    for name in MADE_BY:
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing; {REFIT}"
            continue
        held = json.loads(path.read_text(encoding="utf-8"))
        yield from (f"{name}: {fault}; {REFIT}" for fault in faults(name, held))


def faults(name: str, held: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the content of a file."""
    for model, stored in held.get("models", {}).items():
        expected = FEATURES.get(name, {}).get(model.partition(" ")[2])
        if expected is not None and tuple(stored["features"]) != tuple(expected):
            odd = sorted({*stored["features"]} ^ {*expected}) or ["their order"]
            yield f"the code has other features than model {model!r}: {', '.join(odd)}"
    pattern = WEIGHED.get(name)
    odd = sorted(one for one in held.get("weights", ()) if pattern and not re.fullmatch(pattern, one))
    if odd:
        yield f"the code has no such features: {', '.join(odd)}"
    yield from (f"it lacks {key!r}" for key in ("version", "fitted_on") if key not in held)
    if "made_with" not in held:
        yield "it does not say what code it was made with"
    elif held["made_with"] != (now := made_with(name)):
        yield f"the code that makes its features has changed (made with {held['made_with']}, now {now})"


def main() -> None:
    """Print what is wrong, and exit with 1 if anything is."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    found = list(complaints())
    print("\n".join(found) or "the weights fit the code")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
