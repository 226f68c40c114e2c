"""Speakers across all articles: listed, shown with everything they said, merged, split, and either undone."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, SpeakerRefused
from webapp.jobs.services import services
from webapp.store import SpeakerBook, SpeakerGroup

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
    book = services().store.speakers
    groups = book.all().groups
    query = " ".join(request.args.get("q", "")[:200].split())
    found = [one for one in groups if _matches(one, query)]
    return render_template(
        "speakers.html",
        speakers=found[:SHOWN],
        found=len(found),
        count=len(groups),
        query=query,
        choices=book.choices()[:CHOICES_SHOWN],
    )


@blueprint.get("/<speaker_id>")
def show(speaker_id: str) -> BaseResponse:
    """Everything that one speaker said, with the places and the articles."""
    speaker = _book().speaker(speaker_id)
    if speaker.id != speaker_id:
        return redirect(url_for("speakers.show", speaker_id=speaker.id), 302)
    return make_response(_page(speaker))


@blueprint.post("/<speaker_id>/merge")
def merge(speaker_id: str) -> BaseResponse:
    """Merge other speakers into this one."""
    try:
        others = [other for other in request.form.getlist("other") if other]
        speaker = _book().merge(speaker_id, others)
    except SpeakerRefused as refusal:
        return make_response(_page(_book().speaker(speaker_id), str(refusal)), refusal.status)
    flash(f"Merged: {speaker.name} now has {_counted(len(speaker.claims))}.", "added")
    return redirect(url_for("speakers.show", speaker_id=speaker.id), 303)


@blueprint.post("/<speaker_id>/split")
def split(speaker_id: str) -> BaseResponse:
    """Split off some of the claims as somebody else's."""
    try:
        speaker = _book().split(speaker_id, request.form.getlist("claim"))
    except SpeakerRefused as refusal:
        return make_response(_page(_book().speaker(speaker_id), str(refusal)), refusal.status)
    flash(f"Split: {_counted(len(speaker.claims))} now listed under another {speaker.name}.", "added")
    return redirect(url_for("speakers.show", speaker_id=speaker.id), 303)


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
    book = _book()
    others = [one for one in book.all().groups if one.id != speaker.id]
    claims = book.claims(speaker.id)
    if not claims:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted")
    likely = [one for one in others if _alike(one, speaker)]
    return render_template(
        "speaker.html",
        speaker=speaker,
        claims=claims,
        likely=likely,
        others=sorted((one for one in others if one not in likely), key=lambda one: one.name.casefold())[:OFFERED],
        problem=problem,
        chosen=frozenset(request.form.getlist("claim")),
    )


def _book() -> SpeakerBook:
    return services().store.speakers


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
