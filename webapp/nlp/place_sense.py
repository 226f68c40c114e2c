"""What a place name stands for beside the place: its government ("Islamabad denied it") or its people."""

from __future__ import annotations

from spacy.tokens import Doc

from gazetteer.place import Place, Precision
from webapp.domain import MentionKind
from webapp.nlp.place_span import PlaceSpan

GOVERNMENT, PEOPLE = "government", "people"
_SEATS_OF_POWER = frozenset({"PPLC", "PPLG", "PPLA", "ADM1"})
_ACTS = frozenset(
    """accept accuse admit agree allege announce ask assert back ban blame call claim condemn confirm criticise
    criticize decide declare demand denounce deny dismiss expel express impose insist invite maintain negotiate
    offer oppose order pledge promise protest reject reply request respond sanction say sign summon tell
    threaten urge veto vow warn welcome""".split()
)
"""Verbs of what governments say and do in words."""
_ENDINGS = ("s", "es", "d", "ed", "ing")


def sense_of(doc: Doc, span: PlaceSpan, place: Place | None) -> str:
    """``government`` where a country, capital or province says something; ``people`` for plural words of a people."""
    if place is None:
        return ""
    if span.kind is MentionKind.DEMONYM:
        return PEOPLE if span.text.endswith("s") else ""
    if span.kind is not MentionKind.TOPONYM or not (
        place.precision is Precision.COUNTRY or place.feature_code in _SEATS_OF_POWER
    ):
        return ""
    token = doc.char_span(span.span.start, span.span.end, alignment_mode="expand")
    if token is None:
        return ""
    root = token.root
    return GOVERNMENT if root.dep_ == "nsubj" and _verb(root.head.lower_) in _ACTS else ""


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
