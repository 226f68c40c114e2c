"""Authors: names without what stands around them."""

from __future__ import annotations

import pytest

from webapp.reading.pages.authors import people, signed


@pytest.mark.parametrize(
    "line, names",
    [
        ("By Lena Okoro", ["Lena Okoro"]),
        ("By Lena Okoro March 3, 2015 3:46 PM", ["Lena Okoro"]),
        ("Lena Okoro | 3 Mar 2015", ["Lena Okoro"]),
        ("Lena Okoro Published: Tuesday, 09:15", ["Lena Okoro"]),
        ("By Lena Okoro, PhD, and Tomas Reyes, M.D.", ["Lena Okoro", "Tomas Reyes"]),
        ("By Lena Okoro, Senior Correspondent", ["Lena Okoro"]),
        ("Lena Okoro Political Editor", ["Lena Okoro"]),
        ("BY LENA OKORO AND TOMAS REYES", ["Lena Okoro", "Tomas Reyes"]),
        ("Dr Lena Okoro", ["Lena Okoro"]),
        ("Written by Lena Okoro in Kalo", ["Lena Okoro"]),
        ("Lena Okoro @lenaokoro", ["Lena Okoro"]),
        ("LENA OKORO lokoro@courier.example", ["Lena Okoro"]),
        ("Lena Okoro (Reuters)", ["Lena Okoro"]),
        ("Lena Okoro, Kalo Courier", ["Lena Okoro"]),
        ("Words by Lena Okoro. Pictures by Ann Other", ["Lena Okoro"]),
        ("Lena Okoro covers the courts", ["Lena Okoro"]),
        ("Ludwig van der Berg and Sean O'Dea", ["Ludwig van der Berg", "Sean O'Dea"]),
        ("Emily Post", ["Emily Post"]),
        ("By Lena Okoro KTPM", ["Lena Okoro"]),
        ("Lena Okoro Follow", ["Lena Okoro"]),
        ("Lena Okoro Lena Okoro", ["Lena Okoro"]),
        ("Lena OKORO", ["Lena Okoro"]),
        ("View all posts by Lena Okoro", ["Lena Okoro"]),
        ("Posted by: Lena Okoro", ["Lena Okoro"]),
    ],
)
def test_a_name_stays_and_the_rest_goes(line, names):
    assert people([line]) == names


@pytest.mark.parametrize(
    "line",
    ["Username", "Password", "admin", "Kalo Courier", "The Kalo Courier", "Staff Reporter", "Web Desk", "Reuters",
     "https://www.facebook.com/courier", "3 March 2015", "Environment correspondent", "Subscribe", "By staff"],
)  # fmt: skip
def test_what_is_no_person(line):
    assert people([line], ["Kalo Courier"]) == []


def test_each_person_once():
    assert people(["Lena Okoro", "LENA OKORO", "L. Okoro", "Lena M. Okoro"]) == ["Lena M. Okoro"]


def test_one_word_is_a_name_only_where_names_are_stated():
    assert people(["Saki"], single=True) == ["Saki"]
    assert people(["Lena Okoro, Correspondent, Kalo"], single=True) == ["Lena Okoro"]
    assert people(["Saki"]) == []


@pytest.mark.parametrize(
    "line, name",
    [("By Lena Okoro", "Lena Okoro"), ("Posted by Lena Okoro", "Lena Okoro"), ("reported by: Lena Okoro", "Lena Okoro"),
     ("Monday May 4, 2015 10:05 am PDT by Lena Okoro", "Lena Okoro"), ("Photo by Lena Okoro", None),
     ("The wall was built by Lena Okoro", None)],
)  # fmt: skip
def test_a_line_that_signs(line, name):
    assert signed(line) == name
