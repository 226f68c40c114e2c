"""Who is who in one article: full names for surnames, and the office or body each person is given."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import MentionKind, Span
from webapp.nlp.persons.given_names import gender_of_name
from webapp.nlp.persons.names import clean_name, courtesy_before, gender_of, name_spans, words_of
from webapp.nlp.persons.words import PERSON_NOUNS
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_NAME = r"[A-Z][\w’'.-]+(?: (?:(?:al|bin|da|de|del|der|di|dos|du|el|la|van|von) )*[A-Z][\w’'.-]+){1,3}"
_APPOSED = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) ([^,.;:!?\n\"“”]{{3,70}}), ({_NAME})(?=,| said\b| told\b|\.)"
)
_CALLED = re.compile(rf"\b(?:called|named|name (?:only )?as) ({_NAME}|[A-Z][\w’'-]+)\Z")
_INSIDE_ANOTHER = {"prep", "poss", "agent", "relcl", "acl", "pobj", "conj", "advcl"}
_LONGEST_DESCRIPTION = 160
_BODY_ENDINGS = tuple(
    f" {word}"
    for word in """Agency Association Authority Bank Board Bureau Club Commission Committee Company Corp Corporation
    Council Department Division Foundation Fund Group Highways Holdings Inc Institute Limited Ltd Ministry Office
    Organization Organisation Partners Party Police School Services Society Trust Union University""".split()
)
_EDGES = " ,\u00a0\n"
_FEW_NAMES = 400
_FEW_NAMESAKES = 20


@dataclass(slots=True)
class Person:
    """A person of the article: full name, where named, and what is told of them."""

    name: str
    mentions: list[DocSpan] = field(default_factory=list)
    description: str | None = None
    gender: str | None = None
    is_described: bool = False
    told: str = ""
    """Everything that stands beside the name where it is described, before it and after it."""


class People:
    """The persons that one parsed article names, by full name and by the last word of it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.by_name: dict[str, Person] = {}
        self.by_token: dict[int, Person] = {}
        self._indices: list[int] = []
        self._by_word: dict[str, list[tuple[Person, list[str]]]] = {}
        self._added: set[tuple[str, int, int, str]] = set()
        mentions = (mention for mention in doc._.mentions if mention.kind is not MentionKind.EMBEDDED)
        self.places = {mention.span.start for mention in mentions}
        persons = (one for one in doc.ents if one.label_ == "PERSON" and one.start_char not in self.places)
        entities = list(name_spans(doc, self.text, persons))
        for words in _APPOSED.finditer(self.text):
            if PERSON_NOUNS.intersection(words[1].lower().split()):
                self._add_words(doc, words.start(2), words.end(2), words[1])
        named = [(entity, clean_name(self._written(entity))) for entity in entities]
        for entity, name in sorted(named, key=lambda pair: -len(pair[1].split())):
            self._add(entity, name)
        for person in self.by_name.values():
            person.mentions.sort(key=lambda mention: mention.start)

    def add(self, entity: DocSpan) -> Person | None:
        """The person that ``entity`` names, now known by it; None where it is no name."""
        return self._add(entity, clean_name(self._written(entity)))

    def _add(self, entity: DocSpan, name: str) -> Person | None:
        if not name or not name[0].isalpha():
            return None
        person = self.full(name, entity) or self._new(name)
        mention = (person.name, entity.start, entity.end, entity.label_)
        if mention in self._added:
            return person
        self._added.add(mention)
        person.mentions.append(entity)
        for index in range(entity.start, entity.end):
            if index not in self.by_token:
                insort(self._indices, index)
            self.by_token[index] = person
        if person.gender is None:
            told = gender_of(self.text[max(0, entity.start_char - 12) : entity.end_char])
            person.gender = told or gender_of_name(person.name)
        return person

    def _new(self, name: str) -> Person:
        person = self.by_name[name] = Person(name)
        words = words_of(name)
        for word in dict.fromkeys(words):
            self._by_word.setdefault(word, []).append((person, words))
        return person

    def _written(self, phrase: DocSpan) -> str:
        """The words of a phrase; ``DocSpan.text`` puts them together anew, token by token."""
        return self.text[phrase.start_char : phrase.end_char]

    def named_at_the_end(self, phrase: DocSpan) -> Person | None:
        """Somebody who is named after what they are: *the mayor of Suzu, Paris Okubo*, *a Scot called Ross Perth*."""
        if phrase[0].i in self.by_token:
            return None
        words = self._written(phrase).rstrip(" ,")
        office, comma, name = words.rpartition(", ")
        is_named = comma and re.fullmatch(_NAME, name) is not None and PERSON_NOUNS.intersection(office.lower().split())
        if is_named:
            return self._add_words(
                phrase.doc, phrase.start_char + len(office) + 2, phrase.start_char + len(words), office
            )
        called = _CALLED.search(words)
        if called is None:
            return None
        return self._add_words(
            phrase.doc, phrase.start_char + called.start(1), phrase.start_char + called.end(1), words
        )

    def _add_words(self, doc: Doc, start: int, end: int, office: str) -> Person | None:
        entity = doc.char_span(start, end, alignment_mode="expand")
        person = self.add(entity) if entity is not None and not _is_body(entity) else None
        if person is not None:
            person.gender = person.gender or gender_of(office)
        return person

    def full(self, name: str, at: DocSpan | None = None) -> Person | None:
        """The person whose full name ``name`` is, or is a part of: a surname, a first name.

        Where it fits several, the one that the words ``at`` stand for: by *Mr* or *Mrs*, then the one last named.
        """
        if name in self.by_name:
            return self.by_name[name]
        words = words_of(name)
        known = min((self._by_word.get(word, []) for word in words), key=len)
        surname, others = words[-1], set(words[:-1])
        ways = [(one for one, full in known if len(full) >= len(words) and surname == full[-1] and others <= set(full))]
        if not others:
            ways += [(one for one, full in known if surname == full[0]), (one for one, _ in known)]
        for way in ways:
            fitting = list(islice(way, _FEW_NAMESAKES))
            if fitting:
                return fitting[0] if len(fitting) == 1 else self._meant(fitting, at)
        return None

    def _meant(self, namesakes: list[Person], at: DocSpan | None) -> Person | None:
        if at is None:
            return None
        gender = courtesy_before(self.text, at.start_char) or gender_of(self._written(at))
        fitting = [person for person in namesakes if person.gender in (None, gender)] if gender else namesakes
        named = [(mention.start, one) for one in fitting or namesakes for mention in one.mentions]
        before = [pair for pair in named if pair[0] < at.start]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        return min(named, key=lambda pair: pair[0])[1] if named else None

    def named_before(self, position: int) -> Iterator[Person]:
        """The persons last named before a token, the nearest first, one for each word of a name."""
        before = bisect_left(self._indices, position)
        return (self.by_token[index] for index in reversed(self._indices[max(0, before - _FEW_NAMES) : before]))

    def words_between(self, first: int, last: int) -> list[int]:
        """The numbers of the tokens from one to before another that are words of a person's name."""
        return self._indices[bisect_left(self._indices, first) : bisect_left(self._indices, last)]

    def in_phrase(self, phrase: DocSpan) -> Person | None:
        """The person that ``phrase`` names, not one who only stands inside it (*a spokesman for …*)."""
        root = phrase.root
        if root.i in self.by_token:
            return self.by_token[root.i]
        for token in reversed(list(phrase)):
            person = self.by_token.get(token.i)
            if person is not None and not _stands_inside(token, root) and not _is_modifier(token, root):
                return person
        return None

    def describe(self, person: Person, phrase: Span | None = None) -> str | None:
        """What the article first says of ``person`` beside the name: office, body, age."""
        if person.description is None and phrase is not None:
            self._learn(person, [phrase])
        if person.description is None and not person.is_described:
            person.is_described = True
            phrases = (clauses.noun_phrase(entity.root) for entity in person.mentions)
            self._learn(person, [found for found in phrases if found is not None])
        return person.description

    def _learn(self, person: Person, phrases: list[Span]) -> None:
        found = (words for phrase in phrases if (words := self._without_name(phrase, person)) is not None)
        before, after = next((pair for pair in found if any(map(_is_description, pair))), ("", ""))
        person.description = before if _is_description(before) else after or None
        person.told = f"{before} {after}".strip()
        if person.told:
            person.gender = person.gender or gender_of(person.told)

    def _without_name(self, phrase: Span, person: Person) -> tuple[str, str] | None:
        """What stands before and after the name in a phrase that tells of no other person."""
        words = phrase.of(self.text)
        at = words.find(person.name)
        if at < 0 or len(words) > _LONGEST_DESCRIPTION + len(person.name) or self._names_another(phrase, person):
            return None
        before, after = words[:at], words[at + len(person.name) :]
        return " ".join(before.strip(_EDGES).split()), " ".join(after.strip(_EDGES).split())

    def _names_another(self, phrase: Span, person: Person) -> bool:
        tokens = self.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        if tokens is None:
            return False
        return any(self.by_token[index] is not person for index in self.words_between(tokens.start, tokens.end))


def _is_description(words: str) -> bool:
    plain = not words.startswith(("'s", "’s", "and ", "who ", "(", '"', "“"))
    return plain and any(character.isalpha() for character in words)


def _is_body(name: DocSpan) -> bool:
    """Whether a name beside a description is that of a body: *a spokesman for the developer, High Desert Partners*."""
    return name.root.ent_type_ == "ORG" and name.text.endswith(_BODY_ENDINGS)


def _stands_inside(token: Token, root: Token) -> bool:
    while token != root and token.head != token:
        if token.dep_ in _INSIDE_ANOTHER:
            return True
        token = token.head
    return False


def _is_modifier(token: Token, root: Token) -> bool:
    """Whether a name only says which thing the common noun is: *the Goodson family*, *Grimsby traders*."""
    return token.dep_ == "compound" and token.head == root and root.i > token.i and root.text.islower()
