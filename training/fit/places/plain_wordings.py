"""The wordings of plain sentences about places: {a} is the place, the other letters what a wording names beside it.

{b} another place of its kind, {c} its country, {d} its division, {n} a greater town near it, {p} the adjective of its
people, {w} a division with its word and {word} that word alone.
"""

from __future__ import annotations

AREA = (
    "Voters in {a} go to the polls at the end of the month.",
    "The government of {a} has asked for help after the earthquake.",
    "Exports from {a} fell by a tenth last year.",
    "A court in {a} ordered the release of two reporters.",
    "{a} and {b} signed an agreement on trade.",
    "The foreign minister of {a} will visit {b} next week.",
)
CAPITAL = (
    "Shops in {a} stayed closed for a second day.",
    "Crowds gathered in {a} before dawn.",
    "The summit in {a} ended without a statement.",
    "{a} and {b} have recalled their ambassadors.",
    "{a} rejected the proposal, and {b} said that it would wait.",
    "{a} (Reuters) - The prime minister resigned on Thursday.",
    "{a}, May 4 — The central bank raised its main rate.",
    "Officials in {a} said that the envoy would fly to {b}.",
    "The delegation travelled from {a} to {b} by train.",
    "Talks between {a} and {b} resumed.",
)
CAPITAL_AT_HOME = (
    "The strike spread from {a} to the rest of {c}.",
    "Thousands left {a}, the capital of {c}.",
    "In {a}, the parliament of {c} passed the budget.",
)
DIVISION = (
    "Fighting broke out again in {a} {word} overnight.",
    "The governor of {a} {word} declared three days of mourning.",
    "Two villages in {a} {word} were cut off by snow.",
    "The army sent more troops to {a} {word}.",
)
DIVISION_AT_HOME = (
    "Landslides closed the roads of {a} {word} in {c}.",
    "The flood reached {a}, {c}, early on Tuesday.",
    "Farmers in {a}, in the north of {c}, lost their crops.",
)
TOWN = (
    "Gunmen attacked a market in {a} on Wednesday.",
    "A fire destroyed a factory in {a}.",
    "The road to {a} is closed.",
    "Residents of {a} have been without water for a week.",
    "She was born in {a} and studied law.",
)
TOWN_AT_HOME = (
    "Gunmen attacked a market in {a}, {c}, on Wednesday.",
    "A fire destroyed a factory in {a} in {c}.",
    "Residents of {a} in {c} have been without water for a week.",
    "In {c}, police closed the road to {a}.",
)
TOWN_IN_DIVISION = (
    "A lorry bomb went off at {a}, {d}, on Friday.",
    "The town of {a} in {d} was quiet on Sunday.",
    "Police in {a} and elsewhere in {d} were on alert.",
    "The minister flew from {b} to {a}, {d}.",
    "Rain fell on {a}, in {d}, {c}.",
)
TOWN_NEAR = (
    "The convoy left {n} for {a} in the morning.",
    "Villagers fled from {a} to {n}, the nearest town.",
    "Shells fell on {a}, a village near {n} in {c}.",
)
TOWN_OF_A_PEOPLE = (
    "The {p} army shelled {a} overnight.",
    "The {p} officer was killed at {a}.",
    "{a} has a new mayor, {p} media reported.",
    "The {p} minister opened a bridge at {a} on Friday.",
    "Snow cut off {a}, and {p} soldiers brought bread.",
)
TOWNS_OF_ONE_NAME = (
    "The family moved from {a}, {c}, to {b}, {e}.",
    "Buses run neither to {a} in {c} nor to {b} in {e}.",
    "She has taught in {a}, {c}, and in {b}, {e}.",
    "A parcel for {a}, {c}, went to {b}, {e}, by mistake.",
)
"""{b} is another town of the same name, {e} its country or division."""
TOWN_ELSEWHERE = (
    "Two men were found dead at {a} in {c}.",
    "A mudslide buried {a} in {c} on Friday.",
    "The well at {a} in {c}’s south ran dry.",
    "Nurses went on strike in {a} in {c}.",
)
"""About towns that the gazetteer lacks: it has others of the name, elsewhere."""
