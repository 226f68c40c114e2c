"""How well the program recognises what a place mention stands for, on a corpus that gives each a type (GeoWebNews).

A mention of type *Metonymic* acts (London denied it), a *Literal* one is a place; some of the other types stand for a
place too and some do not. The roles are those that a mention would have inside a claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Doc

from training.measures.counts import Counts, Figure, Gold, Measure, f1
from webapp.domain import Role, Span
from webapp.nlp.links.roles import PlaceRoles

NO_PLACES = frozenset(("Metonymic", "Non_Literal_Modifier", "Demonym", "Embedded_Non_Lit"))
PLACES = frozenset(("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"))
FIGURES: Mapping[str, Figure] = {
    "actor_F": f1("actors right", "actors found", "actors"),
    "apart_F": f1("apart right", "apart found", "apart"),
}
"""``actor_F`` is the F1 of *actor* among the mentions of type Literal and Metonymic; ``apart_F`` that of any role but
*about* among all mentions. An origin is not a mistake if the word stands for the place."""


def count(gold: Gold, doc: Doc) -> Counts:
    """One article: the types of ``gold["toponyms"]`` against the roles of the mentions of the same spans."""
    types = {Span(one["start"], one["end"]): one["type"] for one in gold["toponyms"]}
    roles = PlaceRoles(doc, list(doc._.mentions), doc._.article.dateline)
    counts: Counts = Counter()
    for number, mention in enumerate(doc._.mentions):
        if mention.span in types:
            counts.update(_of_mention(types[mention.span], roles.of(number).role))
    return counts


def _of_mention(kind: str, role: Role) -> Counts:
    counts: Counts = Counter()
    if kind in ("Metonymic", "Literal"):
        counts["actors"] = kind == "Metonymic"
        counts["actors found"] = role is Role.ACTOR
        counts["actors right"] = kind == "Metonymic" and role is Role.ACTOR
    if kind in NO_PLACES:
        counts["apart"] = 1
        counts["apart found"] = counts["apart right"] = role is not Role.ABOUT
    elif kind in PLACES:
        counts["apart found"] = role in (Role.ACTOR, Role.NAME)
    return counts


ROLES = Measure(count, FIGURES)
