"""The web application, put together from its parts."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from webapp import exports, security
from webapp.api import changes, claims, decisions, labels, routes
from webapp.api import collections as collections_api
from webapp.api import gazetteer as gazetteer_api
from webapp.api import jobs as jobs_api
from webapp.api import remarks as remarks_api
from webapp.api import review as review_api
from webapp.api import speakers as speakers_api
from webapp.config import Settings
from webapp.errors import StoreUnavailable
from webapp.jobs.accepting import Uploads
from webapp.jobs.opening import contents
from webapp.jobs.queue import Queue, connected, immediate
from webapp.jobs.rereading_apart import RereadingApart
from webapp.jobs.rereading_here import RereadingHere
from webapp.jobs.watching import Watch
from webapp.jobs.work import Work
from webapp.jobs.workers import Workers
from webapp.maps import archive_of
from webapp.memory import give_back
from webapp.page_words import (
    GROUNDS,
    KINDS,
    MANNERS,
    abbreviated,
    counted,
    manner_words,
    outdated_words,
    shown_date,
    shown_description,
    status_words,
)
from webapp.program import EXTENSION, Services
from webapp.resources import program_version, static_folder, templates_folder
from webapp.services.claim_query import declared, filter_groups
from webapp.services.deciding.remarks import remarks_document
from webapp.services.deciding.review import Review
from webapp.services.loading import gazetteer_loader
from webapp.services.reader import Reader
from webapp.services.shown import shown_claims
from webapp.store import ArticleStore
from webapp.views import errors, jobs, pages, review, scripts, tiles, vendor
from webapp.views.articles import article, collections, details, rereading
from webapp.views.articles import bin as bin_pages
from webapp.views.gazetteer import own_places
from webapp.views.gazetteer import places as gazetteer_pages
from webapp.views.records import compare, places, speakers

logger = logging.getLogger(__name__)

WARM_AFTER = 1.0
"""Seconds after the start."""
GIVE_BACK_EVERY = 30.0
"""Seconds between two times that free memory goes back to the system: a few milliseconds each."""


def build(config: Settings | Mapping[str, Any] | None = None) -> Flask:
    """Make the application and begin to load the gazetteer; articles are read by a worker, in another process.

    ``config`` is the settings, or a mapping with any of ``SETTINGS``, ``READER`` (a Reader of this process: articles
    are then read here, at once), ``STORE`` (an ArticleStore), ``WORKER`` (the Watch of a worker that somebody
    starts), ``WARM`` (whether to hold soon what the first filtered question would have to read), ``BOUND_HOST`` (the
    address that is served) and Flask's own settings.
    """
    options: dict[str, Any] = {"SETTINGS": config} if isinstance(config, Settings) else dict(config or {})
    settings: Settings = options.pop("SETTINGS", None) or Settings.from_environment()
    app = Flask("webapp", static_folder=static_folder(), template_folder=templates_folder())
    app.config.update(
        # Signs only the messages for the next page: they need not survive a restart.
        SECRET_KEY=secrets.token_hex(32),
        SESSION_COOKIE_NAME="mention_mapper",
        SESSION_COOKIE_SAMESITE="Strict",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.filters.update(shown_date=shown_date, shown_description=shown_description)
    app.jinja_env.filters.update(status_words=status_words, remarks_document=remarks_document)
    app.jinja_env.globals.update(
        claim_kinds=KINDS, claim_manners=MANNERS, place_grounds=GROUNDS, manner_words=manner_words
    )
    app.jinja_env.globals.update(filter_groups=filter_groups, declared_filters=declared, export_formats=exports.choices)
    app.jinja_env.globals.update(abbreviated=abbreviated, counted=counted, outdated_words=outdated_words)
    security.init_app(app, settings, options.pop("BOUND_HOST", None))
    archive = archive_of(settings)
    program = _services(
        settings, options.pop("READER", None), options.pop("STORE", None), worker=options.pop("WORKER", None)
    )
    app.extensions[EXTENSION] = replace(program, archive=archive)
    if options.pop("WARM", False):
        Thread(target=_warm, args=(app.extensions[EXTENSION].store,), name="warm", daemon=True).start()
    app.config.update(options)
    for module in (pages, article, details, collections, bin_pages, jobs, rereading, speakers):
        app.register_blueprint(module.blueprint)
    for module in (gazetteer_pages, own_places, scripts, vendor, tiles, places, compare, review):
        app.register_blueprint(module.blueprint)
    for module in (
        routes,
        changes,
        claims,
        collections_api,
        decisions,
        gazetteer_api,
        jobs_api,
        labels,
        remarks_api,
        review_api,
        speakers_api,
    ):
        app.register_blueprint(module.blueprint)
    errors.init_app(app)
    app.context_processor(lambda: {"limits": settings, "version": program_version()})
    return app


def _services(
    settings: Settings, reader: Reader | None, store: ArticleStore | None, *, worker: Watch | None
) -> Services:
    store = store or ArticleStore(settings.database_path)
    try:
        store.prepare()
        store.bin.drop_old()
        store.earlier.drop_old()
        store.count_as_said(shown_claims(settings).least_said)
    except StoreUnavailable as error:
        # Each page says so as well, and recovers by itself once the cause is gone.
        logger.error("%s", error)
    if reader is not None:
        reader.start()
        return _read_here(settings, reader, store)
    workers = Workers(settings.home, expected=worker is not None)
    reader = Reader(gazetteer_loader(settings), elsewhere=workers.status)
    reader.start()
    return _read_elsewhere(settings, reader, store, worker)


def _warm(store: ArticleStore) -> None:
    # Whoever opens the program asks for its first page before anything else.
    time.sleep(WARM_AFTER)
    with suppress(StoreUnavailable):
        store.warm()
    while True:
        give_back()
        time.sleep(GIVE_BACK_EVERY)


def _read_elsewhere(settings: Settings, reader: Reader, store: ArticleStore, worker: Watch | None) -> Services:
    huey, where = connected(settings)
    # This process never takes a message out of the queue.
    queue = Queue(huey, lambda: None, where, knock=worker.knock if worker else None)
    uploads = Uploads(settings, store, queue.wake)
    rereading = RereadingApart(reader, store, settings.home, queue.wake)
    review = Review(store, reader, queue.wake)
    return Services(settings, store, reader, uploads, rereading, review, shown_claims(settings))


def _read_here(settings: Settings, reader: Reader, store: ArticleStore) -> Services:
    said = shown_claims(settings)
    work = Work(settings, reader, store, said, contents=lambda path, item: contents(path, item, settings))
    wake = Queue(immediate(), work.drain_if_possible).wake
    uploads, review = Uploads(settings, store, wake), Review(store, reader, wake)
    return Services(settings, store, reader, uploads, RereadingHere(reader, store, settings.home), review, said)
