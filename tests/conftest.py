"""Fixtures that every test may use: a full gazetteer, built once, and the program's own folder set aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gazetteer.build import ensure
from gazetteer.store import Gazetteer

if TYPE_CHECKING:
    from webapp.nlp.pipeline import Pipeline


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTION_MAPPER_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database without articles: migrations take a third of a second, a copy of what they made a hundredth."""
    from webapp.store import ArticleStore

    path = tmp_path_factory.mktemp("empty") / "articles.sqlite"
    with closing(ArticleStore(path)) as store:
        store.prepare()
    return path


@pytest.fixture(scope="session")
def gazetteer_path(pytestconfig: pytest.Config) -> Path:
    """A gazetteer built from everything installed, kept between runs and rebuilt when its sources change."""
    path = pytestconfig.cache.mkdir("gazetteer") / "gazetteer.sqlite"
    ensure(path).close()
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Iterator[Gazetteer]:
    """The full gazetteer, open."""
    places = Gazetteer.open(gazetteer_path)
    yield places
    places.close()


@pytest.fixture(scope="session")
def pipeline(gazetteer: Gazetteer) -> Pipeline:
    """The real pipeline with the default model; loading it takes some seconds, once for all tests."""
    from webapp.nlp.pipeline import Pipeline

    return Pipeline(gazetteer)
