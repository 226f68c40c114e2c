"""What taking away each thing costs a choice, and that the reasons given are those that cost most."""

from __future__ import annotations

import numpy as np
import pytest

from webapp import reading
from webapp.domain import Mention
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.places.choices import ALONE, BESIDE
from webapp.nlp.places.company import COMPANY
from webapp.nlp.places.reasons.costs import ALIKE, INHERENT, SOLE, THEMES, Costs
from webapp.nlp.places.reasons.evidence import LEAST, Reasons
from webapp.nlp.places.resolver import ToponymResolver
from webapp.nlp.places.scoring import TOGETHER, Scorer, settle
from webapp.nlp.text.doc import text_of

TEXTS = (
    "She moved from Paris, Texas, to Dallas, and her brother stayed in Austin.",
    "Protests spread from Lahore to Multan and Punjab's government sent police from Islamabad.",
    "Shells hit Kharkiv region again on Monday, officials in Kyiv said.",
    "He was born in Birmingham and worked in Montgomery and Mobile, Alabama.",
    "The river rose in Georgia on Friday; Atlanta and Savannah were flooded.",
)


def test_every_feature_belongs_to_one_theme() -> None:
    belonging = [feature for features in THEMES.values() for feature in features]
    assert sorted((*belonging, *ALIKE)) == sorted(TOGETHER)
    assert (*ALONE, *COMPANY) == TOGETHER
    assert set(BESIDE) < set(ALONE)


def costs_of(pipeline: Pipeline, text: str) -> tuple[Costs, Reasons, Scorer]:
    doc = pipeline.nlp(pipeline.unparsed(reading.from_text(text)))
    assert text_of(doc) == text
    resolver = pipeline.nlp.get_pipe("toponym_resolver")
    assert isinstance(resolver, ToponymResolver)
    _, choices, home = resolver.choices(doc)
    assert choices is not None
    scorer = Scorer.load("md")
    settled = settle(choices, scorer)
    chosen = [settled.match(row).place for row in settled.best]
    costs = Costs(settled, scorer, chosen)
    return costs, Reasons(costs, chosen, pipeline.gazetteer, home), scorer


@pytest.mark.parametrize("text", TEXTS)
def test_the_cost_of_a_theme_is_the_lead_lost_without_its_features(pipeline: Pipeline, text: str) -> None:
    costs, _, scorer = costs_of(pipeline, text)
    settled = costs.settled
    name = settled.choices.layout.name
    for g, best in enumerate(costs.best):
        if costs.rivals[g] is None:
            assert [theme for theme, _ in costs.of(g)] == [SOLE]
            continue
        of = settled.of(g)
        elsewhere = ~settled.twins[of]

        def lead(scores: np.ndarray, of: slice = of, elsewhere: np.ndarray = elsewhere, best: int = best) -> float:
            return float(scores[best] - scores[of][elsewhere].max())

        for theme, cost in costs.of(g):
            if theme == "company":
                continue
            without = settled.features.copy()
            said = [TOGETHER.index(feature) for feature in THEMES[theme]]
            without[:, said] = settled.features[costs.best][name][:, said] if theme in INHERENT else 0
            expected = lead(settled.scores) - lead(scorer.scores(name, without))
            assert np.isclose(cost, expected)
            falls = costs.instead(g, theme) is not None
            scores = scorer.scores(name, without)[of]
            assert falls == (scores[elsewhere].max() > scores[~elsewhere].max())


@pytest.mark.parametrize("text", TEXTS)
def test_the_first_reason_is_the_dearest_that_can_be_named(pipeline: Pipeline, text: str) -> None:
    costs, reasons, _ = costs_of(pipeline, text)
    for g, best in enumerate(costs.best):
        dearest = [(theme, cost) for theme, cost in costs.of(g) if cost > LEAST]
        phrases = [phrase for theme, _ in dearest if (phrase := reasons.phrase(theme, g, best))]
        if phrases:
            assert reasons.of(g, best)[0] == phrases[0]
            assert reasons.phrase(dearest[0][0], g, best), f"{dearest[0]} costs most and goes unsaid"


def mention(pipeline: Pipeline, text: str, name: str) -> Mention:
    return next(m for m in pipeline.read(reading.from_text(text)).mentions if m.text == name)


def test_a_name_without_its_company_goes_elsewhere(pipeline: Pipeline) -> None:
    """Taking the words away from the text shows what the reason says."""
    kept = mention(pipeline, "He was born in Birmingham and worked in Montgomery, Alabama.", "Birmingham")
    alone = mention(pipeline, "He was born in Birmingham and worked there.", "Birmingham")
    assert kept.resolution.place is not None
    assert kept.resolution.place.admin1 == "Alabama"
    assert "Alabama" in kept.resolution.evidence[0]
    assert alone.resolution.place is None or alone.resolution.place.admin1 != "Alabama"
