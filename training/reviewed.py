"""What refitting on reviewed articles gains on other articles of the same publishers, and whether it refuses in time.

    python -m training.reviewed --cache FOLDER REVIEWED.jsonl.gz OTHERS.jsonl.gz...

The resolver is fitted on the other corpora alone. From the first corpus publishers are drawn at random, by the hosts of
their addresses, until half of their articles are as many as are to be reviewed. What people marked in this half stands
for decisions on whole articles: weights are fitted further on them (``webapp.fitting``), and place the names of the
other half. This is done again for each draw; an interval is over the articles placed.

``--seen`` fits the resolver on four folds of all corpora instead and draws from the fifth, for two of the folds: it has
then learned from other articles of the same publishers. ``--nothing`` draws each name's place from what the resolver
believes, so that there is nothing to learn and all that is not refused is a mistake. Spans are given as marked.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from training.corpora import Annotated
from training.fit.places import resolver
from training.folds import Bench, key, splits
from webapp.evaluation.intervals import Interval, gain, share, total
from webapp.fitting.adjusting import Ready, losses, ready, sure_losses, with_adjustment
from webapp.fitting.cases import Case, outcomes
from webapp.fitting.trials import Refitted, fitted_anyway, refitted
from webapp.nlp.fitted import Linear
from webapp.nlp.places.publishers.hosts import host_of
from webapp.nlp.places.scoring import Scorer, settle

REVIEWED = 50
DRAWS = 20
FEWEST = 6
"""Articles that a publisher must have to be drawn."""
FEWEST_IN_FOLD = 2
FOLDS_SEEN = 2
_SHARE, _LOSS = share("right", "names"), share("loss", "names")


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The articles of some publishers: those reviewed, and the others, each with a key of its own."""

    reviewed: Sequence[Ready]
    others: Sequence[tuple[str, Ready]]


@dataclass(slots=True)
class Gained:
    """Counts of the articles placed, summed over draws: with the weights before, and with those after."""

    before: dict[str, Counter[str]] = field(default_factory=dict)
    after: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, name: str, before: Counter[str], after: Counter[str]) -> None:
        """Count one article of one draw."""
        self.before.setdefault(name, Counter()).update(before)
        self.after.setdefault(name, Counter()).update(after)

    def lines(self, title: str, first: str = "right") -> Iterator[str]:
        """The figures before and after, and the gain with its interval over articles; ``first`` names the first one."""
        names = list(self.before)
        before, after = [self.before[n] for n in names], [self.after[n] for n in names]
        for what, figure in ((first, _SHARE), ("log-loss", _LOSS)):
            gained = gain(figure, before, after)
            start, end = (figure(total(of)) for of in (before, after))
            yield f"{title:28} {what:9} {start:.4f} to {end:.4f}: {shown(gained)}"


def shown(gained: Interval) -> str:
    """A gain with its interval."""
    return f"{gained.value:+.4f} ({gained.low:+.4f} to {gained.high:+.4f})"


@dataclass(slots=True)
class Tried:
    """What all draws say: of placing whatever the verdict, of placing by the verdict, and of confidence by it."""

    anyway: Gained = field(default_factory=Gained)
    placing: Gained = field(default_factory=Gained)
    sureness: Gained = field(default_factory=Gained)
    helped: Counter[str] = field(default_factory=Counter)
    draws: int = 0

    def add(self, drawn: Drawn, scorer: Scorer) -> str:
        """Refit on the reviewed articles of one draw and place the others; a line on it."""
        found = refitted(drawn.reviewed, scorer)
        anyway = fitted_anyway(drawn.reviewed)
        self.draws += 1
        self.helped.update(placing=found.adjustment is not None, sureness=found.confidence is not None)
        here = Gained()
        for name, one in drawn.others:
            before = counts_of(one, None)
            here.add(name, before, counts_of(one, anyway))
            self.anyway.add(name, before, counts_of(one, anyway))
            self.placing.add(name, before, counts_of(one, found.adjustment))
            self.sureness.add(name, *_sure(one.case, scorer, found))
        verdict = "used" if found.adjustment is not None else "refused"
        folds = f"log-loss on folds {shown(found.placing.loss_gain)}"
        others = [shown(gain(figure, [*here.before.values()], [*here.after.values()])) for figure in (_SHARE, _LOSS)]
        return (
            f"{len(drawn.reviewed)} reviewed, {found.placing.names} names; {folds}: {verdict}; "
            f"on {len(drawn.others)} others right {others[0]}, log-loss {others[1]}"
        )

    def lines(self) -> Iterator[str]:
        """The figures over all draws."""
        for what, title in (("placing", "places"), ("sureness", "confidence")):
            yield f"weights for {title} used in {self.helped[what]} of {self.draws} draws"
        yield from self.anyway.lines("places, used in each draw")
        yield from self.placing.lines("places, where not refused")
        yield from self.sureness.lines("confidence, where not refused", "how sure")


def counts_of(article: Ready, by: Linear | None) -> Counter[str]:
    """Names, those placed right, and the log-loss, of one article with an adjustment."""
    right, lost = losses(article, by)
    return Counter({"names": len(right), "right": right.sum(), "loss": lost.sum()})


def _sure(case: Case, scorer: Scorer, found: Refitted) -> tuple[Counter[str], Counter[str]]:
    """The same of confidence before and after; in the place of those right, how sure it is of all together."""
    after = scorer if found.adjustment is None else with_adjustment(scorer, found.adjustment)
    told = []
    for scored, confidence in ((scorer, scorer.confidence), (after, found.confidence or scorer.confidence)):
        outcome = outcomes(case, scored)
        sure, lost = sure_losses(outcome, confidence)
        told.append(Counter({"names": len(sure), "right": sure.sum(), "loss": lost.sum()}))
    return told[0], told[1]


def drawn(articles: Sequence[tuple[Annotated, Ready]], count: int, fewest: int, seed: int) -> Drawn:
    """Publishers with at least the fewest articles, until half of their articles are at least ``count``."""
    draw = random.Random(seed)
    by_host: dict[str, list[tuple[str, Ready]]] = {}
    for annotated, one in articles:
        if host := host_of(annotated.article.url):
            by_host.setdefault(host, []).append((annotated.id, one))
    hosts = sorted(host for host, of in by_host.items() if len(of) >= fewest)
    draw.shuffle(hosts)
    reviewed: list[Ready] = []
    others: list[tuple[str, Ready]] = []
    for host in hosts:
        if len(reviewed) >= count:
            break
        of = by_host[host]
        draw.shuffle(of)
        reviewed += [one for _, one in of[: len(of) // 2]]
        others += of[len(of) // 2 :]
    return Drawn(reviewed, others)


def by_belief(case: resolver.Case, scorer: Scorer, seed: int) -> resolver.Case:
    """The case with the place of each known name drawn from what the scorer believes of its candidates and of none."""
    random = np.random.default_rng(seed)
    settled = settle(case.choices, scorer)
    wanted = np.zeros_like(case.wanted)
    for g in np.flatnonzero(case.counts > 0).tolist():
        of = settled.of(g)
        shares = settled.shares[of]
        pick = random.choice(len(shares) + 1, p=np.r_[shares, max(0.0, 1 - shares.sum())] / max(1.0, shares.sum()))
        if pick < len(shares):
            wanted[of.start + pick] = 1.0
    right = tuple(wanted[settled.of(g)] for g, _ in case.choices.asked)
    return replace(case, wanted=wanted, right=right)


def settings(bench: Bench, *, seen: bool) -> Iterator[tuple[Scorer, list[resolver.Case]]]:
    """Weights, and the cases of the first corpus that they have not seen."""
    articles = [one for of in bench.articles for one in of]
    first = {key(one) for one in bench.articles[0]}
    parts = list(splits(articles, transfer=False))[:FOLDS_SEEN] if seen else [({*map(key, articles)} - first, first)]
    for kept, wanted in parts:
        _, scorer = bench.fitted(kept)
        yield scorer, [case for case in bench.given_cases if key(case.annotated) in wanted & first]


def main() -> None:
    """Draw, refit, place and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--reviewed", type=int, default=REVIEWED, help="articles reviewed in each draw")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seen", action="store_true", help="fit on folds, not on the other corpora alone")
    parser.add_argument("--nothing", action="store_true", help="draw places from what the resolver believes")
    options = parser.parse_args()
    bench = Bench(options.model, options.corpora, options.cache, given=True)
    tried = Tried()
    for scorer, cases in settings(bench, seen=options.seen):
        if options.nothing:
            cases = [by_belief(of, scorer, number) for number, of in enumerate(cases)]
        articles = [(of.annotated, one) for of in cases if (one := ready(of, scorer)) is not None]
        for seed in range(options.draws):
            some = drawn(articles, options.reviewed, FEWEST_IN_FOLD if options.seen else FEWEST, seed)
            print(f"draw {seed}: {tried.add(some, scorer)}", flush=True)
    print(*tried.lines(), sep="\n")


if __name__ == "__main__":
    main()
