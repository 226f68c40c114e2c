"""An operator's own map: an archive's images, and what pages are told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pmtiles.tile import Compression, TileType, deserialize_header, zxy_to_tileid
from pmtiles.writer import write

from webapp.config import Settings
from webapp.errors import InvalidSetting
from webapp.maps import Tiles, archive_of, tiles_of
from webapp.maps.tiles import TileArchive


def archived(path: Path, images: dict[tuple[int, int, int], bytes], kind: TileType = TileType.PNG) -> Path:
    """An archive of these images, each at its zoom, column and row."""
    zooms = [zoom for zoom, _, _ in images]
    header = {
        "tile_type": kind,
        "tile_compression": Compression.NONE,
        "min_zoom": min(zooms),
        "max_zoom": max(zooms),
        **dict.fromkeys(("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7"), 0),
        **dict.fromkeys(("center_zoom", "center_lon_e7", "center_lat_e7"), 0),
    }
    with write(str(path)) as writer:
        for at in sorted(images, key=lambda at: zxy_to_tileid(*at)):
            writer.write_tile(zxy_to_tileid(*at), images[at])
        writer.finalize(header, {})
    return path


def test_an_archive_gives_each_image_where_it_lies(tmp_path: Path) -> None:
    images = {(zoom, x, y): f"{zoom}/{x}/{y}".encode() for zoom in (9, 10) for x in range(200, 232) for y in range(40)}
    archive = TileArchive(archived(tmp_path / "own.pmtiles", images))
    assert archive.media_type == "image/png"
    assert archive.zooms == (9, 10)
    assert {at: archive.tile(*at) for at in images} == images


@pytest.mark.parametrize("at", [(9, 1, 2), (8, 201, 0), (9, 512, 0), (40, 0, 0)])
def test_where_an_archive_has_nothing_there_is_no_image(tmp_path: Path, at: tuple[int, int, int]) -> None:
    archive = TileArchive(archived(tmp_path / "own.pmtiles", {(9, 201, 100): b"image"}))
    assert archive.tile(*at) is None


def test_an_archive_that_is_cut_short_gives_no_broken_directory(tmp_path: Path) -> None:
    path = archived(tmp_path / "own.pmtiles", {(9, x, 100): bytes([x]) * 50 for x in range(20)})
    archive = TileArchive(path)
    path.unlink()
    assert archive.tile(9, 3, 100) is None


def test_an_image_that_is_cut_short_is_none(tmp_path: Path) -> None:
    path = archived(tmp_path / "own.pmtiles", {(9, x, 100): bytes([x]) * 50 for x in range(3)})
    archive = TileArchive(path)
    path.write_bytes(path.read_bytes()[:-20])
    assert [archive.tile(9, x, 100) for x in range(3)] == [bytes(50), bytes([1]) * 50, None]


def test_where_a_directory_is_damaged_there_is_no_image(tmp_path: Path) -> None:
    # Spread out and of many lengths, so that they need more directories than the first.
    tiles = {(14, n * 7919 % 16384, n * 104729 % 16384): bytes(n % 250) + b"image" for n in range(9000)}
    path = archived(tmp_path / "own.pmtiles", tiles)
    held = bytearray(path.read_bytes())
    first = deserialize_header(bytes(held[:127]))["leaf_directory_offset"]
    held[first + 10 : first + 20] = b"\xff" * 10
    path.write_bytes(held)
    archive = TileArchive(path)
    found = [archive.tile(*at) for at in tiles]
    assert None in found
    assert b"image" in {image[-5:] for image in found if image}, "what lies elsewhere is still shown"


@pytest.mark.parametrize(
    "held", [b"", b"PMTiles\x02" + bytes(200), b"\x89PNG" + bytes(200), b"PMTiles\x03" + bytes(200)]
)
def test_what_is_no_archive_is_refused(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "own.pmtiles"
    path.write_bytes(held)
    with pytest.raises(InvalidSetting, match=r"own\.pmtiles.*cannot be read as a PMTiles archive"):
        TileArchive(path)


def test_a_missing_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=r"away\.pmtiles.*there is no such file"):
        TileArchive(tmp_path / "away.pmtiles")


def test_an_archive_of_drawings_is_refused(tmp_path: Path) -> None:
    path = archived(tmp_path / "own.pmtiles", {(9, 1, 1): b"vectors"}, TileType.MVT)
    with pytest.raises(InvalidSetting, match="no images but tiles of type MVT: name an archive of raster tiles"):
        TileArchive(path)


def test_without_the_package_the_setting_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.maps.tiles.find_spec", lambda name: None)
    with pytest.raises(InvalidSetting, match=r"pip install 'mention-mapper\[tiles\]'"):
        TileArchive(tmp_path / "own.pmtiles")


def test_pages_are_told_of_an_address_as_it_is(tmp_path: Path) -> None:
    own = Settings(home=tmp_path, tiles="https://maps.example/{z}/{x}/{y}.png", tiles_credit="Maps Ltd")
    assert archive_of(own) is None
    assert tiles_of(own, None) == Tiles("https://maps.example/{z}/{x}/{y}.png", "Maps Ltd", 9, 17)
    assert tiles_of(Settings(home=tmp_path), None) is None


def test_an_address_whose_images_are_named_as_archives_is_an_address(tmp_path: Path) -> None:
    address = "https://maps.example/{z}/{x}/{y}.pmtiles"
    assert archive_of(Settings(home=tmp_path, tiles=address)) is None


def test_pages_are_told_of_the_zooms_that_an_archive_has(tmp_path: Path) -> None:
    path = archived(tmp_path / "own.pmtiles", {(10, 1, 1): b"a", (14, 1, 1): b"b"})
    own = Settings(home=tmp_path, tiles=str(path), tiles_credit="Maps Ltd")
    archive = archive_of(own)
    assert archive is not None
    shown = tiles_of(own, archive)
    assert shown == Tiles(f"/tiles/{{z}}/{{x}}/{{y}}?v={archive.edition}", "Maps Ltd", 10, 14)


def test_an_archive_whose_zooms_are_never_shown_is_refused(tmp_path: Path) -> None:
    path = archived(tmp_path / "own.pmtiles", {(6, 1, 1): b"a"})
    with pytest.raises(InvalidSetting, match="zooms 6 to 6, none of which is shown: MENTION_MAPPER_TILES_FROM is 9"):
        archive_of(Settings(home=tmp_path, tiles=str(path)))
