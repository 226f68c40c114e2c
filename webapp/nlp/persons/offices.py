"""Who is meant by an office or a trade: *the governor*, *the lawyer*."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.nlp.lexicon.tables import words
from webapp.nlp.persons.descriptions import Descriptions
from webapp.nlp.persons.people import People, Person
from webapp.nlp.persons.words import is_office, office
from webapp.nlp.rules import rule

_ENDINGS = tuple(words("persons", "ending"))
_MODIFIERS = frozenset(("compound", "amod", "nmod"))


class OfficeHolders:
    """Finds the person that a common noun refers to in one article."""

    def __init__(self, doc: Doc, people: People, descriptions: Descriptions) -> None:
        self.doc = doc
        self.people = people
        self.descriptions = descriptions

    @rule(
        "holder of the office",
        "“The governor” is the person of whom the article says that word.",
        "Gov. Ada Mamani flew to Oruro on Monday. The governor said that nobody had called.",
        otherwise=None,
    )
    def holder(self, phrase: DocSpan) -> Person | None:
        """The person that a phrase such as *the governor* refers to."""
        return self._described_as(phrase.root, phrase) if _is_the_person(phrase) else None

    def _described_as(self, noun: Token, phrase: DocSpan) -> Person | None:
        """The last named person whom the article calls by that noun, with the words before it if there are any."""
        wanted = office(noun.lower_)
        others = {token.lower_ for token in noun.lefts if token.dep_ in _MODIFIERS and token.i >= phrase.start}
        for person in {id(one): one for one in self.people.named_before(noun.i)}.values():
            told = self.descriptions.offices(person)
            if wanted in told and (others <= told or len(told) == 1):
                return person
        return None


def _is_the_person(phrase: DocSpan) -> bool:
    noun = phrase.root
    is_person = not noun.ent_type_ and (is_office(noun.lower_) or noun.lower_.endswith(_ENDINGS))
    return phrase[0].lower_ == "the" and is_person and not _is_name(noun)


def _is_name(noun: Token) -> bool:
    return bool(noun.text[:1].isupper() and noun.ent_type_)
