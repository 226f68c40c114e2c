"""Which scopes a decision may have."""

from __future__ import annotations

from webapp.decisions.records import OF_CLAIM, OF_MENTION, REMARKS, Scope, What

_OF_MENTION = frozenset((Scope.MENTION, Scope.ARTICLE, Scope.COLLECTION, Scope.EVERYWHERE))
_OF_SPEAKER = frozenset((Scope.CLAIM, Scope.ARTICLE, Scope.EVERYWHERE))
_OF_REMARK = frozenset((Scope.CLAIM, Scope.EVERYWHERE))


def scopes_of(what: What) -> frozenset[Scope]:
    """The scopes that a decision of this kind may have; none for an undo or a redo, which has that of another."""
    if what in OF_MENTION:
        return _OF_MENTION
    if what is What.SPEAKER:
        return _OF_SPEAKER
    if what in OF_CLAIM:
        return frozenset((Scope.CLAIM,))
    if what in REMARKS:
        return _OF_REMARK
    return frozenset((Scope.ARTICLE,)) if what is What.ARTICLE_VERIFIED else frozenset()
