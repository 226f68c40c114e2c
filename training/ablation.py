"""Removes hand-written rules one by one, the least useful first, and says what each is worth on held-out articles.

    python -m training.ablation --cache FOLDER [--table RULES.md] CORPORA.jsonl.gz...

Each rule of ``webapp.nlp.rules`` is switched off on the documents on which it fires, and these are read again. What
a figure of a corpus loses is the rule's gain there, with a bootstrap interval over the corpus's documents (1,000
resamples, 90 %). In a second round, in the order of their gains, rules go whose interval lies above nothing on no
figure and that are no policy; what goes stays off while the next ones are judged, so that of two rules that do the
same one remains. A rule that fires in fewer than ten documents is too rare to judge. ``training.judges`` says which
figures judge which room's rules on which corpus. The toponym corpora are read with weights fitted on the other folds of
all of them that are given. The others are read with the shipped weights, of which those of verbs and speakers were
fitted on these corpora: for the rules of claims and speakers, their articles are not held out.
Firings are counted with all rules on; one that takes over the work of a rule that has gone fires more often then.
Weights are not fitted again for each rule: a rule whose work a fit would take over gains less than it says here.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from training.corpora import Parsed, load
from training.judges import Judge, judge_of
from training.rereading import Corpus, Read, Weights, forget, merged, shipped_weights
from webapp.evaluation.intervals import Figure, Interval, gain
from webapp.nlp.rules import RULES, Rule

STAYS, POLICY, GOES = "stays", "policy", "goes"
PART, RARE, NOT_JUDGED = "part of a policy", "too rare to judge", "not judged"
FEWEST = 10
"""Documents that a rule must fire in before its interval says anything."""


class Rereadable(Protocol):
    """A corpus whose articles can be read again with rules switched off."""

    @property
    def name(self) -> str:
        """The corpus's name in the table."""

    def __len__(self) -> int: ...

    def figures_for(self, rule: Rule) -> Mapping[str, Figure]:
        """The figures by which the corpus judges a rule, by name; none if it does not judge it."""

    def keep(self, numbers: Iterable[int], off: Collection[str] = ()) -> dict[int, Read]:
        """Articles by number, read without some rules, to start from when they are read again."""

    def reread(self, numbers: Iterable[int], off: Collection[str], room: str) -> dict[int, Read]:
        """Articles by number, read without one more rule of a room."""


Gains = Mapping[tuple[str, str], Interval]
"""The gains of a rule, by corpus and name of the figure."""
_NOTHING = Interval(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule with the number of its firings and of the documents they are in, its gains, and the verdict."""

    rule: Rule
    fires: Mapping[str, tuple[int, int]]
    gains: Gains
    verdict: str


@dataclass(slots=True)
class Ablation:
    """Corpora as they read now: what has gone so far is off in ``reads``."""

    corpora: Sequence[Rereadable]
    off: set[str] = field(default_factory=set)
    reads: dict[str, list[Read]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for corpus in self.corpora:
            found = corpus.keep(range(len(corpus)), self.off)
            self.reads[corpus.name] = [found[number] for number in range(len(corpus))]

    def fires(self, rule: Rule) -> dict[str, tuple[int, int]]:
        """How often the rule fires on each corpus, and in how many documents."""
        counts = {name: [read.fired[rule.name] for read in reads] for name, reads in self.reads.items()}
        return {name: (sum(of), sum(map(bool, of))) for name, of in counts.items()}

    def documents(self, rule: Rule) -> int:
        """In how many documents of the corpora that judge it the rule fires."""
        judging = [corpus for corpus in self.corpora if corpus.figures_for(rule)]
        return sum(len(self._firing(corpus, rule)) for corpus in judging)

    def gains(self, rule: Rule) -> dict[tuple[str, str], Interval]:
        """What the rule gains on each figure that judges it, given the rules that are already off."""
        return {
            (corpus.name, name): gain
            for corpus in self.corpora
            if (figures := corpus.figures_for(rule))
            for name, gain in self._gains(corpus, rule, figures).items()
        }

    def _gains(self, corpus: Rereadable, rule: Rule, figures: Mapping[str, Figure]) -> dict[str, Interval]:
        reads = self.reads[corpus.name]
        again = corpus.reread(self._firing(corpus, rule), {*self.off, rule.name}, rule.room)
        if all(reads[number].counts == read.counts for number, read in again.items()):
            return dict.fromkeys(figures, _NOTHING)
        before, after = [read.counts for read in merged(reads, again)], [read.counts for read in reads]
        return {name: gain(figure, before, after) for name, figure in figures.items()}

    def _firing(self, corpus: Rereadable, rule: Rule) -> list[int]:
        return [number for number, read in enumerate(self.reads[corpus.name]) if read.fired[rule.name]]

    def drop(self, rule: Rule) -> None:
        """Leave the rule off from now on: articles are read again where it fires."""
        firing = {corpus.name: self._firing(corpus, rule) for corpus in self.corpora}
        self.off.add(rule.name)
        for corpus in self.corpora:
            again = corpus.keep(firing[corpus.name], self.off)
            self.reads[corpus.name] = merged(self.reads[corpus.name], again)


def mean_gain(gains: Gains) -> float:
    """The mean over all figures, 0 for a rule that none judges."""
    return sum(one.value for one in gains.values()) / max(1, len(gains))


def judged(ablation: Ablation, rules: Iterable[Rule]) -> list[Judged]:
    """Every rule with its verdict, the least useful first; afterwards the dropped ones are off in ``ablation``."""
    fires = {rule.name: ablation.fires(rule) for rule in rules}
    alone = {name: ablation.gains(RULES[name]) for name in fires}
    found = []
    for name in sorted(alone, key=lambda name: (mean_gain(alone[name]), name)):
        rule = RULES[name]
        gains = ablation.gains(rule) if ablation.off else alone[name]
        verdict = verdict_of(rule, gains, ablation.documents(rule))
        if verdict == GOES:
            ablation.drop(rule)
        found.append(Judged(rule, fires[name], gains, verdict))
    return found


def verdict_of(rule: Rule, gains: Gains, documents: int) -> str:
    """Whether a rule stays for what it gains somewhere, stays as a policy, or goes.

    ``documents`` are those that it fires in, of the corpora that judge it.
    """
    if any(gain.above_nothing for gain in gains.values()):
        return STAYS
    if rule.policy or rule.part_of:
        return POLICY if rule.policy else PART
    if not gains:
        return NOT_JUDGED
    return RARE if documents < FEWEST else GOES


def table(rows: Iterable[Judged]) -> str:
    """The verdicts as a table in Markdown: gains in percentage points with their interval, where they are not 0."""
    lines = ["| rule | room | what it does | fires | gains | verdict |", "|" + " --- |" * 6]
    for row in rows:
        cells = (row.rule.name, row.rule.room, row.rule.sentence, _fires(row), _gains_of(row), row.verdict)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _fires(row: Judged) -> str:
    found = (f"{name} {times:,} in {of:,}" for name, (times, of) in row.fires.items() if times)
    return "<br>".join(found) or "never"


def _gains_of(row: Judged) -> str:
    if not row.gains:
        return "not judged"
    shown = (f"{' '.join(key)} {_points(one)}" for key, one in row.gains.items() if one != _NOTHING)
    return "<br>".join(shown) or "0"


def _points(found: Interval) -> str:
    value, low, high = (100 * part for part in (found.value, found.low, found.high))
    return f"{value:+.2f} ({low:+.2f} to {high:+.2f})"


def corpora_of(paths: Sequence[Path], cache: Path, model: str) -> list[Corpus]:
    """The corpora in some files, each with its weights; a ValueError names files without a judge."""
    judges = {path: judge_of(path) for path in paths}
    if unknown := [path.name for path, judge in judges.items() if judge is None]:
        raise ValueError(f"no figure judges rules on {', '.join(unknown)}: add a row to training/judges.py")
    known: dict[Path, Judge] = {path: judge for path, judge in judges.items() if judge is not None}
    found: list[Corpus] = []
    if by_folds := [path for path, judge in known.items() if judge.by_folds]:
        parsed, weights = fold_weights(by_folds, cache, model)
        found += [Corpus(known[path], load(path), parsed, weights) for path in by_folds]
    if others := [path for path in known if path not in by_folds]:
        parsed = Parsed(model, cache)
        found += [Corpus(known[path], load(path), parsed, shipped_weights(parsed)) for path in others]
    return found


def fold_weights(paths: Sequence[Path], cache: Path, model: str) -> tuple[Parsed, Weights]:
    """A pipeline, and a function that makes it read a fold with weights fitted on all other folds."""
    from training.folds import Bench, splits  # needs scikit-learn, which other corpora do without

    bench = Bench(model, paths, cache, given=False)
    articles = [annotated for of in bench.articles for annotated in of]
    fitted = [bench.fitted(kept) for kept, _ in splits(articles, transfer=False)]

    def weigh(fold: int) -> None:
        forget(bench.parsed)
        bench.use(*fitted[fold])

    return bench.parsed, weigh


def main() -> None:
    """Judge all rules; print the table, the figures before and after, and the time it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--model", default="md", choices=("md", "sm"))
    parser.add_argument("--table", type=Path, help="write the table to this Markdown file as well")
    options = parser.parse_args()
    start = time.perf_counter()
    corpora = corpora_of(options.corpora, options.cache, options.model)
    ablation = Ablation(corpora)
    before = {corpus.name: corpus.figures(ablation.reads[corpus.name]) for corpus in corpora}
    rows = judged(ablation, tuple(RULES.values()))
    after = {corpus.name: corpus.figures(ablation.reads[corpus.name]) for corpus in corpora}
    written = "\n".join((table(rows), figures_table(before, after), _summary(rows, time.perf_counter() - start)))
    print(written)
    if options.table:
        options.table.write_text(f"# What each rule is worth\n\n{written}\n", encoding="utf-8")


def figures_table(before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]) -> str:
    """The figures of each corpus with all rules, and without the dropped ones, as a table in Markdown."""
    lines = ["| corpus | figure | all rules | without those that go |", "|" + " --- |" * 4]
    for corpus, figures in before.items():
        for name, value in figures.items():
            lines.append(f"| {corpus} | {name} | {value:.4f} | {after[corpus][name]:.4f} |")
    return "\n".join(lines) + "\n"


def _summary(rows: Sequence[Judged], seconds: float) -> str:
    verdicts = [row.verdict for row in rows]
    counted = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in (STAYS, POLICY, GOES))
    return f"{len(rows)} rules: {counted}; in {seconds / 60:.1f} minutes."


if __name__ == "__main__":
    main()
