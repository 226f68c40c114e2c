"""Who is who in one article: the full name for each surname, and where each person is named."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import MentionKind, Span
from webapp.nlp.lexicon.tables import alternatives, column
from webapp.nlp.persons.given_names import gender_of_name
from webapp.nlp.persons.names import (
    ONE_GENDER,
    clean_name,
    courtesy_before,
    gender_of,
    name_spans,
    without_forename,
    words_of,
)
from webapp.nlp.persons.words import PERSON_NOUNS, TITLES
from webapp.nlp.rules import rule
from webapp.nlp.text.doc import text_of

_PARTICLES = alternatives("person_names", "particle")
_NAME = rf"[A-Z][\w’'.-]+(?: (?:(?:{_PARTICLES}) )*[A-Z][\w’'.-]+){{1,3}}"
_CALLED = re.compile(rf"\b(?:called|named|name (?:only )?as) ({_NAME}|[A-Z][\w’'-]+)\Z")
_INSIDE_ANOTHER = {"prep", "poss", "agent", "relcl", "acl", "pobj", "conj", "advcl"}
_WORD_BEFORE = re.compile(r"\b([^\W\d_]+)(\.?) \Z")
_TITLE_LENGTH = 20
_PRONOUNS = column("pronouns", "gender")
_FEW_NAMES = 400
_FEW_NAMESAKES = 20
_FEW_BEARERS = 400


@dataclass(slots=True)
class Person:
    """A person of the article: full name, and where named, in text order."""

    name: str
    mentions: list[DocSpan] = field(default_factory=list)
    description: str | None = None
    gender: str | None = None
    is_described: bool = False
    told: str = ""
    """Everything before and after the name where the person is described."""
    told_at: Span | None = None
    """Where that is."""

    def last_before(self, position: int) -> DocSpan | None:
        """The last time they are named before a token."""
        before = bisect_left(self.mentions, position, key=_start)
        return self.mentions[before - 1] if before else None


class People:
    """The persons that one parsed article names, by full name and by each word of it."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.by_name: dict[str, Person] = {}
        self.by_token: dict[int, Person] = {}
        self._indices: list[int] = []
        self._by_word: dict[str, list[tuple[Person, list[str]]]] = {}
        self._by_surname: dict[str, list[tuple[Person, list[str]]]] = {}
        self._added: set[tuple[str, int, int, str]] = set()
        mentions = (mention for mention in doc._.mentions if mention.kind is not MentionKind.EMBEDDED)
        self.places = {mention.span.start for mention in mentions}
        persons = (one for one in doc.ents if one.label_ == "PERSON" and not self._is_place(one))
        entities = list(name_spans(doc, self.text, persons))
        named = [(entity, clean_name(self._written(entity))) for entity in entities]
        for entity, name in sorted(named, key=lambda pair: -len(pair[1].split())):
            self._add(entity, name)

    @rule(
        "a place is nobody",
        "A name that starts with a place on the map is nobody's, whatever the tagger has it as.",
        "Jordan said that the border was shut. It denied that the army had fired.",
    )
    def _is_place(self, entity: DocSpan) -> bool:
        return entity.start_char in self.places

    def add(self, entity: DocSpan) -> Person | None:
        """The person that ``entity`` names, now known by it too; None if it is not a name."""
        return self._add(entity, clean_name(self._written(entity)))

    def _add(self, entity: DocSpan, name: str) -> Person | None:
        if not name or not name[0].isalpha():
            return None
        person = self.full(name, entity) or self._new(name)
        mention = (person.name, entity.start, entity.end, entity.label_)
        if mention in self._added:
            return person
        self._added.add(mention)
        insort(person.mentions, entity, key=_start)
        for index in range(entity.start, entity.end):
            if index not in self.by_token:
                insort(self._indices, index)
            self.by_token[index] = person
        if person.gender is None:
            person.gender = self._gender_beside(entity) or _gender_by_given_name(person.name)
        return person

    @rule(
        "gender by title",
        "A title or noun right before a name says whether he or she can stand for the person.",
        "Mrs Okoro met Mr Obote in Gulu. She said that it snowed.",
        otherwise=None,
        part_of=ONE_GENDER,
    )
    def _gender_beside(self, entity: DocSpan) -> str | None:
        before = _WORD_BEFORE.search(self.text, max(0, entity.start_char - _TITLE_LENGTH), entity.start_char)
        is_near = before is not None and (not before[2] or before[1].lower() in TITLES)
        return gender_of(self.text[before.start() if before and is_near else entity.start_char : entity.end_char])

    def _new(self, name: str) -> Person:
        person = self.by_name[name] = Person(name)
        words = words_of(name)
        for word in dict.fromkeys(words):
            self._by_word.setdefault(word, []).append((person, words))
        self._by_surname.setdefault(words[-1], []).append((person, words))
        return person

    def _written(self, phrase: DocSpan) -> str:
        """The words of a phrase; ``DocSpan.text`` is slow because it joins the tokens each time."""
        return self.text[phrase.start_char : phrase.end_char]

    def named_at_the_end(self, phrase: DocSpan) -> Person | None:
        """Somebody who is named after what they are: *the mayor of Suzu, Paris Okubo*, *a Scot called Ross Perth*."""
        if phrase[0].i in self.by_token:
            return None
        return self._after_comma(phrase) or self._called(phrase)

    @rule(
        "source ends in a name",
        "A source of an office, a comma and a capitalised name is whoever has that name.",
        "The mayor of Kasese, Paris Mbabazi, said that the bridge was gone.",
        otherwise=None,
        policy="Nobody who is named beside an office goes unnamed: the mayor of Gao, Sadou Diallo, said.",
    )
    def _after_comma(self, phrase: DocSpan) -> Person | None:
        words = self._written(phrase).rstrip(" ,")
        office, comma, name = words.rpartition(", ")
        if not comma or re.fullmatch(_NAME, name) is None or not PERSON_NOUNS.intersection(office.lower().split()):
            return None
        return self._add_words(phrase.start_char + len(office) + 2, phrase.start_char + len(words), office)

    @rule(
        "source called so",
        "A source with “called” or “named” and a capitalised name is whoever has that name.",
        "The driver, a Scot called Ross Perth, said that the road had been dark.",
        otherwise=None,
    )
    def _called(self, phrase: DocSpan) -> Person | None:
        words = self._written(phrase).rstrip(" ,")
        called = _CALLED.search(words)
        if called is None:
            return None
        return self._add_words(phrase.start_char + called.start(1), phrase.start_char + called.end(1), words)

    def _add_words(self, start: int, end: int, office: str) -> Person | None:
        entity = self.doc.char_span(start, end, alignment_mode="expand")
        person = self.add(entity) if entity is not None else None
        if person is not None:
            person.gender = person.gender or gender_of(office)
        return person

    def full(self, name: str, at: DocSpan | None = None) -> Person | None:
        """The person whose full name is ``name`` or contains it as a surname or a first name.

        If several fit, the one that the words ``at`` refer to: by *Mr* or *Mrs*, otherwise the last one named.
        """
        if name in self.by_name:
            return self.by_name[name]
        fitting = self.fitting(name) or (self.fitting(rest) if (rest := without_forename(name)) else [])
        return fitting[0] if len(fitting) == 1 else self._meant(fitting, at)

    def fitting(self, name: str) -> list[Person]:
        """The first few people whose full names may contain a name, those with the best kind of match."""
        words = words_of(name)
        bearers = [self._by_surname.get(words[-1], []), *(self._by_word.get(word, []) for word in words[:-1])]
        known = min(bearers, key=len)[:_FEW_BEARERS]
        by_surname = (one for one, full in known if words[-1] == full[-1] and set(words) <= set(full))
        return list(islice(by_surname, _FEW_NAMESAKES)) or self._by_other_name(words)

    def _by_other_name(self, words: list[str]) -> list[Person]:
        return _with_other_name(self._by_word.get(words[0], [])) if len(words) == 1 else []

    def _meant(self, namesakes: list[Person], at: DocSpan | None) -> Person | None:
        if at is None or not namesakes:
            return None
        gender = _gender_at(self.text, at) or gender_of(self._written(at))
        fitting = [person for person in namesakes if person.gender in (None, gender)] if gender else namesakes
        before = [(last.start, one) for one in fitting or namesakes if (last := one.last_before(at.start))]
        if before:
            return max(before, key=lambda pair: pair[0])[1]
        named = [(one.mentions[0].start, one) for one in fitting or namesakes if one.mentions]
        return min(named, key=lambda pair: pair[0])[1] if named else None

    def named_before(self, position: int) -> Iterator[Person]:
        """The people last named before a token, the nearest first, one for each word of a name."""
        before = bisect_left(self._indices, position)
        return (self.by_token[self._indices[at]] for at in range(before - 1, max(0, before - _FEW_NAMES) - 1, -1))

    def words_between(self, first: int, last: int) -> list[int]:
        """The numbers of the tokens from one to before another that are words of a person's name."""
        return self._indices[bisect_left(self._indices, first) : bisect_left(self._indices, last)]

    def in_phrase(self, phrase: DocSpan) -> Person | None:
        """The person that ``phrase`` names, not one who is only mentioned in it (*a spokesman for …*)."""
        root = phrase.root
        if root.i in self.by_token:
            return self.by_token[root.i]
        for index in reversed(self.words_between(phrase.start, phrase.end)):
            token = self.doc[index]
            if not _stands_inside(token, root) and not _is_modifier(token, root):
                return self.by_token[index]
        return None


@rule(
    "man or woman of one surname",
    "Of several persons with one surname, Mr or Mrs right before it, or he or she right after “said”, shows which.",
    "John Miller and Mary Miller went to court. Mr Miller said that the boat was old.",
    otherwise=None,
    part_of=ONE_GENDER,
)
def _gender_at(text: str, name: DocSpan) -> str | None:
    return courtesy_before(text, name.start_char) or _gender_after(name)


def _gender_after(name: DocSpan) -> str | None:
    """``f`` or ``m`` where *she* or *he* follows a name and its verb, with nothing but *that* between."""
    root, doc = name.root, name.doc
    if root.dep_ != "nsubj" or root.head.i != name.end or root.head.i + 1 >= len(doc):
        return None
    first = doc[root.head.i + 1]
    if first.dep_ == "mark" and first.i + 1 < len(doc):
        first = doc[first.i + 1]
    return _PRONOUNS.get(first.lower_) if first.dep_ in ("nsubj", "nsubjpass") else None


def _start(mention: DocSpan) -> int:
    return mention.start


@rule(
    "other name for the full name",
    "A single name is that of whoever has it anywhere in the full name.",
    "Wilma Flores lost her house. Wilma said that she would testify.",
    otherwise=[],
)
def _with_other_name(known: list[tuple[Person, list[str]]]) -> list[Person]:
    return [one for one, _ in islice(known, _FEW_NAMESAKES)]


@rule(
    "gender by given name",
    "A given name that only men or only women bear says whether he or she can stand for the person.",
    "Elizabeth Smith and Robert Jones met in Gulu. Jones said that it rained. She said that it snowed.",
    otherwise=None,
    part_of=ONE_GENDER,
)
def _gender_by_given_name(name: str) -> str | None:
    return gender_of_name(name)


@rule(
    "named only for another",
    "A name inside a phrase about somebody else is not the speaker's: “a spokesman for Ali Khan”.",
    "Ali Khan fell ill. A spokesman for Ali Khan said that it was nothing.",
)
def _stands_inside(token: Token, root: Token) -> bool:
    while token != root and token.head != token:
        if token.dep_ in _INSIDE_ANOTHER:
            return True
        token = token.head
    return False


@rule(
    "named only for a thing",
    "A name before a common noun says which thing or whose people it is: “the Goodson family”.",
    "Robert Miller lost. The Miller campaign said that nobody had called.",
)
def _is_modifier(token: Token, root: Token) -> bool:
    return token.dep_ == "compound" and token.head == root and root.i > token.i and root.text.islower()
