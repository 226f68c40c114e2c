"""What a person asked for is written whole, into pipes where they are pipes, and never over what is being read."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.waiting import PATIENCE
from webapp.output import CannotWrite, keep_apart, text_to, whole


def read_from_pipe(path: Path, write: Callable[[], None]) -> str:
    """What comes out of a named pipe while ``write`` runs."""
    os.mkfifo(path)
    # Opened for both, so that neither side waits for the other where nothing is written into it.
    with path.open("r+b", buffering=0) as pipe:
        writer = threading.Thread(target=write)
        writer.start()
        writer.join(PATIENCE)
        assert stat.S_ISFIFO(path.lstat().st_mode), "the pipe was replaced by a file"
        return pipe.read(10_000).decode()


def test_a_pipe_is_written_into_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"

    def write() -> None:
        with text_to(str(pipe)) as out:
            out.write("Kasésé\n")

    assert read_from_pipe(pipe, write) == "Kasésé\n"
    assert list(tmp_path.iterdir()) == [pipe]


@pytest.mark.parametrize("name", ["/dev/null", "/dev/stdout", "/dev/fd/1"])
def test_devices_and_open_streams_are_named_themselves(name: str) -> None:
    with whole(Path(name)) as path:
        assert path == Path(name)


def test_a_file_is_replaced_only_once_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("before")
    with pytest.raises(ZeroDivisionError), text_to(str(file)) as out:
        out.write("half")
        raise ZeroDivisionError
    assert file.read_text() == "before"
    with text_to(str(file)) as out:
        out.write("after")
        assert file.read_text() == "before"
    assert file.read_text() == "after"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("real")
    with text_to(str(link)) as out:
        out.write("through")
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "through"


def test_a_folder_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"couldn't write .*No such file"), text_to(str(tmp_path / "no" / "out")):
        pass


def test_what_is_read_is_not_written_under_any_of_its_names(tmp_path: Path) -> None:
    file, link, twin = tmp_path / "in", tmp_path / "link", tmp_path / "twin"
    file.write_text("text")
    link.symlink_to(file)
    twin.hardlink_to(file)
    for name in (file, link, twin, tmp_path / "." / "in"):
        with pytest.raises(CannotWrite, match="is the file being read"):
            keep_apart(name, tmp_path / "other", file)
    with file.open() as opened, pytest.raises(CannotWrite):
        keep_apart(str(link), opened)


def test_other_files_new_files_and_devices_may_be_written(tmp_path: Path) -> None:
    file, other = tmp_path / "in", tmp_path / "other"
    file.write_text("text")
    other.write_text("text")
    for name in (other, tmp_path / "new", "-"):
        keep_apart(name, file)
    keep_apart("/dev/null", "/dev/null")
