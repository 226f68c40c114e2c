"""Reasons for a mention: what is named first costs the mention most when it is removed."""

from __future__ import annotations

import numpy as np
import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.toponyms.candidates import candidates
from webapp.nlp.toponyms.company import COMPANY
from webapp.nlp.toponyms.features import FEATURES
from webapp.nlp.toponyms.reasons import costs_of, reasons
from webapp.nlp.toponyms.scorer import Judge
from webapp.nlp.toponyms.themes import THEME_OF, THEMES, without

TEXT = "Rebels shelled the town of Shabunda on Monday, residents of Bukavu said. Roads in South Kivu were cut."


def test_every_feature_belongs_to_a_theme_that_can_be_taken_away() -> None:
    assert set(THEME_OF) == {*FEATURES, *COMPANY}
    assert [name for name, theme in THEME_OF.items() if not theme] == ["first judgement"]


@pytest.fixture(scope="module")
def read(pipeline: Pipeline):
    doc = pipeline.nlp(pipeline.unparsed(Article(text=TEXT)))
    judge = Judge.load("md")
    names = doc._.names
    return judge, names, judge.mentions(names, doc._.introduced, candidates(names))


def test_the_first_reason_is_the_dearest(read) -> None:
    judge, names, mentions = read
    for costs, said in zip(costs_of(judge, mentions), reasons(judge, names, mentions), strict=True):
        assert said
        assert max(costs.values()) > 0


def test_taking_a_theme_away_changes_its_features_alone(read) -> None:
    _, _, mentions = read
    named = (*FEATURES, *COMPANY)
    rows = np.array([one.row for one in mentions])
    for theme in THEMES:
        there, without_it = without(rows, theme)
        for before, after in zip(rows[there], without_it, strict=True):
            changed = {named[i] for i in np.flatnonzero(before != after)}
            assert {THEME_OF[name] for name in changed} - {theme} <= {"tag"}


def test_a_further_reason_is_given_only_where_the_mention_falls_without_it(read) -> None:
    judge, names, mentions = read
    for one, costs, said in zip(mentions, costs_of(judge, mentions), reasons(judge, names, mentions), strict=True):
        deciding = [theme for theme, cost in costs.items() if one.score - cost < judge.bar]
        assert len(said) <= max(1, len(deciding))
