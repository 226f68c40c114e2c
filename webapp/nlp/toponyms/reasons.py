"""Why words were taken for a place: found by scoring each mention again without one thing after another.

A reason is given if removing what it names costs the mention more than removing anything else, or means that it is
no longer a mention.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.lexicon.place_words import FEATURE_WORDS
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.company import COMPANY
from webapp.nlp.toponyms.features import FEATURES
from webapp.nlp.toponyms.policies import is_held
from webapp.nlp.toponyms.scorer import Judge, Judged
from webapp.nlp.toponyms.themes import THEMES, judged_anew, without

MOST = 3
"""Sentences given for one mention."""
_AT_ONCE = 128
GIVEN = "The words were marked as a place beforehand."
HELD = "It is a name that says who holds the place."

_AT = {name: i for i, name in enumerate((*FEATURES, *COMPANY))}

Sentence = tuple[str, float, str]
"""A feature, what its value must exceed, and what is then true of the mention."""

_SENTENCES: dict[str, tuple[Sentence, ...]] = {
    "gazetteer": (
        ("a country", 0, "It is the name of a country."),
        ("a capital", 0, "It is the name of a capital."),
        ("only a demonym", 0, "It is a word for the people of a place, or for what comes from it."),
        ("prominence", 0.5, "The gazetteer has a widely known place of this name."),
        ("a contested or former name", 0, "The gazetteer has it as a contested or former name of a place."),
        ("prominence", 0, "The gazetteer has a place of this name."),
        ("prominence of the people", 0, "The gazetteer has the people of a place by this word."),
    ),
    "tag": (
        ("tagged GPE", 0, "The language model tagged it as a place."),
        ("tagged LOC", 0, "The language model tagged it as a place."),
        ("tagged FAC", 0, "The language model tagged it as a site or building."),
        ("tagged NORP", 0, "The language model tagged it as the name of a people or group."),
        ("tagged ORG", 0, "The language model tagged it as the name of a body."),
        ("tagged PERSON", 0, "The language model tagged it as a name."),
        ("tagged else", 0, "The language model tagged it as a name."),
        ("broken by a tag", 0, "The language model tagged a part of it as a name."),
    ),
    "longer name": (("words of the longer name", 0, "It is the place in the longer name “{outer}”."),),
    "name": (("kind demonym", 0, "It is a word for the people of a place, or for what comes from it."),),
    "form": (
        ("a people's lands", 0, "It names the lands of a people."),
        ("a state's abbreviation", 0, "It is the abbreviation of a state or province."),
        ("ends in a feature word", 0, "“{last}” names a kind of place."),
        ("letters", 0, "It is written as names of places are."),
    ),
    "before": (
        ("after a party's letter", 0, "It follows a party’s letter, as a legislator’s seat does."),
        ("after a common noun and of", 0, "It follows “{two_before}”."),
        ("after a way", 0, "It follows “{two_before}”."),
    ),
    "after": (("possessive", 0, "It has a possessive ending."),),
    "qualified": (
        (
            "qualified by the name after it",
            0,
            "A larger place that holds a place of this name comes right after it.",
        ),
        ("qualifies the name before it", 0, "It holds a place of the name right before it."),
    ),
    "list": (
        ("listed beside a tagged place", 0, "It is listed beside another place."),
        ("listed beside a known name", 0, "It is listed beside another place."),
        ("judgement of the name listed before", 0, "It is listed beside another place."),
        ("judgement of the name listed after", 0, "It is listed beside another place."),
        ("in brackets", 0, "It stands in brackets."),
        ("comma before", 0, "A comma sets it off."),
        ("comma after", 0, "A comma sets it off."),
    ),
    "line": (
        ("in shouted text", 0, "Its line is written in capitals throughout."),
        ("capitals in its line", 0.3, "Most words of its line are names."),
        ("starts the sentence", 0, "It opens its sentence."),
        ("capitals in its line", -1, "Few other words of its line have a capital."),
    ),
    "dateline": (
        ("place of filing", 0, "It stands where the article says where it was filed."),
        ("opens a dateline", 0, "It stands where articles say where they were filed."),
    ),
    "sentence": (("a river's word near", 0, "Its sentence speaks of a river, a bridge or a flood."),),
    "elsewhere": (
        ("elsewhere tagged as a place", 0, "The same words are tagged as a place elsewhere in the article."),
        ("elsewhere located", 0, "The same words follow “in”, “near” or the like in the article."),
        ("times named", 0.25, "The article uses the same words more than once."),
    ),
    "nested": (("letters", 0, "No longer or shorter name at this spot fits better."),),
    "company": (
        ("share of the places in its first order area", 0.25, "Other places in the article lie in the same state."),
        ("share of the places in its country", 0, "Other places in the article lie in the same country."),
        ("places in the article", 0, "The article names other places."),
    ),
}
_BY_WORDS = {"before": "It follows “{before}”.", "after": "“{after}” comes after it."}
"""What is said about the words beside a mention if no feature says more."""


def reasons(judge: Judge, names: ArticleNames, mentions: Sequence[Judged]) -> list[tuple[str, ...]]:
    """One to three sentences for each mention, the most important first."""
    said: list[tuple[str, ...]] = []
    bar = judge.bar
    for one, costs in zip(mentions, costs_of(judge, mentions), strict=True):
        if is_held(one.candidate):
            said.append((HELD,))
            continue
        told: list[str] = []
        words = _words_around(names, one.candidate)
        for theme, cost in sorted(costs.items(), key=lambda pair: -pair[1]):
            needed = one.score - cost < bar
            sentence = _sentence(theme, one.row, words) if cost > 0 and (not told or needed) else None
            if sentence and sentence not in told:
                told.append(sentence)
        said.append(tuple(told[:MOST]) or (_plain(one.candidate),))
    return said


def costs_of(judge: Judge, mentions: Sequence[Judged]) -> list[dict[str, float]]:
    """For each mention, the log-odds that it loses without each theme that applies."""
    found: list[dict[str, float]] = []
    for start in range(0, len(mentions), _AT_ONCE):
        found += _costs(judge, mentions[start : start + _AT_ONCE])
    return found


def _costs(judge: Judge, mentions: Sequence[Judged]) -> list[dict[str, float]]:
    costs: list[dict[str, float]] = [{} for _ in mentions]
    rows = np.array([one.row for one in mentions])
    parts = [(theme, *without(rows, theme)) for theme in THEMES]
    at = iter(_scores(judge, np.concatenate([changed for _, _, changed in parts])).tolist())
    for theme, there, _ in parts:
        for m in there.tolist():
            costs[m][theme] = mentions[m].score - next(at)
    return costs


def _scores(judge: Judge, rows: Numbers) -> Numbers:
    judged_anew(rows, np.clip(judge.first.scores(rows[:, : len(FEATURES)]), -6, 6))
    return judge.second.scores(rows)


def _sentence(theme: str, row: Numbers, words: dict[str, str]) -> str | None:
    for feature, above, template in _SENTENCES.get(theme, ()):
        if row[_AT[feature]] > above:
            return _filled(template, words)
    return _filled(_BY_WORDS[theme], words) if theme in _BY_WORDS else None


def _filled(template: str, words: dict[str, str]) -> str | None:
    try:
        return template.format_map(words)
    except KeyError:
        return None


def _words_around(names: ArticleNames, candidate: Candidate) -> dict[str, str]:
    words, span = names.words, candidate.span
    around: dict[str, str] = {}
    before = span.first - 1
    if before >= 0:
        if words.lower[before] == "the" and before:
            before -= 1
        around["before"] = words.texts[before]
        around["two_before"] = names.text[words.starts[max(0, before - 1)] : words.ends[before]]
    if span.last + 1 < len(words):
        around["after"] = words.texts[span.last + 1]
    if words.lower[span.last] in FEATURE_WORDS:
        around["last"] = words.texts[span.last]
    if candidate.outer >= 0:
        outer = names.entity_words[candidate.outer]
        around["outer"] = " ".join(names.text[outer.start : outer.end].split())
    return around


def _plain(candidate: Candidate) -> str:
    if candidate.kind is MentionKind.DEMONYM:
        return "It is a word for the people of a place, or for what comes from it."
    return "It is a name in the gazetteer." if candidate.matches else "It reads as the name of a place."
