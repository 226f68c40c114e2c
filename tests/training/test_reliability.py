"""The plot of confidence against the share that is right."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from training.reliability import LEAST, svg, write


def test_a_point_is_drawn_where_enough_stand_for_it() -> None:
    drawing = ElementTree.fromstring(svg({"made": [(0.5, 0.5, LEAST), (0.9, 0.8, LEAST - 1)]}))
    circles = drawing.findall("{http://www.w3.org/2000/svg}circle")
    assert len(circles) == 2  # one point, and the key's


def test_names_of_corpora_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "plots" / "made.svg"
    write(path, {"a < b": []})
    assert "a &lt; b" in path.read_text(encoding="utf-8")
