"""What a place inside a claim is to it: what the claim is about, or only who acts, or part of a name."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from gazetteer.place import Place, Precision
from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span
from webapp.nlp import clauses, extensions

_POWERS = frozenset(
    """administration agency agents aggression aircraft airforce airstrike airstrikes ally ambassador army artillery
    attack attacks authorities authority boat boats bombardment bombers bombing border-guards cabinet coalition
    coastguard commander commanders commandos congress consul court courts crew delegation diplomat diplomats drone
    drones embassy envoy establishment fighter fighters fleet force forces foreign-ministry general generals
    government governments guards gunmen helicopter helicopters intelligence invaders invasion jet jets junta
    lawmaker lawmakers leader leaders leadership mercenaries militants military militia militias minister ministers
    ministry missile missiles navy negotiators occupation occupiers offensive officer officers official officials
    operatives parliament police policeman policemen politician politicians premier president prosecutors rangers
    regime rocket rockets rulers sailors secretary senate senator senators settler settlers shelling shells ship
    ships side soldier soldiers spies spokesman spokesperson spokeswoman state strike strikes tanks team troops
    vessel vessels warplanes warship warships""".split()
)
_STATIVE = frozenset(
    """is are was were be been being 's ’s need needs needed lack lacks lacked face faces faced facing suffer suffers
    suffered suffering has have had remain remains remained remaining lie lies lay become becomes became experience
    experiences experienced experiencing see sees saw receive receives received""".split()
)
_ADDRESSING = frozenset(
    """accuse accuses accused accusing urge urges urged urging blame blames blamed blaming ask asked asking tell told
    warn warned warning press pressed pressing""".split()
)
_HOLDING = re.compile(
    r"[-‐‑–](?:occupied|controlled|administered|backed|led|held|run|ruled|sponsored|funded|aligned|allied|supplied)\b"
)
_WANTED = frozenset("expected demanded sought wanted needed requested required".split())
_LONGEST_BODY = 8
_READY = frozenset("committed determined keen prepared ready reluctant responsible unwilling willing".split())
_STATES = {Precision.COUNTRY}
_CAPITALS = {"PPLC", "PPLG"}


class PlaceRoles:
    """Tells the role of each place mention in one parsed article."""

    def __init__(self, doc: Doc, front_matter: list[Span]) -> None:
        self.doc = doc
        self.text = extensions.text_of(doc)
        self.front_matter = front_matter

    def of(self, index: int, mention: Mention) -> ClaimPlace:
        """The role of ``mention``, with the reason."""
        if mention.kind is MentionKind.EMBEDDED:
            return ClaimPlace(index, Role.NAME, "part of another name")
        if any(span.contains(mention.span) for span in self.front_matter):
            return ClaimPlace(index, Role.ORIGIN, "where the report was filed")
        root = self._root(mention.span)
        if root is not None and mention.kind is MentionKind.DEMONYM and _opens_name(root):
            return ClaimPlace(index, Role.NAME, "part of another name")
        reason = self._acts(root, mention) if root is not None else None
        if reason is not None:
            return ClaimPlace(index, Role.ACTOR, reason)
        return ClaimPlace(index, Role.ABOUT, "named in what was said")

    def _root(self, span: Span) -> Token | None:
        inside = clauses.tokens_between(self.doc, span)
        around = clauses.token_at(self.doc, span.start)
        if not inside and around is not None:
            inside = [around]
        indices = {token.i for token in inside}
        return next((token for token in inside if token.head.i not in indices or token.head.i == token.i), None)

    def _acts(self, root: Token, mention: Mention) -> str | None:
        """Why the place word stands for a state, a force or a people that acts; None where it is a place."""
        owner = root.head
        if _HOLDING.match(self.text, mention.span.end):
            return f"“{mention.text}” says who holds or backs it"
        if root.dep_ in ("amod", "compound", "poss", "nmod", "nn") and owner.lower_ in _POWERS:
            return f"“{mention.text}” says whose {owner.lower_}"
        place = mention.resolution.place
        if mention.kind is MentionKind.DEMONYM:
            return self._people_act(root, mention)
        return self._state_acts(root, mention, place) if place is not None else None

    @staticmethod
    def _people_act(root: Token, mention: Mention) -> str | None:
        acting = root.dep_ == "nsubj" and any(child.dep_ in ("dobj", "obj") for child in root.head.children)
        return f"“{mention.text}” are those who act" if acting and root.head.lower_ not in _STATIVE else None

    def _state_acts(self, root: Token, mention: Mention, place: Place) -> str | None:
        is_state = place.precision in _STATES or place.feature_code in _CAPITALS
        if not is_state:
            return None
        if root.dep_ == "nsubj" and (root.head.lower_ not in _STATIVE or _is_doer(root.head) or _is_ready(root.head)):
            return f"“{mention.text}” stands for its government: it is the one that acts"
        if root.dep_ == "pobj" and (root.head.dep_ == "agent" or _is_wanted_from(root.head)):
            return f"“{mention.text}” is the one that acts"
        if place.feature_code not in _CAPITALS:
            return None
        if root.dep_ in ("dobj", "obj") and root.head.lower_ in _ADDRESSING:
            return f"“{mention.text}” stands for its government"
        return f"“{mention.text}” stands for its government" if root.dep_ == "poss" else None


def _opens_name(root: Token) -> bool:
    """Whether the word is only the first of a body's name: *African* in *African Union*."""
    owner = root.head
    named = root.ent_type_ == "ORG" and owner.ent_type_ == "ORG" and owner.i > root.i and owner.text[:1].isupper()
    return named and owner.lower_ not in _POWERS and owner.right_edge.i - root.i < _LONGEST_BODY


def _is_doer(verb: Token) -> bool:
    """Whether *is* is followed by one who did something: *is the country that closed the border*."""
    predicate = next((child for child in verb.children if child.dep_ == "attr"), None)
    if predicate is None:
        return False
    deed = next((child for child in predicate.children if child.dep_ == "relcl"), None)
    if deed is None or deed.lower_ in _STATIVE:
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in ("that", "which", "who") for child in deed.children)


def _is_ready(verb: Token) -> bool:
    """Whether *is* is followed by a will to act: *is ready to sign*."""
    return any(child.dep_ == "acomp" and child.lower_ in _READY for child in verb.children)


def _is_wanted_from(preposition: Token) -> bool:
    return preposition.lower_ == "from" and preposition.head.lower_ in _WANTED
