"""What an article says about a person beside the name: office, organisation, age."""

from __future__ import annotations

import re

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from webapp.domain import Span
from webapp.nlp.lexicon.tables import alternatives
from webapp.nlp.persons.names import gender_of, without_owner
from webapp.nlp.persons.people import People, Person
from webapp.nlp.persons.words import is_office, office
from webapp.nlp.text import clauses

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OF_OTHERS = re.compile(rf"\b(?:{alternatives('person_context', 'works_for')}|{alternatives('clauses', 'relative')})\b")
_ARTICLES = {"the", "a", "an"}
_LONGEST = 160
_EDGES = " ,\u00a0\n"


class Descriptions:
    """Reads, once for each person, what the article says about them."""

    def __init__(self, people: People) -> None:
        self.people = people

    def of(self, person: Person, phrase: Span | None = None) -> str | None:
        """What the article first says about ``person`` beside the name, or in ``phrase`` if that describes them."""
        if person.description is None and phrase is not None:
            self._learn(person, [phrase])
        if person.description is None and not person.is_described:
            person.is_described = True
            phrases = (clauses.noun_phrase(head) for entity in person.mentions for head in _heads(entity))
            self._learn(person, [found for found in phrases if found is not None])
        return person.description

    def offices(self, person: Person) -> set[str]:
        """The nouns, with their modifiers, by which the article describes a person; not the name of an employer."""
        self.of(person)
        parts = (_OF_OTHERS.split(part, maxsplit=1)[0] for part in person.told.lower().split(","))
        return {office(word) for part in parts for word in _WORDS.findall(part)} - _ARTICLES

    def _learn(self, person: Person, phrases: list[Span]) -> None:
        for phrase in phrases:
            before, after = self._without_name(phrase, person)
            if _is_description(before) or _is_description(after):
                break
        else:
            before = after = ""
        person.description = before if _is_description(before) else after or None
        person.told = f"{before} {after}".strip()
        if person.told:
            person.told_at = phrase
            person.gender = (
                person.gender or gender_of(without_owner(before)) or gender_of(_OF_OTHERS.split(after, maxsplit=1)[0])
            )

    def _without_name(self, phrase: Span, person: Person) -> tuple[str, str]:
        """What stands before and after the name in a phrase; nothing where the phrase is long or lacks the name."""
        words = phrase.of(self.people.text)
        at = words.find(person.name)
        if at < 0 or len(words) > _LONGEST + len(person.name):
            return "", ""
        before, after = words[:at], words[at + len(person.name) :]
        return " ".join(before.strip(_EDGES).split()), " ".join(after.strip(_EDGES).split())


def _heads(entity: DocSpan) -> tuple[Token, ...]:
    """The words whose phrases may tell of a person: what the name stands beside, *lawyer*, and the name."""
    name = entity.root
    is_beside = name.dep_ == "appos" and name.head.i < entity.start and is_office(name.head.lower_)
    return (name.head, name) if is_beside else (name,)


def _is_description(words: str) -> bool:
    plain = not words.startswith(("'s", "’s", "and ", "who ", "(", '"', "“"))
    return plain and any(character.isalpha() for character in words)
