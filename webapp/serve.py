"""Serves the web application on this machine until it is stopped."""

from __future__ import annotations

import errno
import logging
import signal
import socket
from types import FrameType

import click
from waitress import create_server
from waitress.server import BaseWSGIServer

from webapp import create_app
from webapp.config import Settings
from webapp.errors import MentionMapperError
from webapp.jobs.watching import Watch
from webapp.memory import share_one_heap

THREADS = 8


class CannotServe(MentionMapperError, OSError):
    """Raised when it is impossible to listen on the address: the port is taken, the name is not this machine's."""


def serve(settings: Settings, host: str, port: int, *, worker: bool = True) -> None:
    """Serve until interrupted, with a ``worker`` that reads; raise CannotServe if the address cannot be listened on."""
    # Waitress warns about each request that waits a moment for a thread.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    share_one_heap()
    watch = Watch(settings) if worker else None
    server = _listen(settings, host, port, watch)
    signal.signal(signal.SIGTERM, _interrupt)
    click.echo(f"Mention Mapper is at {address(host, port)} (Ctrl-C stops it)")
    try:
        if watch:
            watch.start()
        server.run()
    finally:
        server.close()
        if watch:
            watch.stop()
    click.echo("Stopped.")


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 (compared, not bound)
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(settings: Settings, host: str, port: int, worker: Watch | None) -> BaseWSGIServer:
    # Before anything is loaded: it should not take seconds to find out that the port is taken.
    listener = _bind(host, port)
    app = create_app({"SETTINGS": settings, "BOUND_HOST": host, "WORKER": worker, "WARM": True})
    return create_server(app, sockets=[listener], threads=THREADS, ident=None)


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise CannotServe(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use by another program: stop it, or choose another port with PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} may not be used by this account: choose one above 1023, such as PORT=8000"
    return f"{host}:{port} cannot be listened on ({error.strerror or error}): choose another address or port"


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
