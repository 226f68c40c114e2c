"""Speakers across all articles: listed, shown with what they said, merged, split, and either undone."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.errors import NotFound, SpeakerRefused
from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.services.claim_query import asks_for
from webapp.store import ClaimFilter, SpeakerBook, SpeakerLine
from webapp.views.records.record import address, compared_links, narrowed_words, page_words, record, start

blueprint = Blueprint("speakers", __name__, url_prefix="/speakers")

LONGEST = 200
"""Characters of a search that are looked up."""
OFFERED = 8
"""Speakers that the form for merging offers at once; a search there offers others."""
FACETS = ("at", "manner", "publisher")
OWN = ("who",)
"""The filter that is a speaker's page's own subject rather than a choice on it."""
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
    flash(f"Merged: {speaker.name} now has {_counted(shown.claims)}.", _undoable(speaker.id))
    return redirect(_address(speaker), 303)


@blueprint.post("/<speaker_id>/apart")
def apart(speaker_id: str) -> BaseResponse:
    """Keep that another speaker is not this one, and suggest to merge them no more."""
    book = _book()
    try:
        choice = book.apart(speaker_id, request.form.get("other", ""))
    except SpeakerRefused as refusal:
        return make_response(_page(book.speaker(speaker_id, _which()), str(refusal)), refusal.status)
    flash(f"Kept: {choice.words}.", _undoable("" if request.form.get("back") == "list" else speaker_id))
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
    flash(f"Split: {_counted(speaker.claims)} now listed under another {speaker.name}.", _undoable(speaker_id))
    return redirect(_address(speaker), 303)


@blueprint.post(f"/choices/{ID}/undo")
def undo(choice_id: int) -> BaseResponse:
    """Undo a merge or a split."""
    choice = _book().undo(choice_id)
    flash(f"Undone: {choice.words}.", "info")
    if back := request.form.get("back", ""):
        return redirect(url_for("speakers.show", speaker_id=back, attitudes=asks_for(_which().attitudes)), 303)
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


def _undoable(speaker_id: str) -> str:
    """The category of a message about the last decision: its number, and the speaker's page to return to."""
    (last,) = _book().choices(1)
    return f"choice {last.id} {speaker_id}".strip()


def _page(speaker: SpeakerLine, problem: str = "") -> str:
    book, which = _book(), _which()
    if not speaker.claims and not speaker.hidden:
        raise NotFound("there is no such speaker: the article that quotes them may have been deleted")
    services().reader.start()
    # A speaker's page has copies too: who said something is asked of each article.
    asked = replace(services().asked(request.args), who=speaker.id, copies=True)
    narrowed = narrowed_words(asked, OWN)
    # The claims as filters find them cannot be split off: what is chosen must be all that the reader sees.
    is_whole = not narrowed and not request.args.get("order")
    after = request.args.get("after", "")
    found = record(asked, FACETS, after=None if is_whole else after or None)
    portion = book.claims(speaker.id, which, after) if is_whole else None
    wanted = asked_words(request.args.get("merge", ""))
    return render_template(
        "speaker.html",
        speaker=speaker,
        remarks=services().store.remarks.on_speaker(speaker.id),
        portion=portion,
        found=found,
        narrowed=narrowed,
        compared=compared_links(found, {"who": speaker.id}, ("publisher",)) | _against(speaker),
        status=services().reader.status(),
        shell=render_map(csp_nonce()),
        **page_words(),
        first=start(),
        wanted=wanted,
        others=_offered(book, speaker, wanted, which),
        hints=book.hints(speaker.id, which),
        attitudes=asks_for(which.attitudes),
        problem=problem,
        chosen=frozenset(request.form.getlist("claim")),
    )


def _offered(book: SpeakerBook, speaker: SpeakerLine, wanted: str, which: ClaimFilter) -> list[SpeakerLine]:
    """Whom the form for merging offers: who is found, or else those with a similar name."""
    found = {one.id: one for one in book.listed(which, wanted or _last_word(speaker.name), limit=OFFERED + 1).lines}
    found.pop(speaker.id, None)
    return list(found.values())[:OFFERED]


def _against(speaker: SpeakerLine) -> dict[str, str]:
    """The address that compares this speaker with another, who is chosen there."""
    return {"speaker": address({"by": "speaker", "left": speaker.name}, path=url_for("compare.show"))}


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
