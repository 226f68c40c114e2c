"""Speakers across all articles: listed, shown with what they said, merged, split, and either undone."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, SpeakerRefused
from webapp.program import services
from webapp.services.claim_query import asks_for
from webapp.store import ClaimFilter, SpeakerBook, SpeakerLine

blueprint = Blueprint("speakers", __name__, url_prefix="/speakers")

LONGEST = 200
"""Characters of a search that are looked up."""
OFFERED = 30
"""Speakers that the form for merging offers at once; a search there offers others."""
CHOICES_SHOWN = 50
ID = "<int(max=9223372036854775807):choice_id>"


@blueprint.get("")
def index() -> str:
    """Speakers in portions, with the number of claims, and what was merged and split."""
    book, which = _book(), _which()
    query, after = asked_words(request.args.get("q", "")), request.args.get("after", "")
    return render_template(
        "speakers.html",
        page=book.listed(which, query, after),
        query=query,
        after=after,
        choices=book.choices(CHOICES_SHOWN),
        hints=[] if query or after else book.hints(which=which),
        attitudes=asks_for(which.attitudes),
    )


@blueprint.get("/<speaker_id>")
def show(speaker_id: str) -> BaseResponse:
    """What one speaker said, in portions, with the places and the articles."""
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
    flash(f"Merged: {speaker.name} now has {_counted(shown.claims)}.", "added")
    return redirect(_address(speaker), 303)


@blueprint.post("/<speaker_id>/apart")
def apart(speaker_id: str) -> BaseResponse:
    """Keep that another speaker is not this one, and suggest to merge them no more."""
    book = _book()
    try:
        choice = book.apart(speaker_id, request.form.get("other", ""))
    except SpeakerRefused as refusal:
        return make_response(_page(book.speaker(speaker_id, _which()), str(refusal)), refusal.status)
    flash(f"Kept: {choice.words}. You can undo this in the list of speakers.", "info")
    if request.form.get("back") == "list":
        return redirect(url_for("speakers.index", attitudes=asks_for(_which().attitudes)), 303)
    return redirect(_address(book.speaker(speaker_id, _which())), 303)


@blueprint.post("/<speaker_id>/split")
def split(speaker_id: str) -> BaseResponse:
    """Split off some of the claims as somebody else's."""
    try:
        speaker = _book().split(speaker_id, request.form.getlist("claim"))
    except SpeakerRefused as refusal:
        return make_response(_page(_book().speaker(speaker_id, _which()), str(refusal)), refusal.status)
    flash(f"Split: {_counted(speaker.claims)} now listed under another {speaker.name}.", "added")
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


def asked_words(given: str) -> str:
    """The words of a search as they are looked up."""
    return " ".join(given[:LONGEST].split())


def _page(speaker: SpeakerLine, problem: str = "") -> str:
    book, which = _book(), _which()
    portion = book.claims(speaker.id, which, request.args.get("after", ""))
    if not speaker.claims and not speaker.hidden:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted")
    wanted = asked_words(request.args.get("merge", ""))
    return render_template(
        "speaker.html",
        speaker=speaker,
        portion=portion,
        first=max(1, request.args.get("from", 1, type=int)),
        wanted=wanted,
        others=_offered(book, speaker, wanted, which),
        hints=book.hints(speaker.id, which),
        attitudes=asks_for(which.attitudes),
        problem=problem,
        chosen=frozenset(request.form.getlist("claim")),
    )


def _offered(book: SpeakerBook, speaker: SpeakerLine, wanted: str, which: ClaimFilter) -> list[SpeakerLine]:
    """Whom the form for merging offers: who is found, or else those with a similar name and those who say most."""
    queries = [wanted] if wanted else [_last_word(speaker.name), ""]
    found = {one.id: one for query in queries for one in book.listed(which, query, limit=OFFERED + 1).lines}
    found.pop(speaker.id, None)
    return list(found.values())[:OFFERED]


def _book() -> SpeakerBook:
    return services().store.speakers


def _which() -> ClaimFilter:
    return services().asked_said(request.args)


def _address(speaker: SpeakerLine) -> str:
    return url_for("speakers.show", speaker_id=speaker.id, attitudes=asks_for(_which().attitudes))


def _last_word(name: str) -> str:
    return (name.split() or [""])[-1]


def _counted(claims: int) -> str:
    return f"{claims:,} claim{'' if claims == 1 else 's'}"
