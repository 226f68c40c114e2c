"""Datelines of many agencies, and first sentences that only look like one."""

from __future__ import annotations

import pytest

from webapp.reading.front.dateline import find_dateline

STORY = "The river rose for a third day on Monday, officials said, and the road was cut."


@pytest.mark.parametrize(
    ("dateline", "place", "publisher"),
    [
        ("Washington DC [US], February 4 :", "Washington DC", None),
        ("KYIV, Ukraine (AP) —", "KYIV, Ukraine", "Associated Press"),
        ("ISLAMABAD:", "ISLAMABAD", None),
        ("GENEVA/BEIRUT, 3 May (Agency) -", "GENEVA/BEIRUT", None),
        ("New Delhi [India], February 4 (ANI):", "New Delhi", "ANI"),
        ("PARIS —", "PARIS", None),
        ("Khartoum –", "Khartoum", None),
        ("WASHINGTON ―", "WASHINGTON", None),
        ("FLINT, Mich., Oct. 4 (UPI) —", "FLINT, Mich.", "United Press International"),
        ("Philadelphia (AFP) –", "Philadelphia", "Agence France-Presse"),
        ("ST. LOUIS --", "ST. LOUIS", None),
        ("PORT-AU-PRINCE, Haiti (Reuters) -", "PORT-AU-PRINCE, Haiti", "Reuters"),
        ("N’DJAMENA, Chad —", "N’DJAMENA, Chad", None),
        ("COX'S BAZAR, Bangladesh, Aug 25 (Reuters) -", "COX'S BAZAR, Bangladesh", "Reuters"),
        ("New Delhi, Feb 4 (IANS)", "New Delhi", "IANS"),
        ("RIO DE JANEIRO —", "RIO DE JANEIRO", None),
        ("ÅLESUND, Norway (Radio Example) -", "ÅLESUND, Norway", "Radio Example"),
        ("Near BAKHMUT, Ukraine —", "BAKHMUT, Ukraine", None),
        ("KHARTOUM, 3 June 2026 -", "KHARTOUM", None),
        ("CULIACÁN, Sinaloa.-", "CULIACÁN, Sinaloa", None),
        ("LIMA, April 2 (EFE).-", "LIMA", "EFE"),
        ("(Nairobi) –", "Nairobi", None),
    ],
)
def test_datelines(dateline, place, publisher):
    line = f"{dateline} {STORY}"
    found = find_dateline(line)
    assert found.span.of(line) == dateline
    assert found.place.of(line) == place
    assert found.publisher == publisher


def test_an_agency_alone():
    found = find_dateline(f"Dec 29 (Reuters) - {STORY}")
    assert found.place is None
    assert found.publisher == "Reuters"


@pytest.mark.parametrize(
    "line",
    [
        STORY,
        f"BREAKING: {STORY}",
        f"UPDATE — {STORY}",
        f"Analysis: {STORY}",
        f"Peshawar: {STORY}",
        f"He said: {STORY}",
        "NATO — the alliance of thirty countries — said on Monday that it would meet again in May.",
        "Amina Sow – The mayor since 2019 – said on Monday that the river would rise again in May.",
        "Officials in Gao - Mali's largest northern town - said on Monday the road was cut.",
        "WAR – THE RIVER RISES AGAIN AND THE ROAD IS CUT",
        "“We walked,” said Amina – The rest is silence, and nobody in the town would say any more.",
        "",
    ],
)
def test_no_dateline(line):
    assert find_dateline(line) is None
