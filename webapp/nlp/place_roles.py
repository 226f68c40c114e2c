"""What a place inside a claim is to it: what the claim is about, or only who acts, or part of a name."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from gazetteer.place import Place, Precision
from webapp.domain import ClaimPlace, Mention, MentionKind, Role, Span
from webapp.nlp import clauses, extensions

_POWERS = frozenset(
    """administration agency agents aggression airstrike airstrikes airforce ally ambassador army artillery attack
    attacks authorities authority bombardment bombing border-guards cabinet coalition commander commanders commandos
    congress consul court courts delegation diplomat diplomats embassy envoy establishment fighters fleet forces force
    foreign-ministry general generals government governments guards gunmen invaders invasion jets junta lawmaker
    lawmakers leader leaders leadership mercenaries militants militia militias military minister ministers ministry
    missile missiles navy occupation occupiers offensive officer officers official officials operatives parliament
    police policeman policemen politician politicians president premier prosecutors rangers regime rulers senate senator
    senators settlers settler shelling side soldier soldiers spies spokesman spokesperson spokeswoman state strike
    strikes tanks team troops warplanes warships""".split()
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
        if root.dep_ == "nsubj" and (root.head.lower_ not in _STATIVE or _is_doer(root.head)):
            return f"“{mention.text}” stands for its government: it is the one that acts"
        if root.dep_ == "pobj" and (root.head.dep_ == "agent" or _is_wanted_from(root.head)):
            return f"“{mention.text}” is the one that acts"
        if place.feature_code not in _CAPITALS:
            return None
        if root.dep_ in ("dobj", "obj") and root.head.lower_ in _ADDRESSING:
            return f"“{mention.text}” stands for its government"
        return f"“{mention.text}” stands for its government" if root.dep_ == "poss" else None


def _is_doer(verb: Token) -> bool:
    """Whether *is* is followed by one who did something: *is the country that closed the border*."""
    predicate = next((child for child in verb.children if child.dep_ == "attr"), None)
    if predicate is None:
        return False
    deed = next((child for child in predicate.children if child.dep_ == "relcl"), None)
    if deed is None or deed.lower_ in _STATIVE:
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in ("that", "which", "who") for child in deed.children)


def _is_wanted_from(preposition: Token) -> bool:
    return preposition.lower_ == "from" and preposition.head.lower_ in _WANTED
