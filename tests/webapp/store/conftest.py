"""Databases as earlier versions of the program have them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic import command

from webapp.store import ArticleStore, database


@pytest.fixture
def made_by_an_earlier_version(settings, monkeypatch) -> Callable[[str], None]:
    """Make the database as a version of the program made it, named by its last migration."""
    return lambda revision: _opened_with(settings, monkeypatch, command.upgrade, revision)


@pytest.fixture
def gone_back_to(settings, monkeypatch) -> Callable[[str], None]:
    """Migrate the database back to an earlier version."""
    return lambda revision: _opened_with(settings, monkeypatch, command.downgrade, revision)


def _opened_with(settings, monkeypatch, migrate, revision: str) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(command, "upgrade", lambda config, _head: migrate(config, revision))
        patched.setattr(database, "_is_newest", lambda connection: False)
        earlier = ArticleStore(settings.database_path)
        earlier.prepare()
        earlier.close()
