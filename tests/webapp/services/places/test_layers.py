"""Files beside the gazetteer's that change while the program runs."""

from __future__ import annotations

from pathlib import Path

from webapp.services.places.layers import LayerWatch


def test_each_change_of_a_file_is_reported_once(tmp_path: Path):
    path, changes = tmp_path / "own-places.sqlite", []
    watch = LayerWatch((path, tmp_path / "never.sqlite"), lambda: changes.append(path.exists()))
    watch.look()
    assert changes == []
    path.write_text("one")
    watch.look()
    watch.look()
    assert changes == [True]
    aside = tmp_path / "aside"
    aside.write_text("two")
    aside.replace(path)
    watch.look()
    path.unlink()
    watch.look()
    assert changes == [True, True, False]


def test_a_change_that_could_not_be_taken_up_is_reported_again(tmp_path: Path):
    path, changes = tmp_path / "own-places.sqlite", []

    def changed() -> None:
        changes.append(1)
        if len(changes) == 1:
            raise OSError

    watch = LayerWatch((path,), changed)
    path.write_text("one")
    try:
        watch.look()
    except OSError:
        watch.look()
    assert len(changes) == 2
