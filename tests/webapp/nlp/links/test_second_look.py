"""What a second look at a claim knows of the others: sums kept by place say the same as going through all of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.nlp.work import steps
from webapp.nlp.links.candidates import Stand
from webapp.nlp.links.second_look import COLUMNS, NONE, FirstLook

PLACES = ("gulu", "kasese", "mirpur")
SHARES = st.sampled_from((0.0, 0.1, 0.25, 0.5, 0.9))
CLAIMS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 4), st.dictionaries(st.sampled_from(PLACES), SHARES)), max_size=8
)


def stand(paragraph: int, sentence: int, places: Any) -> Stand:
    candidates = [SimpleNamespace(group=SimpleNamespace(place=SimpleNamespace(id=place))) for place in places]
    return cast(Stand, SimpleNamespace(paragraph=paragraph, first_sentence=sentence, candidates=candidates))


def look(claims: list[tuple[int, int, dict[str, float]]]) -> FirstLook:
    return FirstLook([stand(*claim) for claim in claims], [list(shares.values()) for _, _, shares in claims])


def mean(shares: list[float]) -> float:
    return sum(shares) / len(shares) if shares else NONE


@given(CLAIMS)
def test_every_column_is_what_the_other_claims_say(claims: list[tuple[int, int, dict[str, float]]]) -> None:
    rows = look(claims).rows()
    for number, (paragraph, sentence, shares) in enumerate(claims):
        others = [other for other in range(len(claims)) if other != number]
        for row, (place, share) in zip(rows[number], shares.items(), strict=True):
            of = [claim[2].get(place, 0.0) for claim in claims]
            totals = [sum(claim[2].get(each, 0.0) for claim in claims) for each in {p for c in claims for p in c[2]}]
            expected = {
                "first look": share,
                "likelier ones": sum(one > share for one in shares.values()),
                "likeliest": max(shares.values()),
                "claim before": of[number - 1] if number else NONE,
                "claim after": of[number + 1] if number + 1 < len(of) else NONE,
                "claims before": mean(of[max(0, number - 3) : number]),
                "claims of the paragraph": mean([of[one] for one in others if claims[one][0] == paragraph]),
                "claims around": mean([of[one] for one in others if abs(claims[one][1] - sentence) <= 1]),
                "other claims": mean([of[one] for one in others]),
                "rank in all claims": sum(total > sum(of) + 1e-9 for total in totals),
                "surest elsewhere": max([of[one] for one in others], default=0.0),
            }
            assert dict(zip(COLUMNS, row, strict=True)) == pytest.approx(expected)


def test_the_work_grows_with_the_claims() -> None:
    def work(count: int) -> int:
        claims = [(0, 0, {f"place {number % 50}": 0.5, "gulu": 0.2}) for number in range(count)]
        return steps(lambda: look(claims).rows())

    assert work(800) < 4.5 * work(200)
