"""Downloading from a server of our own that breaks transfers off, lies or is unreachable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.errors import GeoNamesError
from gazetteer.geonames import download
from tests.gazetteer.geonames.serving import DATA, Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as state:
        yield state


def test_dumps_are_fetched_by_code_or_name(server: Server, tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    paths = download(
        ["pk", "allcountries"],
        tmp_path,
        address=server.address,
        progress=lambda stage, now, total: done.append((now, total)),
    )
    assert [path.name for path in paths] == ["PK.zip", "allCountries.zip"]
    assert server.paths == ["/dump/PK.zip", "/dump/allCountries.zip"]
    assert all(path.read_bytes() == DATA for path in paths)
    assert done[-1] == (len(DATA), len(DATA))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["PK.zip", "allCountries.zip"]


def test_a_broken_transfer_resumes_where_it_broke(server: Server, tmp_path: Path) -> None:
    server.breaks = 2
    (path,) = download(["PK"], tmp_path, address=server.address, pause=0)
    assert path.read_bytes() == DATA
    third = len(DATA) // 3
    assert server.ranges == [None, f"bytes={third}-", f"bytes={third + (len(DATA) - third) // 3}-"]


def test_the_next_call_resumes_too(server: Server, tmp_path: Path) -> None:
    server.breaks = 5
    with pytest.raises(GeoNamesError, match=r"of 1,024,000 bytes came.*resume where it broke"):
        download(["PK"], tmp_path, address=server.address, pause=0)
    assert not (tmp_path / "PK.zip").exists()
    (path,) = download(["PK"], tmp_path, address=server.address, pause=0)
    assert path.read_bytes() == DATA
    assert server.ranges[-1] is not None


def test_where_the_dump_has_changed_meanwhile_it_is_fetched_whole(server: Server, tmp_path: Path) -> None:
    server.breaks = 5
    with pytest.raises(GeoNamesError):
        download(["PK"], tmp_path, address=server.address, pause=0)
    server.mark, server.data = '"tuesday"', DATA[::-1]
    (path,) = download(["PK"], tmp_path, address=server.address, pause=0)
    assert path.read_bytes() == DATA[::-1]


def test_a_server_in_trouble_is_asked_again(server: Server, tmp_path: Path) -> None:
    server.errors = 2
    assert download(["PK"], tmp_path, address=server.address, pause=0)[0].read_bytes() == DATA


def test_a_dump_that_the_server_lacks_is_reported(server: Server, tmp_path: Path) -> None:
    with pytest.raises(GeoNamesError, match=r"ZZ\.zip cannot be downloaded: the server answers 404"):
        download(["ZZ"], tmp_path, address=server.address, pause=0)


def test_without_a_network_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GeoNamesError, match=r"couldn't download.*gazetteer import PK.zip"):
        download(["PK"], tmp_path, address="http://127.0.0.1:9", pause=0)


def test_names_that_geonames_lacks_and_other_addresses_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GeoNamesError, match="no dump called 'Pakistan'"):
        download(["Pakistan"], tmp_path)
    with pytest.raises(GeoNamesError, match="not an address to download from"):
        download(["PK"], tmp_path, address="file:///etc")
