"""What a place name can mean besides the place: its government ("Islamabad denied it") or its people."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from gazetteer.place import NameKind, Place, Precision
from webapp.domain import MentionKind
from webapp.nlp.lexicon.place_words import ORGANISATION_WORDS
from webapp.nlp.lexicon.tables import column, words
from webapp.nlp.places.company import distance_km
from webapp.nlp.rules import rule
from webapp.nlp.toponyms.span import PlaceSpan

GOVERNMENT, PEOPLE = "government", "people"
_SEAT_KM = 40.0
"""How far the site of a seat of power may be from the point of its city."""
_SEATS_OF_POWER = frozenset({"PPLC", "PPLG", "PPLA", "ADM1"})
_FURTHER_SEATS = frozenset(
    (
        "geonames:2747373",  # The Hague, government of the Netherlands
        "geonames:3911925",  # La Paz, government of Bolivia
        "geonames:2394819",  # Cotonou, government of Benin
        "geonames:282239",  # Ramallah, Palestinian Authority
        "geonames:1166993",  # Rawalpindi, general headquarters of Pakistan's army
    )
)
"""Cities that stand for a government or an army, though GeoNames gives them another code."""
_ACTS, _SPOTS, _GOING, _REACHING = (words("senses", name) for name in ("acts", "spots", "going", "reaching"))
_ENDINGS = ("s", "es", "d", "ed", "ing")


def sense_of(doc: Doc, span: PlaceSpan, place: Place | None) -> str:
    """``government`` where a state's seat says something or is named for who sits there; ``people`` for a people."""
    if place is None:
        return ""
    if span.kind is MentionKind.DEMONYM:
        return PEOPLE
    if span.kind is not MentionKind.TOPONYM:
        return ""
    token = doc.char_span(span.span.start, span.span.end, alignment_mode="expand")
    if token is None:
        return ""
    if is_metonym(span, place):
        return GOVERNMENT if is_seat_as_government(token.root) else ""
    return GOVERNMENT if is_acting_seat(place, token.root) else ""


@rule(
    "seat of power",
    "The name of a seat of power stands for who sits there, unless something is at it, goes to it or is done to it.",
    "Downing Street is drafting a new law on housing.",
)
def is_seat_as_government(root: Token) -> bool:
    """Whether the name of a seat of power is not used for the building itself."""
    return not _is_spot(root)


@rule(
    "capital that acts",
    "A country, state or capital that says something or acts in words stands for its government.",
    "Moscow denied the report on Monday.",
)
def is_acting_seat(place: Place, root: Token) -> bool:
    """Whether a government's seat is the subject of what governments say and do in words."""
    return _is_seat(place) and _acts(root)


def acts_in_words(doc: Doc, span: PlaceSpan) -> bool:
    """Whether a name is the subject of what governments say and do in words, whatever place it is."""
    if span.kind is not MentionKind.TOPONYM:
        return False
    token = doc.char_span(span.span.start, span.span.end, alignment_mode="expand")
    return token is not None and _acts(token.root)


def is_metonym(span: PlaceSpan, place: Place) -> bool:
    """Whether the words are not the place's own name, but the name of a seat of power in it: "Downing Street"."""
    return any(
        match.name.kind is NameKind.METONYM and distance_km(match.place, place) <= _SEAT_KM for match in span.matches
    )


def _is_seat(place: Place) -> bool:
    return place.precision is Precision.COUNTRY or place.feature_code in _SEATS_OF_POWER or place.id in _FURTHER_SEATS


def _acts(root: Token) -> bool:
    """Whether a word, or what it is joined to with "and", is the subject of such a verb."""
    while root.dep_ == "conj" and root.head is not root:
        root = root.head
    return root.dep_ == "nsubj" and _verb(root.head.lower_) in _ACTS


def _is_spot(root: Token) -> bool:
    """Whether something is at, goes to or is done to the building itself."""
    head = root.head
    while root.dep_ in ("conj", "appos") and head is not root:
        root, head = head, head.head
    if root.dep_ in ("dobj", "obj", "nsubjpass"):
        return head.lower_ in _REACHING
    if root.dep_ != "pobj":
        return False
    if head.dep_ == "agent":
        return False
    if head.lower_ in ("to", "from"):
        return head.head.lower_ in _GOING
    return head.lower_ in _SPOTS


def kind_of(doc: Doc, span: PlaceSpan) -> MentionKind:
    """The kind of mention that a span is, given the longer name around it."""
    return MentionKind.EMBEDDED if opens_a_body(doc, span) else span.kind


@rule(
    "people that opens a body's name",
    "A people's name that is only the first word of a body's name is part of that name.",
    "The Norwegian Refugee Council sent tents to Bangui.",
)
def opens_a_body(doc: Doc, span: PlaceSpan) -> bool:
    """Whether a people's name is only the first word of a body's: "African" of "the African Union"."""
    if span.kind is not MentionKind.DEMONYM:
        return False
    token = doc.char_span(span.span.start, span.span.end)
    if token is None or token.end >= len(doc) or token[0].ent_type_ != "ORG" or doc[token.end].ent_iob_ != "I":
        return False
    last = token.end
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_ == "ORG":
        last += 1
    return doc[last].text[:1].isupper() and doc[last].lower_ in ORGANISATION_WORDS


def _verb(form: str) -> str:
    """The base form of a regular or common verb, good enough for looking it up."""
    if form in _ACTS:
        return form
    irregular = column("senses", "base").get(form)
    if irregular:
        return irregular
    for ending in _ENDINGS:
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            for base in (stem, f"{stem}e", stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem):
                if base in _ACTS:
                    return base
    return form
