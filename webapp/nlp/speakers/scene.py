"""What is known about an article's people and bodies when a source is read: the basis of each decision."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from webapp.domain import Span, Speaker
from webapp.nlp.persons.descriptions import Descriptions
from webapp.nlp.persons.offices import OfficeHolders
from webapp.nlp.persons.people import People, Person
from webapp.nlp.text import clauses
from webapp.nlp.text.doc import text_of

_DETERMINERS = ("the ", "The ")
_POSSESSIVES = ("'s", "’s")
_LONGEST_NAME = 90


class Scene:
    """The people of one article, and who has spoken so far."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.people = People(doc)
        self.descriptions = Descriptions(self.people)
        self.holders = OfficeHolders(doc, self.people, self.descriptions)
        self.last_person: Person | None = None
        self.last_unnamed: tuple[Speaker, Span] | None = None
        """One person without a name, such as a nurse, where no other person has spoken since."""
        self.last_body: tuple[Speaker, Span] | None = None
        self.last_organisation: tuple[str, Span] | None = None

    def written(self, phrase: DocSpan) -> str:
        """The words of a phrase; ``DocSpan.text`` is slow because it joins the tokens each time."""
        return self.text[phrase.start_char : phrase.end_char]

    def after_dateline(self, phrase: Span) -> Span:
        """A source without the dateline that the parser took for a part of it."""
        article = self.doc._.article
        dateline = article.dateline if article is not None else None
        if dateline is None or not dateline.start <= phrase.start < dateline.end < phrase.end:
            return phrase
        return clauses.trimmed(self.text, Span(dateline.end, phrase.end)) or phrase

    def where_named(self, person: Person, position: int) -> Span | None:
        """Where a person is last named before a token."""
        named = person.last_before(position)
        return span_of(named) if named is not None else None

    def subject_before(self, pronoun: Token) -> Token | None:
        """Whom or what the previous sentence is about, None if there is none."""
        if pronoun.sent.start == 0:
            return None
        return clauses.subject(self.doc[pronoun.sent.start - 1].sent.root)


def plain_name(words: str) -> str:
    """A body's name without *the*, possessive ending, quotation marks and line breaks, shortened if very long."""
    name = " ".join(words.split()).strip(" ,;:\"“”'‘’")
    for determiner in _DETERMINERS:
        name = name.removeprefix(determiner)
    for possessive in _POSSESSIVES:
        name = name.removesuffix(possessive)
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"


def span_of(phrase: DocSpan) -> Span:
    """The characters of a phrase."""
    return Span(phrase.start_char, phrase.end_char)
