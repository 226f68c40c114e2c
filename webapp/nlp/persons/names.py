"""Names of persons as words: what belongs to a name, what stands before and after it, and what it tells of gender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from webapp.nlp.persons.words import PERSON_NOUNS

_POSSESSIVE = re.compile(r"['’]s?\Z")
_TITLE_WORDS = """Mr Mrs Ms Miss Mx Dr Prof Professor Sir Dame Lord Lady Rev Reverend Fr Father Sister Hon Honourable
    Rt Sen Senator Rep Representative Congressman Congresswoman Gov Governor Gen General Brig Brigadier Col Colonel
    Lt Lieutenant Capt Captain Cmdr Adm Admiral Maj Major Sgt Sergeant Cpl Corporal Pte Pvt Private Staff Warrant
    Judge Justice Magistrate President Vice-President Minister Chancellor King Queen Prince Princess
    Pope Cardinal Archbishop Bishop Pastor Rabbi Councillor Councilman Councilwoman Cllr Ambassador Premier Mayor
    Chief Sheriff Deputy Inspector Insp Superintendent Supt Det Detective Constable Con PC DC DI DCI DS DCS DSP ASP SP
    DCOP ACP Ch Officer Commissioner Lawyer Attorney Advocate Adv Barrister Barr Engineer Engr Farmer Fisherman
    Shopkeeper Teacher Activist Resident Spokesman Spokeswoman Spokesperson Commander Lawmaker Sheikh Ayatollah Mullah
    Imam Maulana Alhaji Hajiya Haji Hajia Datuk Dato Sri Seri Tun Shri Smt Ustaz Herr Frau Monsieur Madame Señor
    Señora Signor Signora Msgr Monsignor Prime""".split()
_TITLES = re.compile(rf"\A(?:(?:{'|'.join(_TITLE_WORDS)})\.?\s+)+")
_POST_NOMINAL = re.compile(
    r"(?:,?\s+(?:KC|QC|SC|SAN|MP|MEP|MLA|MNA|TD|MBE|OBE|CBE|DBE|KBE|PhD|Ph\.D\.?|MD|M\.D\.?|Esq\.?|RN|CPA))+\Z"
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Madame|Señora|Signora|Hajia|Hajiya|\w*woman|\w*mother|\w*sister"
    r"|\w*daughter|aunt|niece|(?:house)?wife|widow|girl|girlfriend|actress|waitress)\b",
    re.I,
)
_MALE = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Pope|Monsieur|Señor|Signor|(?:spokes|chair|business|police|states|congress|council"
    r"|fisher|sports|crafts|camera|front|work|states|assembly|herds|fire|barrow|trades)?man|\w*father|\w*brother"
    r"|(?:grand|step|god)?son|uncle|nephew|husband|widower|boy|boyfriend|actor|waiter)\b",
    re.I,
)
_COURTESY = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Dame|Lady|Lord|Madame|Monsieur)\.?\s+\Z")
_NICKNAME = r"[\"“‘'(][^\"“”‘’'()\s]{1,20}(?: [^\"“”‘’'()\s]{1,20})?[\"”’')]"
_CLOSING = {'"': '"', "“": "”", "‘": "’", "'": "'", "(": ")"}
_PARTICLES = (
    "bin|binti|binte|ibn|bint|anak|a/l|a/p|al|el|ul|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|zu|y|e"
)
_WITHIN_A_NAME = re.compile(rf"[ \u00a0](?:{_NICKNAME} |(?:(?:{_PARTICLES}) )+)?\Z")
_AFTER_NICKNAME = re.compile(rf" {_NICKNAME} [A-Z][\w’-]+")
_SHORTENED = frozenset(("Mohd", "Md", "Muhd", "Wm", "Geo", "Chas", "Jos", "Thos", "Abd"))


def name_spans(doc: Doc, text: str, entities: Iterable[DocSpan]) -> Iterator[DocSpan]:
    """The names of persons among ``entities``, each whole: recognizers cut *Anjali Singh Yadav* into two."""
    whole: DocSpan | None = None
    for entity in entities:
        if whole is not None and _is_one_name(text, whole, entity):
            whole = doc[whole.start : entity.end]
            continue
        if whole is not None:
            yield _lengthened(doc, text, whole)
        whole = entity
    if whole is not None:
        yield _lengthened(doc, text, whole)


def _is_one_name(text: str, first: DocSpan, second: DocSpan) -> bool:
    between = text[first.end_char : second.start_char]
    if between.strip() == "." and first.text.rpartition(" ")[2] in _SHORTENED:
        return True
    if first.text.endswith(("'s", "’s")):
        return False
    opens = _CLOSING.get(between.strip())
    if opens is not None:
        return between.startswith(" ") and text[second.end_char : second.end_char + 1] == opens
    closes = len(between) == 2 and between[0] in _CLOSING.values() and between[1] == " " and "\n" not in first.text
    return (closes and text[first.start_char] not in _CLOSING) or _WITHIN_A_NAME.fullmatch(between) is not None


def _lengthened(doc: Doc, text: str, name: DocSpan) -> DocSpan:
    """The name with a surname after it that the recognizer left out: *LUIS McCORMACK*, *Miguel "Cholo" Barrientos*."""
    after_nickname = _AFTER_NICKNAME.match(text, name.end_char)
    if after_nickname is not None:
        longer = doc.char_span(name.start_char, after_nickname.end())
        return longer if longer is not None and not longer[-1].ent_type_ else name
    last = name[-1]
    if name.end >= len(doc) or last.dep_ != "compound" or last.head.i != name.end or not last.whitespace_:
        return name
    after = doc[name.end]
    is_surname = after.text[:1].isupper() and not after.ent_type_ and after.text.isalpha() and len(after) > 1
    return doc[name.start : name.end + 1] if is_surname and after.lower_ not in PERSON_NOUNS else name


def clean_name(text: str) -> str:
    """A person's name without title, letters after it, possessive and line breaks."""
    name = _POSSESSIVE.sub("", " ".join(text.split()))
    name = _POST_NOMINAL.sub("", _TITLES.sub("", name)).strip(' ,"“”')
    name = name if name.endswith((" Jr.", " Sr.")) else name.strip(".")
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in PERSON_NOUNS else name


def words_of(name: str) -> list[str]:
    """The words of a name as names are compared: without *Jr.*, and *McCORMACK* as *McCormack*, *Al-* as *al-*."""
    words = [word.casefold() for word in name.split()]
    return words[:-1] if len(words) > 1 and words[-1] in ("jr.", "sr.", "jr", "sr") else words


def gender_of(words: str) -> str | None:
    """``f`` or ``m`` where a title or a noun in ``words`` tells, None where neither or both do."""
    female, male = _FEMALE.search(words) is not None, _MALE.search(words) is not None
    return None if female == male else "f" if female else "m"


def courtesy_before(text: str, start: int) -> str | None:
    """``f`` or ``m`` where a title such as *Mrs* stands right before a name."""
    title = _COURTESY.search(text, max(0, start - 12), start)
    return gender_of(title[1]) if title is not None else None
