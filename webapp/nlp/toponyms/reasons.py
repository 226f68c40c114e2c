"""Says in sentences why words were taken for a place, from the features that weighed most."""

from __future__ import annotations

from webapp.domain import MentionKind
from webapp.nlp.lexicon.place_words import FEATURE_WORDS
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.company import COMPANY
from webapp.nlp.toponyms.features import FEATURES, rows_of
from webapp.nlp.toponyms.scorer import Judged

MOST = 3
"""Sentences given for one mention."""

_SAID = {
    "tagged GPE": "The language model tagged it as a place.",
    "tagged LOC": "The language model tagged it as a place.",
    "tagged FAC": "The language model tagged it as a site or building.",
    "tagged NORP": "The language model tagged it as the name of a people or group.",
    "inside GPE": "It is a part of words that the language model tagged as a place.",
    "inside LOC": "It is a part of words that the language model tagged as a place.",
    "prominence": "The gazetteer has a widely known place of this name.",
    "judgement of the name listed before": "It is listed beside another place.",
    "judgement of the name listed after": "It is listed beside another place.",
    "share of the article's places in its country": "Other places in the article lie in the same country.",
    "share of the article's places in its first-order area": (
        "Other places in the article lie in the same state or province."
    ),
    "a country": "It is the name of a country.",
    "a capital": "It is the name of a capital.",
    "a first-order area": "It is the name of a state or province.",
    "only a demonym": "It is a word for the people of a place, or for what comes from it.",
    "kind demonym": "It is a word for the people of a place, or for what comes from it.",
    "a people's lands": "It names the lands of a people.",
    "held by": "It is a name that says who holds the place.",
    "a contested or former name": "The gazetteer has it as a contested or former name of a place.",
    "a state's abbreviation": "It is the abbreviation of a state or province.",
    "after a strong locative": "It follows “{before}”.",
    "after a locative": "It follows “{before}”.",
    "after a common noun for places": "It follows “{before}”.",
    "after a common noun and of": "It follows “{two_before}”.",
    "after a compass word": "It follows “{before}”.",
    "after a party's letter": "It follows a party’s letter, as a legislator’s seat does.",
    "before a common noun for places": "“{after}” comes after it.",
    "before based or born": "“{after}” comes after it.",
    "qualified by the name after it": "A larger place that holds a place of this name is named right after it.",
    "qualifies the name before it": "It holds a place of the name right before it.",
    "listed beside a tagged place": "It is listed beside another place.",
    "opens a dateline": "It stands where articles say where they were filed.",
    "place of filing": "It stands where the article says where it was filed.",
    "elsewhere tagged as a place": "The same words are tagged as a place elsewhere in the article.",
    "elsewhere located": "The same words follow “in”, “near” or the like in the article.",
    "ends in a feature word": "“{last}” names a kind of place.",
    "an organisation word follows in the longer name": "It is the place in the longer name “{outer}”.",
    "opens the longer name": "It is the place in the longer name “{outer}”.",
    "a preposition in the longer name": "It is the place in the longer name “{outer}”.",
    "a site word follows in the longer name": "It is the place in the longer name “{outer}”.",
    "before an organisation word": "The word after it often follows a place in the name of a body or an event.",
}
_ABOVE = {
    "prominence": 0.5,
    "judgement of the name listed before": 1.0,
    "judgement of the name listed after": 1.0,
    "share of the article's places in its country": 0.25,
    "share of the article's places in its first-order area": 0.25,
}
"""What a feature's value must exceed for its sentence to be true; 0 for the others."""
_NAMES = (*FEATURES, *COMPANY)
_TELLING = [i for i, name in enumerate(_NAMES) if name in _SAID]


def reasons(names: ArticleNames, judged: Judged) -> tuple[str, ...]:
    """One to three sentences, the weightiest first; each is true of the article or of the gazetteer."""
    candidate = judged.candidate
    words = _words_around(names, candidate)
    said: list[str] = []
    weighed = judged.parts[_TELLING]
    for k in (-weighed).argsort(kind="stable").tolist():
        if weighed[k] <= 0 or len(said) == MOST:
            break
        i = _TELLING[k]
        sentence = _sentence(_NAMES[i], float(judged.row[i]), words)
        if sentence and sentence not in said:
            said.append(sentence)
    return tuple(said) or (_plain(candidate),)


def plain(names: ArticleNames, candidate: Candidate) -> tuple[str, ...]:
    """Why a span that was given could be a place: what is true of it, most telling first."""
    row = rows_of(names, [candidate])[0]
    words = _words_around(names, candidate)
    said = [s for i, name in enumerate(FEATURES) if (s := _sentence(name, float(row[i]), words))]
    return tuple(dict.fromkeys(said))[:MOST] or (_plain(candidate),)


def _sentence(feature: str, value: float, words: dict[str, str]) -> str | None:
    template = _SAID.get(feature)
    if template is None or value <= _ABOVE.get(feature, 0.0):
        return None
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
