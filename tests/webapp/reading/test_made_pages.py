"""Made pages and documents are read as well as the program promises."""

from __future__ import annotations

import pytest

from benchmarks.pages.__main__ import PARTS, outcome
from benchmarks.pages.made import made


@pytest.mark.parametrize("part", PARTS)
def test_titles_authors_dates_and_text(part):
    outcomes = [outcome(one) for one in made(part, 1)]
    for name in ("title", "author", "date"):
        assert sum(getattr(one, name) for one in outcomes) >= 0.97 * len(outcomes), name
    common = sum(one.common for one in outcomes)
    assert common >= 0.98 * sum(one.read for one in outcomes)
    assert common >= 0.98 * sum(one.wanted for one in outcomes)
