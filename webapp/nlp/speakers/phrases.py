"""Which person the words of a source name, or refer to by an office."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.persons.names import clean_name, words_of
from webapp.nlp.persons.people import Person
from webapp.nlp.persons.words import PERSON_NOUNS
from webapp.nlp.rules import rule
from webapp.nlp.speakers.bodies import COLLECTIVE
from webapp.nlp.speakers.resolved import Found, Way
from webapp.nlp.speakers.scene import Scene, span_of

_LONGEST_PERSON = 4


class Phrases:
    """Resolves those sources of one article that are phrases, if they refer to a person."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.doc: Doc = scene.doc

    def of(self, tokens: DocSpan) -> tuple[Person | None, Found | None]:
        """The person a phrase refers to, and how that was decided; None if it refers to a body."""
        people = self.scene.people
        person = people.named_at_the_end(tokens) or people.in_phrase(tokens)
        if person is not None:
            return person, self._named(person, tokens)
        person = self._surname(tokens) or self._apposed(tokens)
        if person is not None:
            return person, self._named(person, tokens)
        person = self.scene.holders.holder(tokens)
        if person is None:
            return None, None
        return person, Found(Speaker(person.name), Way.OFFICE, person.told_at)

    def _named(self, person: Person, tokens: DocSpan) -> Found:
        written = clean_name(self.scene.written(tokens))
        speaker = Speaker(person.name, self.scene.descriptions.of(person, span_of(tokens)))
        if speaker.name in " ".join(self.scene.written(tokens).split()):
            return Found(speaker, Way.NAMED)
        parts = set(words_of(person.name))
        short = " ".join(word for word in written.split() if word.casefold() in parts)
        fitting = self.scene.people.fitting(short or person.name)
        return Found(speaker, Way.SHORT, self._in_full(person), max(1, len(fitting)))

    def _in_full(self, person: Person) -> Span | None:
        """Where the person is first named in full."""
        for mention in person.mentions:
            if person.name in " ".join(self.scene.written(mention).split()):
                return span_of(mention)
        return span_of(person.mentions[0]) if person.mentions else None

    @rule(
        "surname that was not recognised",
        "A source of a known surname, alone or after an office, is its bearer, whatever the recognizer took it for.",
        "Helga Olsen is ill. OLSEN said that the road had been dark.",
        otherwise=None,
    )
    def _surname(self, tokens: DocSpan) -> Person | None:
        root = tokens.root
        if not root.text[:1].isupper() or root.idx in self.scene.people.places:
            return None
        alone = root.i == tokens.start and (len(tokens) == 1 or tokens[1].text in (",", "(", "–", "—", "―"))
        titled = root.i == tokens.end - 1 and all(token.lower_ in PERSON_NOUNS for token in tokens[:-1])
        return self.scene.people.full(root.text) if alone or titled else None

    @rule(
        "name beside the office",
        "A capitalised name in apposition to a source's office is the speaker's, where the recognizer saw none.",
        "A shepherd, Okello, said that the water was poisoned.",
        otherwise=None,
    )
    def _apposed(self, tokens: DocSpan) -> Person | None:
        root = tokens.root
        if not root.text.islower() or root.i + 1 >= tokens.end or root.text in COLLECTIVE:
            return None
        name = next((child for child in root.rights if child.dep_ == "appos" and child.i < tokens.end), None)
        if name is None or name.i == root.i + 1:
            return None
        first = name.left_edge
        parts = [token for token in self.doc[first.i : name.i + 1] if not token.is_punct]
        is_name = len(parts) <= _LONGEST_PERSON and all(part.text[0].isupper() for part in parts)
        if first.nbor(-1).text != "," or not is_name:
            return None
        return self.scene.people.add(self.doc[first.i : name.i + 1])
