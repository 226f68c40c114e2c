"""Files beside the gazetteer's that change while the program runs."""

from __future__ import annotations

from pathlib import Path

from webapp.jobs.layers import LayerWatch


def test_each_change_of_a_file_is_told_once(tmp_path: Path):
    path, told = tmp_path / "own-places.sqlite", []
    watch = LayerWatch((path, tmp_path / "never.sqlite"), lambda: told.append(path.exists()))
    watch.look()
    assert told == []
    path.write_text("one")
    watch.look()
    watch.look()
    assert told == [True]
    aside = tmp_path / "aside"
    aside.write_text("two")
    aside.replace(path)
    watch.look()
    path.unlink()
    watch.look()
    assert told == [True, True, False]


def test_a_change_that_could_not_be_taken_up_is_told_again(tmp_path: Path):
    path, told = tmp_path / "own-places.sqlite", []

    def changed() -> None:
        told.append(1)
        if len(told) == 1:
            raise OSError

    watch = LayerWatch((path,), changed)
    path.write_text("one")
    try:
        watch.look()
    except OSError:
        watch.look()
    assert len(told) == 2
