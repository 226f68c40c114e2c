"""Our own marks of where claims are about: offsets into articles that the corpora bring."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from training.own import claim_places

TEXT = "GULU — Homes fell, the mayor said. Nurses left Kitgum, she added. Nobody knows more."
ROW = {
    "id": "lgl-7",
    "claims": [
        {"content": [[7, 17]], "speaker": [19, 28], "places": [[0, 4, 2.77, 32.3]]},
        {"content": [[35, 53]], "speaker": None, "places": [[47, 53, 3.28, 32.88]]},
    ],
}


def test_marks_join_their_article(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(claim_places, "_rows", lambda: iter([ROW, {"id": "geovirus-1", "claims": []}]))
    path = tmp_path / "toponyms_lgl.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": 7, "text": TEXT}))

    (article,) = claim_places.articles([path])
    fell, left = article.gold["claims"]

    assert [fell["speaker"], left["speaker"]] == ["the mayor", None]
    assert [place["text"] for claim in (fell, left) for place in claim["places"]] == ["GULU", "Kitgum"]
    assert [place["basis"] for claim in (fell, left) for place in claim["places"]] == ["before", "content"]


def test_all_marks_are_spans_and_points():
    rows = list(claim_places._rows())
    claims = [claim for row in rows for claim in row["claims"]]
    places = [place for claim in claims for place in claim["places"]]

    assert len({row["id"] for row in rows}) == len(rows) >= 190
    assert all(start < end for claim in claims for start, end in claim["content"])
    assert all(start < end and abs(lat) <= 90 and abs(lon) <= 180 for start, end, lat, lon in places)
