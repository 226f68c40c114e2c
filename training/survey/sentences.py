"""The sentences of the survey, used for measuring alone: {name} is the place, {the} the place with its article.

{The} is the same at the start of a sentence, {country} the place's country.
"""

from __future__ import annotations

AREA = (
    "Heavy rain cut the main roads of {the} on Sunday, and schools stayed shut.",
    "Aid workers are waiting for permits to travel to {the}, a spokeswoman for the charity said.",
    "{The} will hold an election in May.",
    "Three ministers flew back from {the} after two days of talks about fishing rights.",
    "The price of rice has doubled in {the} since the harvest failed.",
)
CAPITAL = (
    "Several thousand teachers marched through {the} on Friday to demand higher pay.",
    "The peace talks in {the} broke up without a date for the next round.",
    "A diplomat based in {the} said that the embassy would stay open.",
    "Flights to {the} were cancelled because of the storm.",
    "The president returned to {the} late in the evening.",
)
DIVISION_WITH_CLASS = (
    "Two bridges in {the} were swept away by the flood, the interior ministry said.",
    "The measles outbreak in {the} has spread to a third town, doctors said.",
)
DIVISION_WITH_COUNTRY = (
    "Two bridges in {name}, {country}, were swept away by the flood, officials said.",
    "Doctors in {name}, {country}, reported twelve new cases of measles.",
)
TOWN_WITH_COUNTRY = (
    "A bus carrying wedding guests overturned near {name}, {country}, and nine people were hurt.",
    "The textile mill in {name}, {country}, laid off two hundred workers this week.",
    "Hundreds of pupils in {name}, {country}, fell ill after a school lunch.",
)
TOWN_ALONE = (
    "A bus carrying wedding guests overturned near {name} on Saturday, and nine people were hurt.",
    "The textile mill in {name} laid off two hundred workers this week.",
    "Hundreds of pupils in {name} fell ill after a school lunch.",
)
ALL = (
    *AREA,
    *CAPITAL,
    *DIVISION_WITH_CLASS,
    *DIVISION_WITH_COUNTRY,
    *TOWN_WITH_COUNTRY,
    *TOWN_ALONE,
)
_ARTICLE_BEFORE = (
    "United ",
    "Central African ",
    "Dominican Republic",
    "Czech Republic",
    "British ",
    "U.S. ",
    "Democratic ",
)
_ARTICLE_AFTER = (
    " Islands",
    " Territory",
    " Territories",
    " Republic",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Maldives",
)
_ARTICLE = {"Gambia", "Vatican", "Comoros", "Seychelles", "Republic of the Congo", "Isle of Man", "Gaza Strip"}


def with_article(name: str) -> str:
    """A country's name as English sentences have it: "the Netherlands"."""
    wants = name in _ARTICLE or name.startswith(_ARTICLE_BEFORE) or name.endswith(_ARTICLE_AFTER)
    return f"the {name}" if wants and not name.startswith(("The ", "Bonaire", "South Georgia")) else name
