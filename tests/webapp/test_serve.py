"""The server starts at once, stops cleanly, and says so where its port is taken."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import textwrap
from urllib.request import urlopen

import pytest

from tests.waiting import PATIENCE
from webapp.serve import CannotServe, address, serve


def test_a_port_in_use_is_reported_with_what_to_do(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotServe, match=f"port {port} is in use by another program: .* PORT={port + 1}"):
            serve(settings, "127.0.0.1", port)


def test_an_address_of_another_machine_is_reported(settings):
    with pytest.raises(CannotServe, match=r"192\.0\.2\.1:8000 cannot be listened on"):
        serve(settings, "192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("::", "http://localhost:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_the_address_shown_can_be_opened(host, shown):
    assert address(host, 8000) == shown


def test_a_server_loads_nothing_that_only_reading_or_migrating_needs(settings, store):
    store.prepare()
    code = (
        "import sys; from pathlib import Path; import webapp.serve; from webapp.store import ArticleStore; "
        f"ArticleStore(Path({str(settings.database_path)!r})).prepare(); print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unneeded = {
        "alembic",
        "charset_normalizer",
        "lxml",
        "markdown_it",
        "pypdf",
        "spacy",
        "sqlalchemy.dialects.postgresql",
    }
    assert unneeded & set(told.stdout.split()) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_answers_and_stops_on_request(stop, tmp_path):
    program = textwrap.dedent(
        """
        import signal, sys
        from pathlib import Path
        from webapp import serve
        from webapp.config import Settings

        # A shell may have started the tests with interrupts switched off.
        signal.signal(signal.SIGINT, signal.default_int_handler)

        def hello(environ, start_response):
            start_response("200 OK", [("Content-Type", "text/plain")])
            return [b"hello"]

        serve.create_app = lambda config: hello
        serve.serve(Settings(home=Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), worker=False)
        """
    )
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-c", program, str(tmp_path), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == f"Mention Mapper is at http://127.0.0.1:{port} (Ctrl-C stops it)\n"
            with urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
                assert answer.read() == b"hello"
            process.send_signal(stop)
            out, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert (out, err, process.returncode) == ("Stopped.\n", "", 0)
