"""Personal names as words: what belongs to a name, what accompanies it, and whether it is a man's or a woman's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from webapp.nlp.lexicon.tables import NEVER, alternatives, words
from webapp.nlp.persons.words import PERSON_NOUNS
from webapp.nlp.rules import rule


def _capitalised(*classes: str) -> str:
    return "|".join(sorted((word.title() for word in words("persons", *classes)), key=len, reverse=True)) or NEVER


def _with_endings(gender: str) -> str:
    endings = alternatives("persons", f"{gender}_ending")
    return rf"\b(?:{alternatives('persons', gender)}|\w*(?:{endings}))\b"


ONE_GENDER = "he is no woman"
"""The name of the policy that the rules supply which distinguish men's names from women's."""

_POSSESSIVE = re.compile(r"['’]s?\Z")
_TITLES = re.compile(rf"\A(?:(?:{_capitalised('title')}|{alternatives('person_names', 'title')})\.?\s+)+")
_FORENAMES, _SELDOM = words("title_names", "forename"), words("title_names", "seldom")
_ALONE = words("title_names", "alone")
_PAIRED, _COURTESIES = words("title_names", "paired"), words("persons", "courtesy")
_LETTERS = "|".join(r"\.?".join(word) for word in sorted(words("person_names", "post_nominal"))) or NEVER
_POST_NOMINAL = re.compile(rf"(?:,?\s+(?:{_LETTERS})\.?)+\Z")
_FEMALE = re.compile(_with_endings("female"), re.IGNORECASE)
_MALE = re.compile(_with_endings("male"), re.IGNORECASE)
_COURTESY = re.compile(rf"\b({_capitalised('courtesy')})\.?\s+\Z")
_LONGEST_COURTESY = 12
_OWNER = re.compile(r"\A.*(?:[^\W\d_]['’]s|s['’])\s+", re.DOTALL)
_NICKNAME = r"[\"“‘'(][^\"“”‘’'()\s]{1,20}(?: [^\"“”‘’'()\s]{1,20})?[\"”’')]"
_AFTER_NICKNAME = re.compile(rf" {_NICKNAME} [A-Z][\w’-]+")


def name_spans(doc: Doc, text: str, entities: Iterable[DocSpan]) -> Iterator[DocSpan]:
    """The names of persons that ``entities`` hold, each with the surname that a recognizer may leave out."""
    return (_with_surname_after(doc, text, entity) or entity for entity in entities)


@rule(
    "surname left out",
    "A name goes on with the capitalised word after it that the parser joins to it, or that follows a nickname.",
    "The goalkeeper, LUIS McCORMACK, agreed. McCORMACK said that the grass was wet.",
    otherwise=None,
)
def _with_surname_after(doc: Doc, text: str, name: DocSpan) -> DocSpan | None:
    """The name with a surname that the recognizer left out: *LUIS McCORMACK*, *Miguel "Cholo" Barrientos*."""
    after_nickname = _AFTER_NICKNAME.match(text, name.end_char)
    if after_nickname is not None:
        longer = doc.char_span(name.start_char, after_nickname.end())
        return longer if longer is not None and not longer[-1].ent_type_ else None
    last = name[-1]
    if name.end >= len(doc) or last.dep_ != "compound" or last.head.i != name.end or not last.whitespace_:
        return None
    after = doc[name.end]
    is_surname = after.text[:1].isupper() and not after.ent_type_ and after.text.isalpha() and len(after) > 1
    return doc[name.start : name.end + 1] if is_surname and after.lower_ not in PERSON_NOUNS else None


def clean_name(text: str) -> str:
    """A person's name without title, letters after it, possessive and line breaks."""
    name = _POSSESSIVE.sub("", " ".join(text.split()))
    name = name.removeprefix(_titles_before(name))
    name = name.removesuffix(_letters_after(name)).strip(' ,"“”')
    name = name if name.endswith((" Jr.", " Sr.")) else name.strip(".")
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in PERSON_NOUNS else name


@rule(
    "titles are no part of the name",
    "Titles at the start of a person's name are left out of it.",
    "Prime Minister Azman Hashim said that it rained.",
    otherwise="",
)
def _titles_before(name: str) -> str:
    found = _TITLES.match(name)
    if found is None:
        return ""
    is_alone = len(name[found.end() :].split()) == 1
    return found[0].removesuffix(_given_name_in(found[0], is_alone))


@rule(
    "titles that are given names",
    "The last title is part of the name where it is a given name too and does not belong to the title before it.",
    "Sultan Aydin said that it rained.",
    otherwise="",
)
def _given_name_in(titles: str, is_alone: bool) -> str:
    """The last of some titles, with the space after it, where it is a given name: *Dr Sri Mulyani*, *Mr Prince Obi*.

    ``is_alone`` says whether a single word follows the titles.
    """
    *others, last = titles.lower().split()
    before = others[-1].strip(".") if others else ""
    is_forename = last in _FORENAMES or (is_alone and last in _ALONE)
    is_name = (is_forename and before not in _PAIRED) or (last in _SELDOM and before in _COURTESIES)
    return titles[titles.lower().rindex(last) :] if is_name else ""


def without_forename(name: str) -> str:
    """A name without a first word that may be a title after all: *Mohammed* for *Sheikh Mohammed*; "" for others."""
    first, _, rest = name.partition(" ")
    return rest if first.lower() in _FORENAMES | _ALONE else ""


@rule(
    "letters after the name",
    "Letters for degrees and honours at the end of a person's name are left out of it.",
    "Helen Fairweather KC said that it rained.",
    otherwise="",
)
def _letters_after(name: str) -> str:
    found = _POST_NOMINAL.search(name)
    return found[0] if found is not None else ""


def words_of(name: str) -> list[str]:
    """The words of a name as used in comparisons: without *Jr.*, and *McCORMACK* as *McCormack*, *Al-* as *al-*."""
    found = [word.casefold() for word in name.split()]
    return found[:-1] if len(found) > 1 and found[-1] in ("jr.", "sr.", "jr", "sr") else found


def gender_of(phrase: str) -> str | None:
    """``f`` or ``m`` if a title or a noun in the words says so, None if neither or both do."""
    female, male = _FEMALE.search(phrase) is not None, _MALE.search(phrase) is not None
    return None if female == male else "f" if female else "m"


def without_owner(phrase: str) -> str:
    """A phrase without those whom it is about: *lawyer* for *his wife's lawyer*."""
    return _OWNER.sub("", phrase)


def courtesy_before(text: str, start: int) -> str | None:
    """``f`` or ``m`` if a title such as *Mrs* comes right before a name."""
    title = _COURTESY.search(text, max(0, start - _LONGEST_COURTESY), start)
    return gender_of(title[1]) if title is not None else None
