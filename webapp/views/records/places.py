"""A place's own page: its names and where it is, and what the articles have on record about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from gazetteer.names import name_key
from gazetteer.place import Place
from gazetteer.store import Gazetteer
from webapp.domain import Role
from webapp.errors import NotFound
from webapp.maps import render_map
from webapp.program import services
from webapp.security import csp_nonce
from webapp.store import ClaimFilter
from webapp.store.claims.records import ClaimRecord, ReportedIn
from webapp.views.records.record import Record, compared_links, narrowed_words, page_words, record, start

blueprint = Blueprint("places", __name__)

FACETS = ("speaker", "manner", "publisher")
OWN = ("at", "role")
"""Filters that are the page's own subject rather than a choice on it."""
NAMES_SHOWN = 12
ARTICLES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Sides:
    """How many claims are about the place, and in how many it acts, under the other filters."""

    about: int
    actor: int
    chosen: Role


@blueprint.get("/place/<place_id>")
def show(place_id: str) -> BaseResponse:
    """What the articles say about one place, under the same filters as the map has."""
    here = services()
    here.reader.start()
    asked = here.asked(request.args)
    try:
        detail = here.store.place(place_id, which=replace(here.said, roles=asked.roles))
    except NotFound:
        if here.reader.gazetteer and here.reader.gazetteer.by_id(place_id):
            return redirect(url_for("gazetteer_pages.place", place_id=place_id), 302)
        raise
    which, sides = _chosen(replace(asked, at=place_id))
    found = record(which, FACETS, after=request.args.get("after") or None)
    gazetteer = here.reader.gazetteer
    page = render_template(
        "place.html",
        place=detail.place,
        written=detail.written,
        where=here.path(detail.place),
        remarks=detail.remarks,
        names=_names(gazetteer, detail.place) if gazetteer else (),
        sides=sides,
        found=found,
        first=start(),
        narrowed=narrowed_words(which, OWN),
        articles=_articles(found),
        compared=compared_links(found, {"at": place_id, "role": sides.chosen.value}, ("speaker", "publisher")),
        in_gazetteer=gazetteer is not None and gazetteer.by_id(place_id) is not None,
        status=here.reader.status(),
        shell=render_map(csp_nonce()),
        **page_words(),
    )
    return make_response(page)


def _chosen(which: ClaimFilter) -> tuple[ClaimFilter, Sides]:
    """The claims in the role that the address asks for, else those about the place, if there are any."""
    counted = services().store.questions.counted
    about, actor = (counted(replace(which, roles=frozenset({role}))).claims for role in (Role.ABOUT, Role.ACTOR))
    others = sorted(which.roles - {Role.ABOUT}) if Role.ABOUT not in which.roles else []
    chosen = others[0] if others else Role.ABOUT if about or not actor else Role.ACTOR
    return replace(which, roles=frozenset({chosen})), Sides(about, actor, chosen)


def _names(gazetteer: Gazetteer, place: Place) -> tuple[str, ...]:
    """Other names, those that differ from the label by more than their spelling first met."""
    own = name_key(place.name)
    found = {name_key(name.text): name.text for name in reversed(gazetteer.names(place.id))}
    return tuple(text for key, text in reversed(found.items()) if key != own)[:NAMES_SHOWN]


def _articles(found: Record) -> list[ReportedIn]:
    """The articles of the claims that are shown, each once."""
    claims: tuple[ClaimRecord, ...] = found.page.claims
    return list({claim.article.id: claim.article for claim in claims}.values())[:ARTICLES_SHOWN]
