"""Who is meant by an office, a trade, a kin word or an age: *the governor*, *her brother*, *the 41-year-old*."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.nlp.persons.people import People, Person
from webapp.nlp.persons.words import PERSON_NOUNS

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AGE = re.compile(r"the \d{1,3}-year-old", re.I)
_WRITTEN_OUT = dict(
    pair.split("=")
    for pair in """adm=admiral brig=brigadier capt=captain cllr=councillor cmdr=commander col=colonel det=detective
    dr=doctor gen=general gov=governor insp=inspector lt=lieutenant maj=major premier=minister prof=professor
    rep=representative rev=reverend sen=senator sgt=sergeant supt=superintendent""".split()
)
_OF = re.compile(r"\b(?:of|for|to|at|in|from|with|on|by|who|whose|and)\b")
_KIN = frozenset(
    """aunt boyfriend brother brother-in-law child cousin daughter daughter-in-law father father-in-law girlfriend
    granddaughter grandfather grandmother grandson husband mother mother-in-law neighbor neighbour nephew niece
    partner sister sister-in-law son son-in-law stepfather stepmother uncle widow widower wife""".split()
)
_OTHERS = frozenset(
    """attorney caller defendant defender doctor interviewer journalist judge lawyer magistrate officer official
    opponent prosecutor reporter rival solicitor source spokesman spokesperson spokeswoman suspect victim
    witness""".split()
)
"""Nouns that bring in somebody else where nobody has been called so before."""
_PERSONAL_ENDINGS = ("ologist", "ographer", "man", "woman", "person")
_MODIFIERS = frozenset(("compound", "amod", "nmod"))
_FARTHEST = 90
"""Tokens after a claim within which its speaker may be called by a noun that is new."""


class OfficeHolders:
    """Finds, in one article, the person whom a common noun stands for."""

    def __init__(self, doc: Doc, people: People) -> None:
        self.doc = doc
        self.people = people

    def of(self, phrase: DocSpan, last: Person | None, last_at: int) -> Person | None:
        """The person meant by ``phrase``; ``last`` is who spoke last, ``last_at`` the token that named the source."""
        first, noun = phrase[0].lower_, phrase.root
        if is_an_age(phrase):
            return last
        if noun.text[:1].isupper() and noun.ent_type_:
            return None
        if first in ("his", "her", "their") and noun.lower_ in _KIN:
            return self._told_of(noun, phrase)
        if first != "the" or not _is_person(noun):
            return None
        found = self._told_of(noun, phrase)
        return found or (last if last is not None and self._stands_for(last, noun, last_at) else None)

    def _told_of(self, noun: Token, phrase: DocSpan) -> Person | None:
        """The person last named of whom the article says that noun, with the words before it where there are any."""
        office = _office(noun.lower_)
        others = {token.lower_ for token in noun.lefts if token.dep_ in _MODIFIERS and token.i >= phrase.start}
        seen: list[Person] = []
        for person in self.people.named_before(noun.i):
            if any(person is one for one in seen):
                continue
            seen.append(person)
            told = self._offices(person)
            if office in told and (others <= told or len(told) == 1):
                return person
        return None

    def _offices(self, person: Person) -> set[str]:
        """The nouns, and the words with them, by which the article describes a person; not whom they work for."""
        self.people.describe(person)
        parts = (_OF.split(part, maxsplit=1)[0] for part in person.told.lower().split(","))
        return {_office(word) for part in parts for word in _WORDS.findall(part)} - {"the", "a", "an"}

    def _stands_for(self, last: Person, noun: Token, last_at: int) -> bool:
        """Whether a noun that is new to the article can be another word for who has just spoken."""
        near = 0 <= noun.i - last_at <= _FARTHEST
        if not near or noun.lower_ in _OTHERS or " " not in last.name:
            return False
        if any(token.lower == noun.lower for token in self.doc[: noun.i]):
            return False
        between = self.people.words_between(last_at, noun.i)
        if any(self.people.by_token[index] is not last for index in between):
            return False
        return not any(_is_office(word) for word in self._offices(last))


def is_an_age(phrase: DocSpan) -> bool:
    """Whether somebody is called by nothing but an age: *the 41-year-old*."""
    return _AGE.fullmatch(phrase.text) is not None


def _is_person(noun: Token) -> bool:
    return not noun.ent_type_ and (_is_office(noun.lower_) or noun.lower_.endswith(_PERSONAL_ENDINGS))


def _is_office(word: str) -> bool:
    return word in PERSON_NOUNS or word in _WRITTEN_OUT.values()


def _office(word: str) -> str:
    return _WRITTEN_OUT.get(word, word)
