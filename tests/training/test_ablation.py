"""Which rules stay, on made corpora whose documents are read by rules registered for the test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from training.ablation import GOES, NOT_JUDGED, PART, POLICY, RARE, STAYS, Ablation, Judged, corpora_of, judged, table
from training.rereading import Read
from webapp.evaluation.intervals import Figure, share
from webapp.nlp import rules
from webapp.nlp.rules import Rule, counting, rule, without


class MadeCorpus:
    """Ten documents; a document is right where a rule that helps fires in it and none that harms does."""

    name = "made"

    def __init__(self, fires: dict[str, set[int]], helping: set[str]) -> None:
        self.fires, self.helping = fires, helping
        self.asked: list[int] = []
        self.rules = {name: self._registered(name) for name in fires}

    def _registered(self, name: str):
        policy, part_of = "never a person" if name == "policy" else "", "policy" if name == "part" else ""

        @rule(name, "It fires.", "An example.", policy=policy, part_of=part_of)
        def fires(number: int) -> bool:
            return number in self.fires[name]

        return fires

    def __len__(self) -> int:
        return 10

    def figures_for(self, rule: Rule) -> dict[str, Figure]:
        return {"share": share("right", "all")}

    def reread(self, numbers: Iterable[int], off: Collection[str], room: str) -> dict[int, Read]:
        return self.keep(numbers, off)

    def keep(self, numbers: Iterable[int], off: Collection[str] = ()) -> dict[int, Read]:
        self.asked = list(numbers)
        with without(*off):
            return {number: self._read(number) for number in self.asked}

    def _read(self, number: int) -> Read:
        with counting() as fired:
            firing = {name for name, fires in self.rules.items() if fires(number)}
        right = bool(firing & self.helping) and not firing & {"harms"}
        return Read(Counter(right=right, all=1), fired)


@pytest.fixture(autouse=True)
def _no_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", {})
    monkeypatch.setattr("training.ablation.RULES", rules.RULES)
    monkeypatch.setattr("training.ablation.FEWEST", 4)


def judge(corpus: MadeCorpus) -> tuple[Ablation, dict[str, Judged]]:
    ablation = Ablation([corpus])
    return ablation, {row.rule.name: row for row in judged(ablation, list(rules.RULES.values()))}


def test_a_rule_that_gains_stays_and_one_that_harms_goes_first() -> None:
    _, rows = judge(MadeCorpus({"helps": set(range(9)), "harms": {0, 1, 2, 3}}, {"helps"}))
    assert [row.verdict for row in rows.values()] == [GOES, STAYS]
    assert rows["harms"].gains["made", "share"].value == pytest.approx(-0.4)
    assert rows["helps"].gains["made", "share"].value == pytest.approx(0.9)
    assert rows["helps"].fires["made"] == (9, 9)


def test_of_two_rules_that_do_the_same_one_stays() -> None:
    everywhere = set(range(10))
    ablation, rows = judge(MadeCorpus({"one": everywhere, "other": everywhere}, {"one", "other"}))
    assert sorted(row.verdict for row in rows.values()) == [GOES, STAYS]
    assert len(ablation.off) == 1


def test_a_policy_stays_whatever_it_gains() -> None:
    _, rows = judge(MadeCorpus({"policy": {1}}, set()))
    assert rows["policy"].verdict == POLICY


def test_a_part_of_a_policy_stays_with_it() -> None:
    _, rows = judge(MadeCorpus({"policy": {1}, "part": set(range(10))}, set()))
    assert rows["part"].verdict == PART


def test_what_fires_in_few_documents_or_has_no_figure_is_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = MadeCorpus({"few": {1, 2}, "many": set(range(10))}, set())
    assert {name: row.verdict for name, row in judge(corpus)[1].items()} == {"few": RARE, "many": GOES}
    monkeypatch.setattr(corpus, "figures_for", lambda rule: {})
    ablation, rows = judge(corpus)
    assert {row.verdict for row in rows.values()} == {NOT_JUDGED}
    assert ablation.off == set()


def test_only_documents_on_which_a_rule_fires_are_read_again() -> None:
    corpus = MadeCorpus({"helps": {2, 5}}, {"helps"})
    ablation = Ablation([corpus])
    ablation.gains(rules.RULES["helps"])
    assert corpus.asked == [2, 5]


def test_the_table_has_a_row_for_each_rule_and_its_gain_in_points() -> None:
    _, rows = judge(MadeCorpus({"helps": set(range(10)), "idle": set()}, {"helps"}))
    written = table(rows.values())
    assert "| It fires. | made 10 in 10 | made share +100.00 (+100.00 to +100.00) | stays |" in written
    assert "| It fires. | never | 0 | too rare to judge |" in written


def test_a_corpus_without_a_figure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no figure judges rules on unheard\.jsonl"):
        corpora_of([tmp_path / "unheard.jsonl"], tmp_path, "md")
