"""How well claims are found on a corpus that marks source, cue and content: PolNeAR's measures, article by article.

They are those of ``webapp.evaluation.claims`` (Newell, Margolin and Ruths 2018).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from training.measures.counts import Counts, Figure, Gold, Measure, f1, of_reading
from webapp.domain import Attribution, Reading, Span
from webapp.evaluation.claims import ClaimTally
from webapp.evaluation.gold import Marked

PARTS = ("content", "cue", "source")
FIGURES: Mapping[str, Figure] = {
    "all_iou50_F": f1("iou50", "predicted", "gold"),
    "all_exact_F": f1("exact", "predicted", "gold"),
    "core_iou50_F": f1("core iou50", "core predicted", "core gold"),
    "core_exact_F": f1("core exact", "core predicted", "core gold"),
    "core_e2e_F": f1("core e2e", "core predicted", "core gold"),
}


def gold_attributions(gold: Gold) -> tuple[Attribution, ...]:
    """What people marked in an article."""
    return tuple(
        Attribution(*(tuple(Span(part["start"], part["end"]) for part in one.get(name) or ()) for name in PARTS))
        for one in gold["attributions"]
    )


def count(gold: Gold, reading: Reading) -> Counts:
    """One article: ``gold["attributions"]`` against the claims found."""
    tally = ClaimTally()
    claims = [{name: _as_json(getattr(claim.attribution, name)) for name in PARTS} for claim in reading.claims]
    tally.add(Marked(gold["id"], reading.article, attributions=gold_attributions(gold)), {"claims": claims})
    return tally.counts


CLAIMS = Measure(of_reading(count), FIGURES)


def _as_json(spans: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]
