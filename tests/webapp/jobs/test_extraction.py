"""What the extraction contract says of a claim."""

from __future__ import annotations

from webapp.domain import Article, Attribution, Claim, ClaimKind, Manner, Reading, Span, Speaker
from webapp.jobs.extraction import as_json


def test_a_claim_says_how_it_was_said_and_in_whose_words() -> None:
    outer = Claim(ClaimKind.INDIRECT, Attribution((Span(9, 30),)), Speaker("A"), 0.9)
    inner = Claim(
        ClaimKind.INDIRECT,
        Attribution((Span(20, 30),)),
        Speaker("B"),
        0.9,
        manner=Manner.DENIES,
        negated=True,
        within=0,
    )
    found = as_json(Reading(Article("A said that B denied all of it"), claims=(outer, inner)))["claims"]
    assert [(claim["manner"], claim["negated"], claim["within"]) for claim in found] == [
        ("neutral", False, None),
        ("denies", True, 0),
    ]
