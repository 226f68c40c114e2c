"""The API's answers about claims: portions of them, facets, times, summaries; and exports of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, jsonify, request

from webapp import exports
from webapp.api.claim_documents import (
    claim_document,
    counted_document,
    facet_document,
    lit_document,
    timeline_document,
)
from webapp.program import services
from webapp.services.numbers import number
from webapp.services.places.map_places import area_name
from webapp.store.claims.counts.facets import MOST, Facet, facet_names, is_like
from webapp.store.claims.counts.timeline import UNITS, whole
from webapp.store.claims.filters import YES, InvalidFilter
from webapp.store.claims.pages import PAGE, Order

blueprint = Blueprint("claims_api", __name__, url_prefix="/api")

IN_SUMMARY = ("speaker", "at", "manner", "publisher")
MOST_VALUES = 200
MOST_AREAS = 5_000
LONGEST = 200
"""Values of a facet that one answer lists."""


@blueprint.get("/claims")
def claims() -> Response:
    """A portion of the claims that the filters leave in.

    ``order`` is newest, oldest, confident, speaker or place; ``size`` up to 500; ``after`` is that of the portion
    before. Where words are looked for, ``lit`` has those of each claim in parts, of which every second one was found.
    """
    which = services().asked(request.args)
    order = _one_of("order", tuple(Order), Order.NEWEST)
    after = request.args.get("after") or None
    page = services().store.questions.page(which, Order(order), after, _number("size", PAGE))
    words = " ".join(filter(None, (which.words, which.text)))
    document = partial(lit_document, words=words) if words else claim_document
    shown = [document(one, attitudes=which.attitudes) for one in page.claims]
    return jsonify(claims=shown, total=page.total, after=page.after)


@blueprint.get("/facets")
def facets() -> Response:
    """How many claims there are, and of each value of each filter; every facet follows all filters but its own.

    ``facet`` names some of them and may be repeated, ``facet=none`` asks for none; ``most`` is how many values each
    lists, and ``like`` keeps those whose names have words that begin with its words. ``called`` is what the chosen
    values of filters are called.
    """
    names = [name for name in request.args.getlist("facet") if name in facet_names()]
    names = names if request.args.get("facet") else list(facet_names())
    questions, which = services().store.questions, services().asked(request.args)
    like, most = " ".join(request.args.get("like", "")[:LONGEST].split()), _most()
    # Areas are looked through by the names that the gazetteer has for their countries.
    others = [name for name in names if name != "within" or not like]
    found = questions.counted(which, others, most, like)
    facets = [facet_document(_with_areas(one)) for one in found.facets]
    if len(others) < len(names):
        (areas,) = questions.counted(which, ["within"], MOST_AREAS).facets
        facets.append(facet_document(_like(_with_areas(areas), like, most)))
    called = questions.called(which)
    if "within" in called:
        called["within"] = {area: area_name(services().reader, area) for area in called["within"]}
    return jsonify(**counted_document(found), facets=facets, called=called)


@blueprint.get("/timeline")
def timeline() -> Response:
    """How many claims there are by day, week, month or year (``unit``), by default by what suits their range.

    With ``whole=yes`` at any time, whatever dates the filters ask for.
    """
    unit = _one_of("unit", UNITS, "") or None
    which = services().asked(request.args)
    which = whole(which) if request.args.get("whole") == YES else which
    return jsonify(timeline_document(services().store.questions.timeline(which, unit)))


@blueprint.get("/summary")
def summary() -> Response:
    """What the filters leave in, in short: of a place with ``at``, of a speaker with ``speaker``, or of anything."""
    questions, which = services().store.questions, services().asked(request.args)
    found = questions.counted(which, IN_SUMMARY, _most(5))
    return jsonify(
        **counted_document(found),
        facets=[facet_document(one) for one in found.facets],
        timeline=timeline_document(questions.timeline(which)),
    )


@blueprint.get("/export/<name>")
def export(name: str) -> Response:
    """The claims that the filters leave in, as a file of one of the registry's formats."""
    here = services()
    format_ = exports.get(name)
    source = exports.Stored(here.store, here.asked(request.args), here.reader.gazetteer)
    response = Response(_begun(format_.write(source)), content_type=format_.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{format_.filename}"'
    return response


def _with_areas(facet: Facet) -> Facet:
    """A facet of areas with their names, which the gazetteer knows."""
    if facet.name != "within":
        return facet
    reader = services().reader
    return replace(facet, values=tuple(replace(one, label=area_name(reader, one.value)) for one in facet.values))


def _like(facet: Facet, words: str, most: int) -> Facet:
    found = [one for one in facet.values if one.claims and is_like(one.label, words)]
    return replace(facet, values=tuple(found[:most]), further=max(0, len(found) - most))


def _begun(pieces: Iterator[str]) -> Iterable[str]:
    """The same pieces, the first made already: what goes wrong then is still answered as an error."""
    first = next(pieces, "")

    def all_of_them() -> Iterator[str]:
        yield first
        yield from pieces

    return all_of_them()


def _one_of(name: str, choices: tuple[str, ...], default: str) -> str:
    value = request.args.get(name) or default
    if value not in (*choices, default):
        raise InvalidFilter(f"{name} is one of {', '.join(choices)}")
    return value


def _number(name: str, default: int) -> int:
    found = number(request.args.get(name) or str(default))
    if found is None:
        raise InvalidFilter(f"{name} is a whole number, such as {name}={default}")
    return found or default


def _most(default: int = MOST) -> int:
    return min(_number("most", default), MOST_VALUES)
