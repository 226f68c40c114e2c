"""Removes hand-written rules one by one, the least useful first, and says what each is worth on held-out articles.

    python -m training.ablation --cache FOLDER [--table RULES.md] CORPORA.jsonl.gz...

Each rule of ``webapp.nlp.rules`` is switched off on the documents on which it fires, and these are read again. What
the figure of a corpus loses is the rule's gain there, with a bootstrap interval over the corpus's documents (1,000
resamples, 90 %). In a second round, in the order of their gains, rules go whose interval lies above nothing on no
corpus and that are no policy; what goes stays off while the next ones are judged, so that of two rules that do the
same one remains. ``training.judges`` says which figure judges which room's rules on which corpus. The toponym corpora
are read with weights fitted on the other folds of all of them that are given, other corpora with the shipped weights.
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
from training.measures.counts import Figure, Interval, gain
from training.rereading import Corpus, Read, Weights, forget, merged, shipped_weights
from webapp.nlp.rules import RULES, Rule

STAYS, POLICY, GOES = "stays", "policy", "goes"


class Rereadable(Protocol):
    """A corpus whose articles can be read again with rules switched off."""

    @property
    def name(self) -> str:
        """What the corpus is called in the table."""

    def __len__(self) -> int: ...

    def figure_for(self, rule: Rule) -> Figure | None:
        """The figure by which the corpus judges a rule, None where it does not."""

    def read(self, numbers: Iterable[int], off: Collection[str] = ()) -> dict[int, Read]:
        """Articles by number, read without some rules."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule gains on one corpus, and how the documents on which it fires read without it."""

    gain: Interval
    without: Mapping[int, Read]


@dataclass(frozen=True, slots=True)
class Judged:
    """A rule with the number of its firings and of the documents they are in, its gain by corpus, and the verdict."""

    rule: Rule
    fires: Mapping[str, tuple[int, int]]
    gains: Mapping[str, Interval]
    verdict: str

    @property
    def mean_gain(self) -> float:
        """The mean gain over the corpora that judge the rule."""
        return mean_gain(self.gains)


@dataclass(slots=True)
class Ablation:
    """Corpora as they read now: what has gone so far is off in ``reads``."""

    corpora: Sequence[Rereadable]
    off: set[str] = field(default_factory=set)
    reads: dict[str, list[Read]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for corpus in self.corpora:
            found = corpus.read(range(len(corpus)), self.off)
            self.reads[corpus.name] = [found[number] for number in range(len(corpus))]

    def fires(self, rule: Rule) -> dict[str, tuple[int, int]]:
        """How often the rule fires on each corpus, and in how many documents."""
        counts = {name: [read.fired[rule.name] for read in reads] for name, reads in self.reads.items()}
        return {name: (sum(of), sum(map(bool, of))) for name, of in counts.items()}

    def trials(self, rule: Rule) -> dict[str, Trial]:
        """The rule's gain on each corpus that judges it, beside those that are off."""
        return {
            corpus.name: self._trial(corpus, rule, figure)
            for corpus in self.corpora
            if (figure := corpus.figure_for(rule)) is not None
        }

    def _trial(self, corpus: Rereadable, rule: Rule, figure: Figure) -> Trial:
        reads = self.reads[corpus.name]
        fired = [number for number, read in enumerate(reads) if read.fired[rule.name]]
        if not fired:
            return Trial(Interval(0.0, 0.0, 0.0), {})
        again = corpus.read(fired, {*self.off, rule.name})
        if all(reads[number].counts == read.counts for number, read in again.items()):
            return Trial(Interval(0.0, 0.0, 0.0), again)
        before = [read.counts for read in merged(reads, again)]
        return Trial(gain(figure, before, [read.counts for read in reads]), again)

    def drop(self, rule: Rule, trials: Mapping[str, Trial]) -> None:
        """Leave the rule off from now on; corpora that do not judge it are read again where it fires."""
        self.off.add(rule.name)
        for corpus in self.corpora:
            reads = self.reads[corpus.name]
            if corpus.name in trials:
                again = trials[corpus.name].without
            else:
                again = corpus.read([n for n, read in enumerate(reads) if read.fired[rule.name]], self.off)
            self.reads[corpus.name] = merged(reads, again)


def mean_gain(gains: Mapping[str, Interval]) -> float:
    """The mean over corpora, 0 for a rule that none judges."""
    return sum(one.value for one in gains.values()) / max(1, len(gains))


def judged(ablation: Ablation, rules: Iterable[Rule]) -> list[Judged]:
    """Every rule with its verdict, the least useful first; afterwards those that go are off in ``ablation``."""
    fires = {rule.name: ablation.fires(rule) for rule in rules}
    alone = {name: _gains(ablation.trials(RULES[name])) for name in fires}
    found = []
    for name in sorted(alone, key=lambda name: (mean_gain(alone[name]), name)):
        rule = RULES[name]
        trials = ablation.trials(rule)
        verdict = verdict_of(rule, trials)
        if verdict == GOES:
            ablation.drop(rule, trials)
        found.append(Judged(rule, fires[name], _gains(trials), verdict))
    return found


def verdict_of(rule: Rule, trials: Mapping[str, Trial]) -> str:
    """Whether a rule stays for what it gains somewhere, stays as a policy, or goes."""
    if any(trial.gain.above_nothing for trial in trials.values()):
        return STAYS
    return POLICY if rule.policy else GOES


def _gains(trials: Mapping[str, Trial]) -> dict[str, Interval]:
    return {name: trial.gain for name, trial in trials.items()}


def table(rows: Sequence[Judged], corpora: Sequence[str]) -> str:
    """The verdicts as a table in Markdown; gains in percentage points with their interval."""
    heads = [f"{name}: {what}" for name in corpora for what in ("fires", "gain")]
    lines = [f"| rule | room | {' | '.join(heads)} | verdict |", "|" + " --- |" * (3 + len(heads))]
    for row in rows:
        cells = [cell for name in corpora for cell in (_fires(row, name), _gain(row.gains.get(name)))]
        lines.append(f"| {row.rule.name} | {row.rule.room} | {' | '.join(cells)} | {row.verdict} |")
    return "\n".join(lines) + "\n"


def _fires(row: Judged, corpus: str) -> str:
    times, documents = row.fires[corpus]
    return f"{times:,} in {documents:,}" if times else "–"


def _gain(found: Interval | None) -> str:
    if found is None:
        return ""
    value, low, high = (100 * part for part in (found.value, found.low, found.high))
    return f"{value:+.2f} ({low:+.2f} to {high:+.2f})" if (value or low or high) else "0"


def corpora_of(paths: Sequence[Path], cache: Path, model: str) -> list[Corpus]:
    """The corpora of some files, each with the weights that are due to it; a ValueError names files without a judge."""
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
    """A pipeline, and what makes it read a fold with weights fitted on the articles of all other folds."""
    from training.crossvalidate import Bench, splits  # needs scikit-learn, which other corpora do without

    bench = Bench(model, paths, cache, given=False)
    articles = [annotated for of in bench.articles for annotated in of]
    fitted = [bench.fitted(kept) for kept, _ in splits(articles, transfer=False)]

    def weigh(fold: int) -> None:
        forget(bench.parsed)
        judge, scorer = fitted[fold]
        if judge is not None:
            bench.recognizer.judge_with(judge)
        bench.resolver.choose_with(scorer)

    return bench.parsed, weigh


def main() -> None:
    """Judge all rules and print the table, the figures before and after, and the time it took."""
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
    written = table(rows, [corpus.name for corpus in corpora])
    print(written)
    for corpus in corpora:
        after = corpus.figures(ablation.reads[corpus.name])
        print(corpus.name, *(f"{k} {v:.4f} → {after[k]:.4f}" for k, v in before[corpus.name].items()), sep="  ")
    kept = [row.verdict for row in rows]
    print(f"{len(rows)} rules: {', '.join(f'{kept.count(v)} {v}' for v in (STAYS, POLICY, GOES))}")
    print(f"in {(time.perf_counter() - start) / 60:.1f} minutes")
    if options.table:
        options.table.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
