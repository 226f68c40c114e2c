"""Which figure judges the rules of which room on which corpus: one row a corpus, measures plug in here.

A rule is judged where its room has a figure, and nowhere else: rules that find toponyms by F1, those that place them
by what is right end to end, those that find claims by the claims found, those that name speakers by the names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from training.corpora import name_of
from training.measures.counts import Measure
from training.measures.said import SAID
from training.measures.toponyms import toponyms
from webapp.domain import MentionKind
from webapp.nlp.pipeline import OWN_COMPONENTS, PLACES


@dataclass(frozen=True, slots=True)
class Judge:
    """How one corpus judges rules: its measure, and the name of the figure for each room.

    ``by_folds`` says that each article is read with weights fitted on the other folds; otherwise the shipped
    weights read it. ``components`` are those that must run for the measure.
    """

    corpus: str
    measure: Measure
    figure_of: Mapping[str, str]
    components: tuple[str, ...] = OWN_COMPONENTS
    by_folds: bool = False


_FOUND = dict.fromkeys(("text", "names", "persons", "toponyms"), "F1")
_PLACED = {**_FOUND, "places": "e2e161_wide"}
_SAID = {**dict.fromkeys(("text", "claims"), "span_iou50_F"), **dict.fromkeys(("persons", "speakers"), "name")}

JUDGES = (
    Judge("toponyms_lgl", toponyms(), _PLACED, PLACES, by_folds=True),
    Judge("toponyms_geovirus", toponyms((MentionKind.TOPONYM,)), _PLACED, PLACES, by_folds=True),
    Judge("toponyms_geowebnews_a", toponyms(), _PLACED, PLACES, by_folds=True),
    Judge("claims_ggt_a", SAID, _SAID),
)


def judge_of(path: Path) -> Judge | None:
    """The judge for a corpus, by the name of its file without its endings; None where none is listed."""
    return next((judge for judge in JUDGES if judge.corpus == name_of(path)), None)
