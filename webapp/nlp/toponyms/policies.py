"""What is decided whatever the fitted models say: mistakes that must not happen, however rare they are."""

from __future__ import annotations

from gazetteer.place import COUNTRY_CODES
from webapp.domain import MentionKind
from webapp.nlp.fitted import Numbers
from webapp.nlp.lexicon.place_words import ORGANISATION_WORDS
from webapp.nlp.names.article import ArticleNames
from webapp.nlp.persons.introduced import Introduced
from webapp.nlp.persons.introductions import INTRODUCED
from webapp.nlp.rules import rule
from webapp.nlp.toponyms.candidates import Candidate
from webapp.nlp.toponyms.columns import AT
from webapp.nlp.toponyms.features import FEATURES, is_widely_known

_FACTS = len(FEATURES) - len(AT)
_LOCATED, _TITLED = _FACTS + AT["after a strong locative"], _FACTS + AT["after a title"]
_PLACE_TAGS = frozenset(("GPE", "LOC", "FAC"))


@rule(
    "held place",
    "A place named with who holds it is one name, whatever the tagger made of its parts.",
    "Floods hit Pakistan-occupied Gilgit Baltistan on Monday.",
    policy="the holder of a contested place is not taken for where something happens",
)
def is_held(candidate: Candidate) -> bool:
    """Whether the words name the holder of the place: "Pakistan-held Kashmir"."""
    return candidate.source == "held"


@rule(
    INTRODUCED,
    "The words by which an article introduces a person are no place, nor is the person's surname after that.",
    "The boy, whose name is Chad, is one of thousands of people who have reached Minova.",
    policy="nobody's name makes a pin",
)
def is_introduced(people: Introduced, candidate: Candidate, row: Numbers) -> bool:
    """Whether the article introduces somebody by these words, or by the surname that they are."""
    if is_held(candidate) or candidate.kind is MentionKind.DEMONYM:
        return False
    first, last = candidate.span.first, candidate.span.last
    if people.holds(first, last):
        return True
    if first != last or row[_LOCATED] or candidate.outer >= 0:
        return False
    return people.is_surname(first, widely_known=is_widely_known(candidate))


@rule(
    "person by the tagger",
    "Words that the tagger has as a person's name after a title, or that are part of a longer such name elsewhere and "
    "nowhere a place's, are no place.",
    "Gen. Sudan spoke in Khartoum.",
    policy="nobody's name makes a pin",
)
def is_a_person(names: ArticleNames, candidate: Candidate, row: Numbers) -> bool:
    """Whether the tagger has the words as a person's name after a title, or as a part of a longer one elsewhere.

    The words of a longer name are a place's all the same where the article has them as one somewhere: tagged so, after
    "in" or in its dateline; and where they name a country. "Washington said", tagged as a person, is still the capital
    where nobody of that name was introduced.
    """
    if candidate.kind is MentionKind.DEMONYM or is_held(candidate):
        return False
    if candidate.outer >= 0:
        return _opens_a_speaker(names, candidate)
    label = names.entities[candidate.entity].label if candidate.entity >= 0 else ""
    if label == "PERSON" and row[_TITLED] and candidate.facts.places:
        return True
    if candidate.text not in names.persons or label not in ("", "PERSON") or row[_LOCATED]:
        return False
    if _is_a_place_elsewhere(names, candidate.text):
        return False
    return not any(match.place.feature_code in COUNTRY_CODES for match in candidate.matches[:1])


def _is_a_place_elsewhere(names: ArticleNames, text: str) -> bool:
    """Whether the article has some words as a place's somewhere: tagged so, after "in" or in its dateline."""
    lower, filed = text.lower(), names.article.filed_from
    is_tagged = not _PLACE_TAGS.isdisjoint(names.labels.get(lower, ()))
    return is_tagged or lower in names.located or (filed is not None and text.upper() in filed.of(names.text))


def _opens_a_speaker(names: ArticleNames, candidate: Candidate) -> bool:
    """Whether a longer name opens with the words, and its bearer says or does what persons do."""
    outer = names.entity_words[candidate.outer]
    if not ORGANISATION_WORDS.isdisjoint(names.words.lower[outer.first : outer.last + 1]):
        return False
    speaks = names.words.texts[outer.last] in names.speaking and outer.first == candidate.span.first
    return speaks and names.entities[candidate.outer].label not in _PLACE_TAGS
