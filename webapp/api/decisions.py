"""The API's addresses of decisions: made, undone, listed, joined with those of others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from flask import Blueprint, Response, jsonify, request, url_for

from webapp.api.job_documents import job_document
from webapp.api.review import asked_words
from webapp.decisions.records import Decision, Scope
from webapp.decisions.remarks import About, subject_of
from webapp.program import Services, services
from webapp.services.deciding.decided_words import reach_of, step_words, words_of
from webapp.services.deciding.decision_lines import decisions as decisions_of_lines
from webapp.services.deciding.decision_lines import lines
from webapp.services.numbers import number
from webapp.store.decisions.asked import DecisionRefused
from webapp.store.decisions.book import Done
from webapp.store.decisions.history import Asked, Entry
from webapp.store.jobs.records import JobKind

blueprint = Blueprint("decisions_api", __name__, url_prefix="/api")

Json: TypeAlias = dict[str, object]
LONGEST_SEARCH = 500
"""Characters of a search of the history."""
LONGEST_NAME = 80
"""Characters of the name of who decides."""


@blueprint.post("/decisions")
def decide() -> tuple[Response, int]:
    """Decide ``what`` on the words from ``start`` to ``end`` of an ``article``, with a ``scope`` and a ``value``.

    ``steps`` holds several decisions that are undone together. ``who`` decides, ``why`` is a note, ``over`` are the
    decisions that the page showed there.
    """
    here, given = services(), _body()
    return jsonify(_done(here, here.review.decide(given, _who(given)))), 201


@blueprint.post("/decisions/undo")
def undo() -> Response:
    """Take back this person's last step, or that of the decision ``uid``."""
    here, given = services(), _body()
    return jsonify(_done(here, here.review.undo(_who(given), str(given.get("uid") or ""))))


@blueprint.post("/decisions/redo")
def redo() -> Response:
    """Do again what this person undid last, or the step of the decision ``uid``."""
    here, given = services(), _body()
    return jsonify(_done(here, here.review.redo(_who(given), str(given.get("uid") or ""))))


@blueprint.get("/decisions/running")
def running() -> Response:
    """The jobs that show decisions on further articles, each with its ``decision`` and whether it is ``undone``.

    While it is ``counting`` the articles, their number is not known.
    """
    store = services().store
    jobs = store.jobs.unfinished(JobKind.DECIDE)
    spread = store.decisions.histories.spreading([job.id for job in jobs])
    return jsonify(
        jobs=[
            {**job_document(job), "decision": found.uid, "undone": found.undone, "counting": found.counting}
            for job in jobs
            if (found := spread.get(job.id))
        ]
    )


@blueprint.get("/decisions/alike")
def alike() -> Response:
    """What a decision on some words would reach with a scope: how many mentions and articles, and the first of them."""
    here = services()
    article_id, span = asked_words()
    try:
        scope = Scope(request.args.get("scope", Scope.MENTION.value))
    except ValueError:
        raise DecisionRefused("there is no such scope: reload the page") from None
    found = here.store.decisions.alike(article_id, span, scope)
    places = here.store.named_places({one.place_id for one in found.examples if one.place_id})
    return jsonify(
        mentions=found.mentions,
        articles=found.articles,
        otherwise=found.otherwise,
        decided=found.decided,
        more=found.mentions - len(found.examples),
        examples=[
            {
                "article": _article(one.article_id, one.title),
                "start": one.start,
                "end": one.end,
                "before": one.before,
                "words": one.words,
                "after": one.after,
                "place": {"id": one.place_id, "name": place.name, "path": here.path(place)}
                if one.place_id and (place := places.get(one.place_id))
                else None,
            }
            for one in found.examples
        ],
    )


@blueprint.get("/decisions")
def decisions() -> Response:
    """What was decided, the last first, in portions.

    ``article``, with ``start`` and ``end``, ``place``, ``speaker``, ``collection``, ``who``, ``what``, ``scope`` and
    the words ``q`` select.
    """
    here, given = services(), request.args
    span = asked_words()[1] if given.get("start") else None
    asked = Asked(
        article_id=number(given.get("article", "")),
        span=span,
        place_id=given.get("place", ""),
        speaker=given.get("speaker", ""),
        collection_id=number(given.get("collection", "")),
        who=given.get("who", ""),
        what=given.get("what", ""),
        scope=given.get("scope", ""),
        words=given.get("q", "")[:LONGEST_SEARCH],
    )
    found = here.store.decisions.histories.of(asked, number(given.get("after", "")))
    return jsonify(
        decisions=[_entry(one) for one in found.entries],
        after=None if found.after is None else str(found.after),
        whos=here.store.decisions.histories.people(),
    )


@blueprint.get("/decisions/export")
def export() -> Response:
    """The log as JSON Lines, of a collection or all of it."""
    log = services().store.decisions.log(number(request.args.get("collection", "")))
    response = Response("".join(f"{line}\n" for line in lines(log)), mimetype="application/x-ndjson")
    response.headers.set("Content-Disposition", "attachment", filename="decisions.jsonl")
    return response


@blueprint.post("/decisions/import")
def import_() -> Response:
    """Join a log with this one: the file ``file``, or the body itself."""
    here = services()
    file = request.files.get("file")
    data = file.read() if file else request.get_data()
    try:
        rows = decisions_of_lines(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DecisionRefused("this file is not UTF-8: export the decisions again") from None
    return jsonify(here.review.join(rows))


@blueprint.get("/conflicts")
def conflicts() -> Response:
    """Decisions on the same that people made without knowing of each other's; the one that is shown first."""
    here = services()
    found = []
    for conflict in here.store.decisions.standing().conflicts:
        rows = conflict.decisions
        article = here.store.find(rows[0].content_hash) if rows[0].content_hash else None
        anchor = rows[0].anchor
        found.append(
            {
                "shown": _decision(rows[0]),
                "other": _decision(rows[-1]),
                "all": [_decision(row) for row in rows],
                "article": _article(article, here.store.titles([article])[article]) if article else None,
                "before": anchor.before if anchor else "",
                "words": anchor.text if anchor else rows[0].name,
                "after": anchor.after if anchor else "",
            }
        )
    return jsonify(conflicts=found)


@blueprint.post("/conflicts")
def settle() -> tuple[Response, int]:
    """Settle a conflict: the decision ``keep`` holds."""
    here, given = services(), _body()
    return jsonify(_done(here, here.review.keep(str(given.get("keep") or ""), _who(given)))), 201


def _body() -> Mapping[str, Any]:
    given = request.get_json(silent=True)
    if given is None and not request.get_data():
        return {}
    if not isinstance(given, dict):
        raise DecisionRefused("a decision is sent as a JSON object")
    return given


def _who(given: Mapping[str, Any]) -> str:
    words = " ".join(str(given.get("who") or "").split())
    return words[:LONGEST_NAME] or services().settings.reviewer or "somebody"


def _done(here: Services, done: Done) -> Json:
    rows = done.decisions
    touched = here.store.decisions.decided_with(rows)
    first = touched[0]
    return {
        "decision": _decision(first),
        "words": step_words(tuple(touched)),
        "changed": {
            "articles": done.changed.articles,
            "mentions": done.changed.mentions,
            "claims": done.changed.claims,
        },
        "job": done.job_id,
        "spreads": done.spreads,
        "conflict": done.in_conflict,
        "at": _at(here, first),
    }


def _at(here: Services, row: Decision) -> Json | None:
    article = here.store.find(row.content_hash) if row.content_hash else None
    if article is None or row.anchor is None:
        return None
    return {"article": article, "start": row.anchor.start, "end": row.anchor.end}


def _decision(row: Decision) -> Json:
    return {
        "uid": row.uid,
        "what": row.what.value,
        "words": words_of(row),
        "who": row.who,
        "when": f"{row.when.isoformat(timespec='seconds')}Z",
        "scope": row.scope.value,
        "reach": reach_of(row),
        "why": row.why,
    }


def _entry(one: Entry) -> Json:
    row = one.decision
    article = _article(one.article_id, one.title) if one.article_id is not None else None
    href = _remarked_href(row)
    if one.article_id is not None and row.anchor:
        href = f"/review?article={one.article_id}&start={row.anchor.start}&end={row.anchor.end}"
    return {
        **_decision(row),
        "undone": bool(one.undone_by),
        "undone_by": one.undone_by,
        "article": article,
        "href": href,
    }


def _remarked_href(row: Decision) -> str | None:
    """The page of the place or the speaker that a note or a tag is on."""
    subject = subject_of(row)
    if subject is None or subject.about is About.CLAIM:
        return None
    if subject.about is About.PLACE:
        return url_for("places.show", place_id=subject.key)
    return url_for("speakers.show", speaker_id=subject.key)


def _article(article_id: int, title: str) -> Json:
    return {"id": article_id, "title": title, "href": url_for("articles.show", article_id=article_id)}
