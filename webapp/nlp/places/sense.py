"""What a place name stands for beside the place: its government ("Islamabad denied it") or its people."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from gazetteer.place import NameKind, Place, Precision
from webapp.domain import MentionKind
from webapp.nlp.lexicon.place_words import ORGANISATION_WORDS
from webapp.nlp.places.company import distance_km
from webapp.nlp.toponyms.span import PlaceSpan

GOVERNMENT, PEOPLE = "government", "people"
_SEAT_KM = 40.0
"""How far the site of a seat may lie from the point of the city that it is said for."""
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
"""Cities that a government or an army is called by, though GeoNames knows them by another code."""
_ACTS = frozenset(
    """accept accuse admit agree allege announce ask assert back ban blame call claim condemn confirm criticise
    criticize decide declare demand denounce deny dismiss expel express impose insist invite maintain negotiate
    offer oppose order pledge promise protest reject reply request respond sanction say sign summon tell
    threaten urge veto vow warn welcome""".split()
)
"""Verbs of what governments say and do in words."""
_ENDINGS = ("s", "es", "d", "ed", "ing")
_WHERE = frozenset(
    """above across along around at behind below beneath beside by facing in inside into near on onto opposite outside
    over past round through throughout toward towards under via within""".split()
)
"""Prepositions that make the seat a spot on the map: *outside the Kremlin*."""
_GOING = frozenset(
    """arrive arrived arrives arriving came come comes coming drive driven drives driving drove fled flee flees fleeing
    fly flying flew go goes going gone headed heading hurried hurry left march marched marches marching meters metres
    miles kilometres kilometers moved moving raced ran return returned returning returns road route run running rushed
    rush stroll strolled taken travel traveled traveling travelled travelling took tour trip visit visits walk walked
    walking walks went yards""".split()
)
"""What makes *to* and *from* a way: *marched to the White House*."""
_REACHING = frozenset(
    """approach approached attack attacked attacks bomb bombed bombs burn burned damage damaged encircle encircled enter
    entered entering enters evacuate evacuated hit leave leaves leaving left occupied occupy overran pass passed reach
    reached reaches seal sealed seize seized shell shelled storm stormed storms strike struck surround surrounded
    surrounds tour toured visit visited visiting visits""".split()
)
"""Verbs whose object is the building: *stormed the palace*, *left the White House*."""


def sense_of(doc: Doc, span: PlaceSpan, place: Place | None) -> str:
    """``government`` where a state's seat says something or is named for who sits there; ``people`` for a people."""
    if place is None:
        return ""
    if span.kind is MentionKind.DEMONYM:
        return PEOPLE if span.text.endswith("s") else ""
    if span.kind is not MentionKind.TOPONYM:
        return ""
    token = doc.char_span(span.span.start, span.span.end, alignment_mode="expand")
    if token is None:
        return ""
    if is_metonym(span, place):
        return "" if _is_spot(token.root) else GOVERNMENT
    if not _is_seat(place):
        return ""
    root = token.root
    return GOVERNMENT if root.dep_ == "nsubj" and _verb(root.head.lower_) in _ACTS else ""


def is_metonym(span: PlaceSpan, place: Place) -> bool:
    """Whether the words are not the place's own name, but the name of a seat of power in it: "Downing Street"."""
    return any(
        match.name.kind is NameKind.METONYM and distance_km(match.place, place) <= _SEAT_KM for match in span.matches
    )


def _is_seat(place: Place) -> bool:
    return place.precision is Precision.COUNTRY or place.feature_code in _SEATS_OF_POWER or place.id in _FURTHER_SEATS


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
    return head.lower_ in _WHERE


def kind_of(doc: Doc, span: PlaceSpan) -> MentionKind:
    """The kind of mention that a span is, in the light of the name that it stands in."""
    return MentionKind.EMBEDDED if opens_a_body(doc, span) else span.kind


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
    """The base form of a regular or common verb, as good as it takes to look it up."""
    if form in _ACTS:
        return form
    irregular = {"said": "say", "told": "tell", "denied": "deny", "denies": "deny", "replied": "reply"}
    if form in irregular:
        return irregular[form]
    for ending in _ENDINGS:
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            for base in (stem, f"{stem}e", stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem):
                if base in _ACTS:
                    return base
    return form
