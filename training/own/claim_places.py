"""Reads where claims are about in further articles of the corpora, marked for this project.

``claim_places.jsonl`` beside this file has offsets and coordinates, no words: the articles are their publishers', and
the corpora bring them. Each line is an article: its id (``lgl-`` and the id in ``toponyms_lgl``), and its claims with
the spans of their content, that of the speaker's name (null where nobody is named in so many words), and the span,
latitude and longitude in degrees of each place. They are marked as those of ``claim_places_dev`` are, but for the
ground, of which only is known whether a place is named in the content. Articles that are ``sparing`` were marked in a
round that gave fewer claims a place than the others, about seven in ten.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from training.corpora import Annotated, load, name_of

NAME = "claim_places_own"
FILE = "claim_places.jsonl"
SPARING = "sparing"
_CORPORA = {
    "lgl": "toponyms_lgl",
    "geovirus": "toponyms_geovirus",
    "geowebnews": "toponyms_geowebnews_a",
    "ggt": "claims_ggt_a",
}
"""The prefix of ids with the corpus that has the articles."""


def articles(corpora: Sequence[Path]) -> list[Annotated]:
    """The marked articles that some corpora hold, marked as in ``claim_places_dev``, in the order of the file."""
    known = {name_of(path): path for path in corpora}
    texts = {
        f"{prefix}-{annotated.id}": annotated
        for prefix, corpus in _CORPORA.items()
        if corpus in known
        for annotated in load(known[corpus])
    }
    return [_marked(texts[row["id"]], row) for row in _rows() if row["id"] in texts]


def _rows() -> Iterator[dict[str, Any]]:
    lines = resources.files("training.own").joinpath(FILE).read_text("utf-8").splitlines()
    return map(json.loads, lines)


def _marked(annotated: Annotated, row: Mapping[str, Any]) -> Annotated:
    text = annotated.gold["text"]
    claims = [_claim(text, one) for one in row["claims"]]
    gold = {"id": row["id"], "text": text, "claims": claims, SPARING: bool(row.get(SPARING))}
    if annotated.corpus.startswith("toponyms_"):
        return Annotated(NAME, annotated.article, gold)
    # What was said is fitted on its corpus: under its own name it is in the same fold there and here.
    return Annotated(annotated.corpus, annotated.article, gold | {"id": annotated.id})


def _claim(text: str, row: Mapping[str, Any]) -> dict[str, Any]:
    speaker = row["speaker"]
    return {
        "content": [{"start": start, "end": end} for start, end in row["content"]],
        "speaker": None if speaker is None else text[slice(*speaker)],
        "places": [
            {
                "start": start,
                "end": end,
                "text": text[start:end],
                "lat": lat,
                "lon": lon,
                "basis": "content" if _is_inside(row["content"], start) else "before",
            }
            for start, end, lat, lon in row["places"]
        ],
    }


def _is_inside(content: Sequence[Sequence[int]], position: int) -> bool:
    return any(start <= position < end for start, end in content)
