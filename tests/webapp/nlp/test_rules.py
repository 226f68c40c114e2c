"""Every hand-written rule fires on its own example when the whole pipeline reads it; the gate counts and closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from webapp import reading
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.rules import RULES, counting, rule, without

Firing = Callable[[str], Counter[str]]


@pytest.fixture(scope="session")
def firing(pipeline: Pipeline) -> Firing:
    """Reads a text with the whole pipeline and counts which rules fire on it, and how often."""

    def read(text: str) -> Counter[str]:
        with counting() as fired:
            pipeline.read(reading.from_text(text))
        return fired

    return read


@pytest.mark.parametrize("name", RULES)
def test_a_rule_fires_on_its_example(name: str, firing: Firing) -> None:
    assert firing(RULES[name].example)[name]


def test_policies_are_few() -> None:
    assert sum(bool(one.policy) for one in RULES.values()) <= 12


def test_what_is_part_of_a_policy_names_one() -> None:
    parts = {one.part_of for one in RULES.values() if one.part_of}
    assert all(RULES[name].policy for name in parts)


def test_each_rule_is_described_by_one_sentence() -> None:
    for one in RULES.values():
        assert one.sentence.lstrip("“")[0].isupper() and one.sentence.rstrip('”"')[-1] in ".?!"


def test_a_rule_that_is_switched_off_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RULES, "for this test", raising=False)

    @rule("for this test", "It always fires.", "Anything.", otherwise="off")
    def always() -> str:
        return "on"

    try:
        with counting() as fired, without("for this test"):
            assert always() == "off"
        assert not fired
        with counting() as fired:
            assert always() == "on"
        assert fired == {"for this test": 1}
        with pytest.raises(ValueError, match="two rules"):
            rule("for this test", "Again.", "")(always)
    finally:
        del RULES["for this test"]
