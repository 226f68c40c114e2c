"""Whom a pronoun refers to: *he* and *she* to a person, *it* and *they* to a body or to several people."""

from __future__ import annotations

from spacy.tokens import Token

from webapp.domain import Speaker
from webapp.nlp.lexicon.tables import column, words
from webapp.nlp.persons.names import ONE_GENDER, gender_of, without_owner
from webapp.nlp.persons.people import Person
from webapp.nlp.rules import rule
from webapp.nlp.speakers.bodies import Bodies
from webapp.nlp.speakers.resolved import Found, Way
from webapp.nlp.speakers.scene import Scene
from webapp.nlp.text import clauses

PERSON = column("pronouns", "gender")
BODY = words("pronouns", "body")
PRONOUNS = words("pronouns", "person", "body", "unnamed")
_NEAR = 60


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(self, scene: Scene, bodies: Bodies) -> None:
        self.scene = scene
        self.bodies = bodies

    def of(self, pronoun: Token, word: str) -> tuple[Person | None, Found | None]:
        """What a pronoun refers to, and the person if it is one."""
        if word in PERSON:
            return self._person(pronoun, PERSON[word])
        if word in BODY:
            return None, self.bodies.spoke_last()
        return None, None

    def _person(self, pronoun: Token, gender: str) -> tuple[Person | None, Found | None]:
        ways = (
            (Way.SAME_SENTENCE, self._of_this_sentence),
            (Way.SENTENCE_BEFORE, self._of_the_sentence_before),
            (Way.SPOKE_LAST, self._spoke_last),
            (Way.NAMED_LAST, self._named_last),
        )
        for way, look in ways:
            unnamed = self._unnamed(pronoun, gender) if way is Way.SPOKE_LAST else None
            if unnamed is not None:
                return None, unnamed
            person = look(pronoun, gender)
            if person is not None:
                where = self.scene.where_named(person, pronoun.i)
                return person, Found(Speaker(person.name), way, where, self._fitting(pronoun, gender), person.gender)
        return None, None

    @rule(
        "pronoun for the subject of its sentence",
        "He or she stands for whom the sentence is about before it.",
        "Rosa Lima, a nurse, left early. After Ada Mamani had left, she said that it rained.",
        otherwise=None,
    )
    def _of_this_sentence(self, pronoun: Token, gender: str) -> Person | None:
        people = self.scene.people
        for index in reversed(people.words_between(pronoun.sent.start, pronoun.i)):
            person = people.by_token[index]
            if self.scene.doc[index].dep_ in clauses.SUBJECTS and not _is_other(person, gender):
                return person
        return None

    @rule(
        "pronoun for the subject of the sentence before",
        "He or she stands for whom the sentence before is about.",
        "Governor Amina Diallo opened the bridge on Monday. She said that the road was open.",
        otherwise=None,
    )
    def _of_the_sentence_before(self, pronoun: Token, gender: str) -> Person | None:
        head = self.scene.subject_before(pronoun)
        if head is None:
            return None
        people = self.scene.people
        person = people.by_token.get(head.i) or (people.full(head.text) if head.text[:1].isupper() else None)
        return None if person is None or _is_other(person, gender) else person

    @rule(
        "pronoun for a speaker without a name",
        "He or she stands for the nurse or the mayor's deputy who spoke last, where nobody was named since.",
        "“The river rose,” said the mayor's deputy. He said that it had rained.",
        otherwise=None,
    )
    def _unnamed(self, pronoun: Token, gender: str) -> Found | None:
        if self.scene.last_unnamed is None:
            return None
        speaker, where = self.scene.last_unnamed
        people, heard = self.scene.people, self.scene.doc.char_span(where.start, where.end, alignment_mode="expand")
        since = people.words_between(heard.end if heard is not None else 0, pronoun.i)
        if any(not _is_other(people.by_token[index], gender) for index in since):
            return None
        fits = gender_of(without_owner(speaker.name)) in (None, gender)
        return Found(speaker, Way.SPOKE_LAST, where, self._fitting(pronoun, gender)) if fits else None

    @rule(
        "pronoun for who spoke last",
        "He or she stands for the last person who spoke.",
        "“The river rose,” said Ada Mamani. It had rained. “We lost it all,” she said.",
        otherwise=None,
    )
    def _spoke_last(self, pronoun: Token, gender: str) -> Person | None:
        person = self.scene.last_person
        return None if person is None or _is_other(person, gender) else person

    @rule(
        "pronoun for who was named last",
        "He or she stands for the person named last before it.",
        "It had rained on Rosa Lima. “We lost it all,” she said.",
        otherwise=None,
    )
    def _named_last(self, pronoun: Token, gender: str) -> Person | None:
        named = self.scene.people.named_before(pronoun.i)
        return next((person for person in named if not _is_other(person, gender)), None)

    def _fitting(self, pronoun: Token, gender: str) -> int:
        """How many persons named a little before could be meant."""
        people = self.scene.people
        near = people.words_between(max(0, pronoun.i - _NEAR), pronoun.i)
        persons = (people.by_token[index] for index in near)
        return max(1, len({person.name for person in persons if person.gender in (None, gender)}))


@rule(
    ONE_GENDER,
    "He stands for nobody who is known to be a woman, and she for no man.",
    "Elizabeth Smith and Robert Jones met in Gulu. Jones said that it rained. She said that it snowed.",
    policy="Nobody's words are given to somebody of the other gender.",
)
def _is_other(person: Person, gender: str) -> bool:
    return person.gender not in (None, gender)
