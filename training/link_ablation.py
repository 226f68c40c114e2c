"""Says what each rule of roles and pointing is worth on articles that no rule was written for.

    python -m training.link_ablation --cache FOLDER claim_places_dev.jsonl.gz toponyms_geowebnews_a.jsonl.gz

Of the first corpus, which says where claims are about, the figure is pin_F. Of the second, which says of each mention
what it stands for, there are two: the F1 of *actor* among those that stand for the place (Literal) or for who acts
there (Metonymic), and the F1 of any role but *about* among those that stand for no place. Of each rule the table shows
how often it fires, and what is lost without it, with the interval that holds nine tenths of 1,000 samples of the
articles. Rules that gain on no figure are then left out one after another, the least useful first.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from training.corpora import Annotated, Parsed, load
from training.measures.pins import PinJudge, Tally, figures, harmonic
from webapp.domain import Claim, Mention, Role, Span
from webapp.nlp.links.roles import PlaceRoles
from webapp.nlp.pipeline import OWN_COMPONENTS
from webapp.nlp.rules import RULES, counting, without

SAMPLES = 1_000
TAIL = 0.05
LEAST_ARTICLES = 3
_LINKER = "claim_linker"
_APART = ("Metonymic", "Non_Literal_Modifier", "Demonym", "Embedded_Non_Lit")
_PLACES = ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal")


@dataclass(frozen=True, slots=True)
class Gain:
    """What a figure loses without a rule, and the interval of that."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean * 100:+6.2f} [{self.low * 100:+6.2f}, {self.high * 100:+6.2f}]"


class Bench:
    """Articles of one corpus and a way to tally one of them; only articles that a rule fires on are tallied anew."""

    def __init__(self, docs: int, tally: Callable[[int], Tally], figure: Callable[[Tally], float]) -> None:
        self._tally = tally
        self._figure = figure
        self.fires: dict[str, Counter[int]] = defaultdict(Counter)
        self.tallies: list[Tally] = []
        for index in range(docs):
            with counting() as fired:
                self.tallies.append(tally(index))
            for name, times in fired.items():
                self.fires[name][index] = times

    def figure(self, tallies: Iterable[Tally]) -> float:
        """The corpus' figure of some articles together."""
        return self._figure(_sum(tallies))

    def total(self) -> Tally:
        """The tallies of all articles together."""
        return _sum(self.tallies)

    def without(self, name: str, others: Sequence[str]) -> list[Tally]:
        """The tallies with a rule off, beside those that are off already."""
        found = []
        for index, tally in enumerate(self.tallies):
            if self.fires[name][index] or any(self.fires[other][index] for other in others):
                with without(name, *others):
                    tally = self._tally(index)
            found.append(tally)
        return found

    def gain(self, tallies: Sequence[Tally], bare: Sequence[Tally]) -> Gain:
        """What the figure of ``tallies`` is above that of ``bare``."""
        if all(one == other for one, other in zip(tallies, bare, strict=True)):
            return Gain(0.0, 0.0, 0.0)
        names = sorted({name for tally in (*tallies, *bare) for name in tally})
        lost = sorted(
            self._figure(Counter(dict(zip(names, one, strict=True))))
            - self._figure(Counter(dict(zip(names, other, strict=True))))
            for one, other in zip(self._samples(names, tallies), self._samples(names, bare), strict=True)
        )
        cut = int(SAMPLES * TAIL)
        return Gain(self.figure(tallies) - self.figure(bare), lost[cut], lost[-cut - 1])

    @staticmethod
    def _samples(names: Sequence[str], tallies: Sequence[Tally]) -> list[list[int]]:
        """The sums of SAMPLES samples of the articles, the same samples each time."""
        counts = np.array([[tally[name] for name in names] for tally in tallies])
        drawn = np.random.default_rng(0).multinomial(len(tallies), [1 / len(tallies)] * len(tallies), size=SAMPLES)
        found: list[list[int]] = (drawn @ counts).tolist()
        return found


def pins_bench(parsed: Parsed, articles: Sequence[Annotated]) -> Bench:
    """Where claims are about."""
    docs = [_read(parsed, doc) for doc in parsed.docs(articles)]
    claims: list[list[Claim]] = [list(doc._.claims) for doc in docs]
    judges = [PinJudge(one.gold, found) for one, found in zip(articles, claims, strict=True)]

    def tally(index: int) -> Tally:
        doc = parsed.run(docs[index], (_LINKER,))
        return judges[index].tally(doc._.claims, doc._.mentions)

    return Bench(len(docs), tally, lambda one: figures(one)["pin_F"])


def types_bench(parsed: Parsed, articles: Sequence[Annotated], figure: Callable[[Tally], float]) -> Bench:
    """What each mention stands for, beside the type that people gave it."""
    docs = [_read(parsed, doc) for doc in parsed.docs(articles)]

    def tally(index: int) -> Tally:
        found: Tally = Counter()
        types = {Span(one["start"], one["end"]): one["type"] for one in articles[index].gold["toponyms"]}
        mentions: list[Mention] = docs[index]._.mentions
        roles = PlaceRoles(docs[index], mentions, docs[index]._.article.dateline)
        for number, mention in enumerate(mentions):
            if mention.span in types:
                found[f"{types[mention.span]} {roles.of(number).role.value}"] += 1
        return found

    return Bench(len(docs), tally, figure)


def actor_f(tally: Tally) -> float:
    """F1 of *actor* among the mentions marked Literal or Metonymic."""
    hits = tally["Metonymic actor"]
    wrong = tally["Literal actor"]
    missed = sum(tally[f"Metonymic {role.value}"] for role in Role) - hits
    return harmonic(hits / max(1, hits + wrong), hits / max(1, hits + missed))


def apart_f(tally: Tally) -> float:
    """F1 of any role but *about* among all mentions; an origin is no mistake where the word stands for the place."""
    hits = sum(tally[f"{kind} {role.value}"] for kind in _APART for role in Role if role is not Role.ABOUT)
    missed = sum(tally[f"{kind} about"] for kind in _APART)
    wrong = sum(tally[f"{kind} {role}"] for kind in _PLACES for role in ("actor", "name"))
    return harmonic(hits / max(1, hits + wrong), hits / max(1, hits + missed))


def _read(parsed: Parsed, doc: Doc) -> Doc:
    return parsed.run(doc, OWN_COMPONENTS)


def _sum(tallies: Iterable[Tally]) -> Tally:
    total: Tally = Counter()
    for tally in tallies:
        total.update(tally)
    return total


def table(benches: Sequence[Bench], rules: Sequence[str], off: Sequence[str]) -> dict[str, list[Gain]]:
    """What each rule gains on each bench while ``off`` are off."""
    bare = [bench.without(off[0], off) if off else bench.tallies for bench in benches]
    return {
        name: [bench.gain(tallies, bench.without(name, off)) for bench, tallies in zip(benches, bare, strict=True)]
        for name in rules
    }


def main() -> None:
    """Print what each rule gains, and which would go."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pins", type=Path)
    parser.add_argument("types", type=Path)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    parsed = Parsed(options.model, options.cache)
    types = load(options.types)
    pins = pins_bench(parsed, load(options.pins))
    benches = (pins, types_bench(parsed, types, actor_f), types_bench(parsed, types, apart_f))
    for name, value in figures(_sum(benches[0].tallies)).items():
        print(f"{name:24}{value:.4f}")
    print(f"{'actor F1':24}{benches[1].figure(benches[1].tallies):.4f}")
    print(f"{'apart F1':24}{benches[2].figure(benches[2].tallies):.4f}\n")
    for kind in _APART + _PLACES:
        print(f"{kind:24}", {role.value: benches[2].total()[f"{kind} {role.value}"] for role in Role})
    _leave_out(benches)


def _leave_out(benches: Sequence[Bench]) -> None:
    rules, off = list(own_rules()), list[str]()
    while rules:
        gains = table(benches, rules, off)
        if not off:
            for name, found in gains.items():
                print(_line(benches, name, found))
            print("\nleft out, one after another:")
        useless = {name: found for name, found in gains.items() if not _stays(benches, name, found)}
        if not useless:
            return
        worst = min(useless, key=lambda name: sum(gain.mean for gain in useless[name]))
        print(_line(benches, worst, useless[worst]), flush=True)
        rules.remove(worst)
        off.append(worst)


def _stays(benches: Sequence[Bench], name: str, gains: Sequence[Gain]) -> bool:
    """Whether a rule gains: its interval lies above nothing, or it never costs and fires on several articles."""
    return bool(RULES[name].policy) or any(
        gain.low > 0 or (gain.low >= 0 and gain.mean > 0 and len(bench.fires[name]) >= LEAST_ARTICLES)
        for bench, gain in zip(benches, gains, strict=True)
    )


def own_rules() -> Iterable[str]:
    """The rules of roles and pointing."""
    return (name for name in RULES if name.split("-")[0] in ("actor", "origin", "name", "pointing"))


def _line(benches: Sequence[Bench], name: str, gains: Sequence[Gain]) -> str:
    fires = "".join(f"{sum(bench.fires[name].values()):6}" for bench in benches)
    return f"{name:24}{fires}   " + "   ".join(map(str, gains))


if __name__ == "__main__":
    main()
