"""Speakers across all articles: listed, shown with everything they said, merged, split, and either undone."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, SpeakerRefused
from webapp.program import services
from webapp.services.claim_query import asks_for
from webapp.store import ClaimFilter, SpeakerBook, SpeakerGroup

blueprint = Blueprint("speakers", __name__, url_prefix="/speakers")

SHOWN = 200
"""Speakers listed at once; filter to see others."""
OFFERED = 2_000
"""Speakers that the form for merging offers."""
CHOICES_SHOWN = 50
ID = "<int(max=9223372036854775807):choice_id>"


@blueprint.get("")
def index() -> str:
    """Every speaker, with the number of claims, and what was merged and split."""
    book, which = _book(), _which()
    known = book.all(which)
    groups = known.groups
    query = " ".join(request.args.get("q", "")[:200].split())
    found = [one for one in groups if _matches(one, query)]
    return render_template(
        "speakers.html",
        speakers=found[:SHOWN],
        found=len(found),
        count=len(groups),
        query=query,
        choices=book.choices()[:CHOICES_SHOWN],
        titles=_titles(found[:SHOWN]),
        attitudes=asks_for(which.attitudes),
        hidden=known.hidden,
    )


@blueprint.get("/<speaker_id>")
def show(speaker_id: str) -> BaseResponse:
    """Everything that one speaker said, with the places and the articles."""
    speaker = _book().speaker(speaker_id, _which())
    if speaker.id != speaker_id:
        return redirect(_address(speaker), 302)
    return make_response(_page(speaker))


@blueprint.post("/<speaker_id>/merge")
def merge(speaker_id: str) -> BaseResponse:
    """Merge other speakers into this one."""
    try:
        others = [other for other in request.form.getlist("other") if other]
        speaker = _book().merge(speaker_id, others)
    except SpeakerRefused as refusal:
        return make_response(_page(_book().speaker(speaker_id, _which()), str(refusal)), refusal.status)
    shown = _book().speaker(speaker.id, _which())
    flash(f"Merged: {speaker.name} now has {_counted(len(shown.claims))}.", "added")
    return redirect(_address(speaker), 303)


@blueprint.post("/<speaker_id>/split")
def split(speaker_id: str) -> BaseResponse:
    """Split off some of the claims as somebody else's."""
    try:
        speaker = _book().split(speaker_id, request.form.getlist("claim"))
    except SpeakerRefused as refusal:
        return make_response(_page(_book().speaker(speaker_id, _which()), str(refusal)), refusal.status)
    flash(f"Split: {_counted(len(speaker.claims))} now listed under another {speaker.name}.", "added")
    return redirect(_address(speaker), 303)


@blueprint.post(f"/choices/{ID}/undo")
def undo(choice_id: int) -> BaseResponse:
    """Undo a merge or a split."""
    choice = _book().undo(choice_id)
    flash(f"Undone: {choice.words}.", "info")
    return redirect(url_for("speakers.index", _anchor="choices-heading"), 303)


@blueprint.post(f"/choices/{ID}/redo")
def redo(choice_id: int) -> BaseResponse:
    """Redo a merge or a split that was undone."""
    choice = _book().redo(choice_id)
    flash(f"Redone: {choice.words}.", "info")
    return redirect(url_for("speakers.index", _anchor="choices-heading"), 303)


def _page(speaker: SpeakerGroup, problem: str = "") -> str:
    book, which = _book(), _which()
    others = [one for one in book.all(which).groups if one.id != speaker.id]
    claims = book.claims(speaker.id, which)
    if not claims and not speaker.hidden:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted")
    likely = [one for one in others if _alike(one, speaker)]
    rest = sorted((one for one in others if one not in likely), key=lambda one: one.name.casefold())[:OFFERED]
    return render_template(
        "speaker.html",
        speaker=speaker,
        claims=claims,
        likely=likely,
        others=rest,
        titles=_titles([speaker, *likely, *rest]),
        attitudes=asks_for(which.attitudes),
        problem=problem,
        chosen=frozenset(request.form.getlist("claim")),
    )


def _book() -> SpeakerBook:
    return services().store.speakers


def _which() -> ClaimFilter:
    return services().asked_said(request.args)


def _address(speaker: SpeakerGroup) -> str:
    return url_for("speakers.show", speaker_id=speaker.id, attitudes=asks_for(_which().attitudes))


def _titles(speakers: Sequence[SpeakerGroup]) -> dict[int, str]:
    """The titles of the articles that have speakers of their own."""
    return _book().titles({one.only_in for one in speakers if one.only_in is not None})


def _alike(one: SpeakerGroup, other: SpeakerGroup) -> bool:
    """Whether the last words of two names are the same: "Okoro" and "Ada Okoro"."""
    return _last_word(one.name) == _last_word(other.name)


def _last_word(name: str) -> str:
    return (name.casefold().split() or [""])[-1]


def _matches(speaker: SpeakerGroup, query: str) -> bool:
    text = " ".join([*speaker.names, *speaker.descriptions]).casefold()
    return all(word in text for word in query.casefold().split())


def _counted(claims: int) -> str:
    return f"{claims} claim{'' if claims == 1 else 's'}"
