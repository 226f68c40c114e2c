"""The API's answers about claims: portions of them, facets, times, summaries; and exports of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, jsonify, request

from webapp import exports
from webapp.api.claim_documents import claim_document, counted_document, facet_document, timeline_document
from webapp.program import services
from webapp.services.numbers import number
from webapp.store.claims.facets import MOST, facet_names
from webapp.store.claims.filters import InvalidFilter
from webapp.store.claims.pages import PAGE, Order

blueprint = Blueprint("claims_api", __name__, url_prefix="/api")

UNITS = ("day", "month", "year")
IN_SUMMARY = ("speaker", "at", "manner", "publisher")
MOST_VALUES = 200
"""Values of a facet that one answer lists."""


@blueprint.get("/claims")
def claims() -> Response:
    """A portion of the claims that the filters leave in.

    ``order`` is newest, oldest, confident or speaker; ``size`` up to 500; ``after`` is that of the portion before.
    """
    which = services().asked(request.args)
    order = _one_of("order", tuple(Order), Order.NEWEST)
    after = request.args.get("after") or None
    page = services().store.questions.page(which, Order(order), after, _number("size", PAGE))
    shown = [claim_document(one, attitudes=which.attitudes) for one in page.claims]
    return jsonify(claims=shown, total=page.total, after=page.after)


@blueprint.get("/facets")
def facets() -> Response:
    """How many claims there are, and of each value of each filter; every facet follows all filters but its own.

    ``facet`` names some of them and may be repeated; ``most`` is how many values each lists.
    """
    names = [name for name in request.args.getlist("facet") if name in facet_names()] or facet_names()
    found = services().store.questions.counted(services().asked(request.args), names, _most())
    return jsonify(**counted_document(found), facets=[facet_document(one) for one in found.facets])


@blueprint.get("/timeline")
def timeline() -> Response:
    """How many claims there are by day, month or year (``unit``), by default by what suits their range."""
    unit = _one_of("unit", UNITS, "") or None
    return jsonify(timeline_document(services().store.questions.timeline(services().asked(request.args), unit)))


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
