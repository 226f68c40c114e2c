"""How right the program was on what people decided: names, places, confidence and speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.distance import distance_km
from gazetteer.place import Place
from webapp.domain import Span
from webapp.evaluation.decided import REJECTED, JudgedArticle
from webapp.evaluation.gold import GoldToponym, Marked
from webapp.evaluation.report import Report
from webapp.evaluation.toponyms import NEAR_KM, ToponymTally
from webapp.services.extraction import as_json

WHOLE, SINGLE = "whole", "single"
"""Mentions of articles verified as a whole, and single decisions in other articles."""
SELECTED = (
    "people decide on what looks doubtful, so single decisions show the program worse than it is; "
    "articles verified as a whole show it as it is"
)


@dataclass
class DecisionTally:
    """Adds up articles that people decided on; memory grows with their mentions."""

    toponyms: ToponymTally = field(default_factory=ToponymTally)
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {WHOLE: Counter(), SINGLE: Counter()})
    articles: Counter[str] = field(default_factory=Counter)

    def add(self, judged: JudgedArticle) -> None:
        """Count one article."""
        group = WHOLE if judged.is_whole else SINGLE
        self.articles[group] += 1
        self.counts[group].update(_counted(judged))
        read = replace(judged.reading, mentions=tuple(m for m in judged.reading.mentions if m.span in judged.places))
        identifier = judged.article.title or judged.article.content_hash[:12]
        self.toponyms.add(Marked(identifier, judged.article, tuple(_gold(judged))), as_json(read, explain=True))

    def figures(self) -> dict[str, float]:
        """Every figure over all decisions, by name; shares are between 0 and 1."""
        counts = self.counts[WHOLE] + self.counts[SINGLE]
        whole = {"articles": self.articles.total(), "articles_verified_as_a_whole": self.articles[WHOLE]}
        return whole | _figures(counts) | {"median_km": self.toponyms.figures()["median_km"]}

    def by_group(self) -> dict[str, dict[str, float]]:
        """The same for articles verified as a whole and for single decisions, if there are such."""
        return {
            group: {"articles": self.articles[group], **_figures(counts)}
            for group, counts in self.counts.items()
            if self.articles[group]
        }


def report_of(articles: Iterable[JudgedArticle], title: str, read_with: str = "") -> Report:
    """The figures of some articles as a report; ``read_with`` names what they were read with."""
    tally = DecisionTally()
    for one in articles:
        tally.add(one)
    about = {"read with": read_with} if read_with else {}
    return Report(
        title=title,
        about={**about, "selection": SELECTED},
        figures=tally.figures(),
        groups={
            "Articles verified as a whole, and single decisions": tally.by_group(),
            "By kind": tally.toponyms.by_group("kind"),
        },
        reliability=tally.toponyms.reliability(),
        faults=tally.toponyms.faults,
    )


def _counted(judged: JudgedArticle) -> Counter[str]:
    counts: Counter[str] = Counter()
    read = {mention.span: mention.resolution.place for mention in judged.reading.mentions}
    for span, decided in judged.places.items():
        counts["decided"] += 1
        if decided is REJECTED:
            counts["wrongly found"] += span in read
        elif span not in read:
            counts["missed"] += 1
            counts["known"] += decided is not None
        elif isinstance(decided, Place):
            counts.update(_compared(read[span], decided))
        else:
            counts.update(found=1, groundless=int(read[span] is not None))
    for claim in judged.claims.values():
        counts.update({"claims": 1, "no claims": int(not claim.is_claim)})
        if claim.speaker_right is not None:
            counts.update({"speakers": 1, "right speakers": int(claim.speaker_right)})
    counts["missed claims"] += judged.missed_claims
    return counts


def _compared(read: Place | None, decided: Place) -> dict[str, int]:
    """What a found mention counts whose place people know."""
    if read is None:
        return {"found": 1, "known": 1, "unplaced": 1}
    km = distance_km(read.lat, read.lon, decided.lat, decided.lon)
    return {"found": 1, "known": 1, "placed": 1, "exact": int(read.id == decided.id), "near": int(km <= NEAR_KM)}


def _figures(counts: Counter[str]) -> dict[str, float]:
    found, missed, wrong = counts["found"], counts["missed"], counts["wrongly found"]
    figures: dict[str, float] = {
        "mentions": counts["decided"],
        "found": found,
        "missed": missed,
        "wrongly_found": wrong,
        "precision": _share(found, found + wrong),
        "recall": _share(found, found + missed),
        "placed": counts["placed"],
        "same_place": _share(counts["exact"], counts["placed"]),
        "accuracy_161km": _share(counts["near"], counts["placed"]),
        "end_to_end_161km": _share(counts["near"], counts["known"]),
        "unplaced": counts["unplaced"],
        "placed_without_ground": counts["groundless"],
    }
    if counts["claims"] or counts["missed claims"]:
        figures |= {
            "claims": counts["claims"],
            "no_claims": counts["no claims"],
            "missed_claims": counts["missed claims"],
            "speaker_accuracy": _share(counts["right speakers"], counts["speakers"]),
        }
    return figures


def _gold(judged: JudgedArticle) -> Sequence[GoldToponym]:
    return [_toponym(span, decided) for span, decided in judged.places.items() if decided is not REJECTED]


def _toponym(span: Span, decided: object) -> GoldToponym:
    point = (decided.lat, decided.lon) if isinstance(decided, Place) else (None, None)
    return GoldToponym(span, *point)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
