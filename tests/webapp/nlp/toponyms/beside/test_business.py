"""What an article says of a name as of a company, as features of the recogniser."""

from __future__ import annotations

import pytest

from webapp.domain import Article
from webapp.nlp.pipeline import Pipeline
from webapp.nlp.toponyms.candidates import candidates
from webapp.nlp.toponyms.columns import AT
from webapp.nlp.toponyms.features import FEATURES, rows_of


def features(pipeline: Pipeline, text: str) -> set[str]:
    """The features in the article that the first Kasese has."""
    doc = pipeline.nlp(pipeline.unparsed(Article(text=text)))
    found = candidates(doc._.names)
    row = rows_of(doc._.names, doc._.introduced, found)[[one.text for one in found].index("Kasese")]
    return {name for name, at in AT.items() if row[len(FEATURES) - len(AT) + at]}


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("has what a company has", "Kasese's quarterly profit fell."),
        ("has what a company has", "Kasese’s struggling clothes brand was sold."),
        ("has what a company has", "Kasese Q3 revenue beats forecasts"),
        ("has what a company has", "Kasese first-quarter earnings rose."),
        ("after what a company has", "Shares of Kasese rose."),
        ("after what a company has", "They sold a stake in Kasese."),
        ("after what a company has", "She is an analyst at Kasese."),
        ("after a kind of company", "The retailer Kasese hired drivers."),
        ("does what a company does", "Kasese has acquired a brewer."),
        ("does what a company does", "Kasese said it would close two shops."),
        ("explained as a company", "They sued Kasese, a Swiss food group."),
        ("a company elsewhere", "People like Kasese. Shares of Kasese rose."),
        ("business words near", "Kasese pleased investors."),
        ("business words in the article", "Kasese is quiet. Its shareholders sleep."),
    ],
)
def test_what_speaks_of_a_company(pipeline: Pipeline, feature: str, text: str) -> None:
    assert feature in features(pipeline, text)


@pytest.mark.parametrize(
    ("feature", "text"),
    [
        ("has what a company has", "Kasese sold its shares."),
        ("has what a company has", "Kasese in profit"),
        ("after what a company has", "Shares rose in Kasese."),
        ("does what a company does", "Kasese is said to be quiet."),
        ("does what a company does", "Kasese said on Monday that it rained."),
        ("explained as a company", "They met in Kasese, a town of two banks."),
        ("a company elsewhere", "Shares of Kasese rose."),
        ("business words near", "Kasese is quiet. Investors sleep."),
    ],
)
def test_what_speaks_of_a_place(pipeline: Pipeline, feature: str, text: str) -> None:
    assert feature not in features(pipeline, text)
