"""Resolves the source of each claim to a speaker: surname to full name, pronoun and title to their holder."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.claims.attributed import Attributed
from webapp.nlp.persons.names import clean_name, gender_of
from webapp.nlp.persons.offices import OfficeHolders, is_an_age
from webapp.nlp.persons.people import People, Person
from webapp.nlp.persons.words import PERSON_NOUNS
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of
from webapp.nlp.text.spans import SpanIndex

_GENDERED = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_PLURAL = {"they", "them", "their", "we", "us", "our", "i", "you"}
_NEUTER = {"it", "its", "this", "that", "which"}
_UNNAMED = {"who", "whom", "one", "some", "many", "others", "both", "all", "these", "those", "what", "there", "none"}
_DETERMINERS = ("the ", "The ")
_BODIES = {"GPE", "ORG", "NORP"}
_TIMES = {"DATE", "TIME"}
_WHEN = re.compile(r"\s+(?:(?:late|early)\s+)?on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")
_ONE_OF_MANY = frozenset(("a", "an", "one", "another", "his", "her"))
_WRITINGS = frozenset("article book document letter message poll post report review statement study survey".split())
_ANY_BODY = frozenset(
    """agency association body broadcaster charity company firm foundation group institute movement network newspaper
    organisation organization outlet site think-tank website""".split()
)
"""Words for bodies of any name; *the council* is none but one that is called so."""
_POINTING = frozenset(("those", "these"))
_ORDINALS = frozenset("first second third other latter former last".split())
_MODIFIERS = frozenset(("compound", "poss", "amod", "nmod"))
_FAR_BACK = 300
_LONGEST_NAME = 90
_FEW_BODIES = 200
_LONGEST_PERSON = 4
_COLLECTIVE = frozenset(
    """agency army association body broadcaster bureau charity club commission committee company council court daily
    firm foundation government group institute ministry movement network newspaper office organisation organization
    outlet paper party police site think-tank tribe union university website""".split()
)


class Speakers:
    """Finds the speaker of each claim of one parsed article; claims must come in text order."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.people = People(doc)
        self.bodies = [entity for entity in doc.ents if entity.label_ in _BODIES]
        self.holders = OfficeHolders(doc, self.people)
        self.last_person: Person | None = None
        self.last_at = 0
        self.last_body: Speaker | None = None
        self.last: Speaker | None = None
        self.last_organisation: str | None = None
        self.told = SpanIndex(())

    def of(self, claims: list[Attributed]) -> list[Speaker | None]:
        """The speaker of each claim, None where the article names nobody."""
        self.told = SpanIndex(_joined(span for claim in claims for span in claim.content))
        found = [self._of(claim) for claim in claims]
        described = {speaker.name: speaker for speaker in found if speaker is not None and speaker.description}
        return [described.get(speaker.name, speaker) if speaker is not None else None for speaker in found]

    def _of(self, claim: Attributed) -> Speaker | None:
        if claim.same_speaker:
            return self.last
        phrase = claim.named_by or (claim.source[0] if claim.source else None)
        speaker = self._resolve(phrase) if phrase is not None else None
        if speaker is not None and phrase is not None:
            self.last = speaker
            tokens = self.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
            self.last_at = tokens.start if tokens is not None else self.last_at
        return speaker

    def _resolve(self, phrase: Span) -> Speaker | None:
        tokens = self.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        if tokens is None or not len(tokens):
            return None
        written = self._written(tokens).strip(" ,")
        # WHO, US and IT are bodies, unless all is written in capitals.
        word = "" if written.isupper() and len(written) > 1 and not tokens.sent.text.isupper() else written.lower()
        if word in _GENDERED:
            return self._person(self._antecedent(tokens[0], _GENDERED[word]))
        if word in _NEUTER:
            return self._body_before(tokens[0])
        if word in _PLURAL:
            return self._several_before(tokens[0]) or self.last_body
        if word in _UNNAMED:
            return None
        person = (
            self.people.named_at_the_end(tokens)
            or self.people.in_phrase(tokens)
            or self._beside(tokens.root)
            or self._surname(tokens)
            or self._introduced(tokens)
        )
        if person is not None:
            return self._person(person, phrase)
        holder = self.holders.of(tokens, self._last_named(), self.last_at)
        if holder is None and is_an_age(tokens):
            holder = self._told_of_before(tokens[0])
        return self._person(holder) if holder is not None else self._body(tokens)

    def _person(self, person: Person | None, phrase: Span | None = None) -> Speaker | None:
        if person is None:
            return None
        self.last_person = person
        written = clean_name(phrase.of(self.text)) if phrase is not None else ""
        name = written if _is_longer_name(written, person.name) else person.name
        return Speaker(name, self.people.describe(person, phrase))

    def _beside(self, noun: Token) -> Person | None:
        """The person beside whose name the noun stands: *Umm Hassan, a widow from Mosul, who asked …*."""
        return self.people.by_token.get(noun.head.i) if noun.dep_ == "appos" else None

    def _last_named(self) -> Person | None:
        """Who spoke last, where that is a person with a name."""
        person = self.last_person
        return person if person is not None and self.last is not None and self.last.name == person.name else None

    def _surname(self, tokens: DocSpan) -> Person | None:
        """A known surname that the recognizer took for something else, or for nothing."""
        root = tokens.root
        if not root.text[:1].isupper() or root.idx in self.people.places:
            return None
        alone = root.i == tokens.start and (len(tokens) == 1 or tokens[1].text in (",", "(", "–", "—"))
        titled = root.i == tokens.end - 1 and all(token.lower_ in PERSON_NOUNS for token in tokens[:-1])
        return self.people.full(root.text) if alone or titled else None

    def _introduced(self, tokens: DocSpan) -> Person | None:
        """Somebody whose name stands beside the office: *a spokesman, Ali Haidar,* where no recognizer saw a person."""
        root = tokens.root
        if not root.text.islower() or root.i + 1 >= tokens.end or root.text in _COLLECTIVE:
            return None
        name = next((child for child in root.rights if child.dep_ == "appos" and child.i < tokens.end), None)
        if name is None or name.i == root.i + 1:
            return None
        first = name.left_edge
        words = [token for token in self.doc[first.i : name.i + 1] if not token.is_punct]
        if (
            first.nbor(-1).text != ","
            or len(words) > _LONGEST_PERSON
            or not all(word.text[0].isupper() for word in words)
        ):
            return None
        return self.people.add(self.doc[first.i : name.i + 1])

    def _antecedent(self, pronoun: Token, gender: str) -> Person | None:
        named = self.people.words_between(pronoun.sent.start, pronoun.i)
        subjects = (self.people.by_token[i] for i in reversed(named) if self.doc[i].dep_ in clauses.SUBJECTS)
        told_of = self._told_of_before(pronoun)
        others = (person for person in (told_of, self.last_person) if person)
        recent = chain(subjects, others, self._named_before(pronoun))
        found = next((person for person in recent if person.gender in (None, gender)), None)
        if found is not None and found.gender is None:
            found.gender = gender
        return found

    def _told_of_before(self, pronoun: Token) -> Person | None:
        """The person that the sentence before is about, unless somebody is only quoted as speaking of them."""
        head = self._subject_before(pronoun)
        if head is None:
            return None
        named = self.people.by_token.get(head.i) or (self.people.full(head.text) if head.text[:1].isupper() else None)
        return named or self._unnamed(head)

    def _unnamed(self, noun: Token) -> Person | None:
        """Somebody of whom only the office is told: *The prosecutor did not believe him. She said …*."""
        if noun.text not in PERSON_NOUNS:
            return None
        named = next((self.people.by_token[token.i] for token in noun.subtree if token.i in self.people.by_token), None)
        if named is not None:
            return named
        phrase = self.doc[noun.left_edge.i : noun.i + 1]
        return self.holders.of(phrase, None, 0) or Person(self._name(phrase.text), gender=gender_of(phrase.text))

    def _named_before(self, pronoun: Token) -> Iterator[Person]:
        return self.people.named_before(pronoun.i)

    def _several_before(self, pronoun: Token) -> Speaker | None:
        """Those whom the sentence before is about: *Assessment teams reached the valley. They reported …*."""
        head = self._subject_before(pronoun)
        if pronoun.lower_ != "they" or head is None or not head.text.islower() or not head.text.endswith("s"):
            return None
        return Speaker(self._name(self.doc[head.left_edge.i : head.i + 1].text))

    def _subject_before(self, pronoun: Token) -> Token | None:
        if pronoun.sent.start == 0:
            return None
        head = clauses.subject(self.doc[pronoun.sent.start - 1].sent.root)
        return None if head is None or self.told.covers(head.idx) else head

    def _body_before(self, pronoun: Token) -> Speaker | None:
        """The state or body that *it* stands for: the nearest subject before, otherwise the last such speaker."""
        head = self._subject_before(pronoun)
        if head is not None and head.text in _COLLECTIVE | _WRITINGS:
            return Speaker(self._longer_name(self._name(self.doc[head.left_edge.i : head.i + 1].text), head))
        start = max(0, pronoun.sent.start - 60)
        nearest = [
            entity
            for entity in self._bodies_before(pronoun.i)
            if entity.start >= start and entity.root.dep_ in clauses.SUBJECTS
        ]
        if nearest:
            return Speaker(self._name(nearest[-1].text))
        return self.last_body

    def _bodies_before(self, position: int) -> list[DocSpan]:
        """The last few states and bodies that are named before a token."""
        before = bisect_left(self.bodies, position, key=lambda entity: entity.start)
        return self.bodies[max(0, before - _FEW_BODIES) : before]

    def _body(self, tokens: DocSpan) -> Speaker | None:
        words = self._written(tokens)
        if tokens[0].lower_ in _POINTING:
            return Speaker(self._name(words))
        first, comma, rest = words.partition(", ")
        if comma and first.lower().removeprefix("the ") in _ORDINALS:
            words = rest
        for stop in (", who", ", which", " who ", " which ", ",", " - ", " – ", " — ", " ("):
            cut = words.find(stop)
            if cut > 2:
                words = words[:cut]
        name = self._name(_WHEN.sub("", words))
        if not any(character.isalpha() for character in name) or tokens.root.ent_type_ in _TIMES:
            return None
        full = self._longer_name(name, tokens.root)
        speaker = Speaker(full)
        self.last_body = speaker
        if tokens.root.ent_type_ == "ORG":
            self.last_organisation = full
        if _is_somebody(tokens):
            self.last_person = Person(full, gender=gender_of(full))
        return speaker

    def _longer_name(self, name: str, root: Token) -> str:
        """*the ministry* as the body named before: *Ministry of Water*."""
        if len(name.split()) > 1 or name[:1].isupper():
            return name
        title = name.capitalize()
        named = (
            entity.text
            for entity in reversed(self._bodies_before(root.i))
            if entity.label_ == "ORG" and title in entity.text.split() and len(entity.text.split()) > 1
        )
        found = next(named, None)
        if found is None and name in _ANY_BODY:
            found = self.last_organisation
        return self._name(found or self._told_before(name, root) or name)

    def _told_before(self, noun: str, root: Token) -> str | None:
        """The fuller words for the same thing earlier: *the source* is *a security source* of the sentence before."""
        word = get_string_id(noun)
        for token in reversed(list(self.doc[max(0, root.i - _FAR_BACK) : root.i])):
            if token.lower == word and any(child.dep_ in _MODIFIERS for child in token.lefts):
                words = self.doc[token.left_edge.i : token.i + 1].text
                return words.split(" ", 1)[-1] if words.lower().startswith(("a ", "an ")) else words
        return None

    def _written(self, phrase: DocSpan) -> str:
        """The words of a phrase; ``DocSpan.text`` puts them together anew, token by token."""
        return self.text[phrase.start_char : phrase.end_char]

    @staticmethod
    def _name(words: str) -> str:
        name = " ".join(words.split()).strip(" ,;:\"“”'‘’")
        for determiner in _DETERMINERS:
            name = name.removeprefix(determiner)
        for possessive in ("'s", "’s"):
            name = name.removesuffix(possessive)
        return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The stretches that spans cover together, none of which overlaps another."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _is_somebody(tokens: DocSpan) -> bool:
    """Whether the phrase tells of one person without a name: *a 26-year-old herder*, *her husband*."""
    root = tokens.root
    unnamed = tokens[0].lower_ in _ONE_OF_MANY and not root.ent_type_ and root.text.islower()
    return (
        unnamed
        and root.lower_ not in _COLLECTIVE | _WRITINGS
        and not any(child.dep_ == "conj" for child in root.children)
    )


def _is_longer_name(written: str, known: str) -> bool:
    """Whether the source writes a first name before a surname that the recognizer took for the whole name."""
    words = written.split()
    return " " not in known and len(words) in (2, 3) and words[-1] == known and all(word[0].isupper() for word in words)
