"""Accepted files are put in place together or not at all, and are not kept for ever."""

from __future__ import annotations

import os
import time

import pytest

from webapp.errors import StoreUnavailable
from webapp.jobs.incoming import KEPT, LEFT_BEHIND, Incoming


@pytest.fixture
def incoming(tmp_path) -> Incoming:
    return Incoming(tmp_path)


def aged(incoming: Incoming, source: str, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(incoming.path(source), (then, then))


def put(incoming: Incoming, *contents: bytes) -> list[str]:
    with incoming.parcel() as parcel:
        return [parcel.put(lambda file, data=data: file.write(data)) for data in contents]


def test_the_files_of_a_request_are_put_in_place_together(incoming, tmp_path):
    with incoming.parcel() as parcel:
        source = parcel.put(lambda file: file.write(b"one"))
        assert not incoming.path(source).exists()
    assert incoming.path(source).read_bytes() == b"one"
    incoming.remove(source)
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_request_that_is_broken_off_leaves_nothing(incoming, tmp_path):
    with pytest.raises(KeyError), incoming.parcel() as parcel:
        parcel.put(lambda file: file.write(b"one"))
        raise KeyError
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_disk_that_cannot_be_written_is_said(incoming, tmp_path):
    (tmp_path / "incoming").write_text("no folder")
    with pytest.raises(StoreUnavailable, match=r"cannot be written .*nothing was added"):
        put(incoming, b"one")


def test_what_nobody_asks_for_is_removed_after_an_hour_and_what_failed_after_a_month(incoming):
    orphan, failed, old, new = put(incoming, b"1", b"2", b"3", b"4")
    for source, age in ((orphan, LEFT_BEHIND + 9), (failed, LEFT_BEHIND + 9), (old, KEPT + 9)):
        aged(incoming, source, age)
    assert incoming.sweep(lambda: {failed, old}) == 2
    assert [incoming.path(source).exists() for source in (orphan, failed, old, new)] == [False, True, False, True]


def test_what_a_kill_left_aside_is_removed_too(incoming, tmp_path):
    aside = tmp_path / "incoming" / ".0123"
    aside.mkdir(parents=True)
    (aside / "1").write_bytes(b"half")
    aged(incoming, ".0123/1", LEFT_BEHIND + 9)
    assert incoming.sweep(frozenset) == 1
    assert not aside.exists()
