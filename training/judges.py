"""Which figures judge the rules of which room on which corpus: one row per corpus; measures plug in here.

A rule is judged on the figures of its room, and nowhere else: rules that find toponyms by F1, those that place them
by what is right end to end, by roles and by pins, those that find claims by the claims and the names of their speakers,
those that name speakers by the names, those that link claims to places by the pins and by the roles of mentions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from training.corpora import name_of
from training.measures.claims import CLAIMS
from training.measures.counts import Measure, together
from training.measures.pins import PINS
from training.measures.roles import ROLES
from training.measures.said import SAID
from training.measures.speakers import SPEAKERS
from training.measures.toponyms import kinds_marked, toponyms
from webapp.nlp.pipeline import OWN_COMPONENTS, PLACES

Figures = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """How one corpus judges rules: its measure, and the names of the figures for each room.

    ``by_folds`` says that each article is read with weights fitted on the other folds; otherwise the shipped
    weights read it. ``components`` are those that must run for the measure.
    """

    corpus: str
    measure: Measure
    figures_of: Mapping[str, Figures]
    components: tuple[str, ...] = OWN_COMPONENTS
    by_folds: bool = False


_PLACED = {
    **dict.fromkeys(("text", "names", "persons", "toponyms"), ("F1",)),
    "places": ("acc161_wide", "e2e161_wide"),
}
_ROLES = ("actor_F", "apart_F")
_BY_ROLE = {**_PLACED, "places": (*_PLACED["places"], *_ROLES), "links": _ROLES}
_CLAIMS = dict.fromkeys(
    ("text", "claims"), ("all_iou50_F", "all_exact_F", "core_iou50_F", "core_exact_F", "core_e2e_F", "name")
)
_SPANS = dict.fromkeys(("text", "claims"), ("span_iou50_F", "span_exact_F", "name", "exact_name"))
_NAMES = dict.fromkeys(("text", "persons", "speakers"), ("name", "full_name", "exact_name"))
_NAME = dict.fromkeys(("persons", "speakers"), ("name",))
_PINS = dict.fromkeys(("places", "links"), ("pin_F",))


def _found_in(corpus: str) -> Measure:
    return toponyms(kinds_marked(corpus))


JUDGES = (
    Judge("toponyms_lgl", _found_in("toponyms_lgl"), _PLACED, PLACES, by_folds=True),
    Judge("toponyms_geovirus", _found_in("toponyms_geovirus"), _PLACED, PLACES, by_folds=True),
    Judge(
        "toponyms_geowebnews_a",
        together(_found_in("toponyms_geowebnews_a"), ROLES),
        _BY_ROLE,
        PLACES,
        by_folds=True,
    ),
    Judge("claims_polnear_train", together(CLAIMS, SPEAKERS), {**_CLAIMS, **_NAME}),
    Judge("claims_ggt_a", together(SAID, SPEAKERS), {**_NAMES, **_SPANS}),
    Judge("claim_places_dev", together(PINS, SPEAKERS), {**_NAMES, **_PINS, "claims": ("claim_F", "name")}),
)


def judge_of(path: Path) -> Judge | None:
    """The judge for a corpus, by the name of its file without extensions; None if none is listed."""
    return next((judge for judge in JUDGES if judge.corpus == name_of(path)), None)
