"""An operator's own map for close zooms: the address of square images, or an archive of them on this machine.

An archive is one file in the PMTiles format, version 3 (https://github.com/protomaps/PMTiles, the specification is in
the public domain): a header, directories from the numbers of tiles to their bytes, and the tiles.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from webapp.config import TILE_ARCHIVE, Settings
from webapp.errors import InvalidSetting

IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "AVIF": "image/avif"}
"""Types of tiles that a browser shows as they are, with their media types."""
_SETTING = "MENTION_MAPPER_TILES"
_HEADER = 127
"""Bytes of an archive's header."""
_DEEPEST = 4
"""Directories from the root to a tile, at most."""
_HELD = 64
"""Directories that are held, of up to some thousand tiles each."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """A map in square images: the address with {z}, {x} and {y}, whose it is, and its zooms."""

    address: str
    credit: str
    closer_than: int
    closest: int


class TileArchive:
    """The images of one PMTiles file."""

    def __init__(self, path: Path) -> None:
        """Raises InvalidSetting if the file is missing, damaged, or has no images for a browser."""
        if find_spec("pmtiles") is None:
            raise InvalidSetting(f"{_SETTING} needs one more package: pip install 'mention-mapper[tiles]'")
        from pmtiles.tile import deserialize_header

        self._path = path
        self._directory = lru_cache(_HELD)(self._read_directory)
        try:
            self._header: Any = deserialize_header(self._bytes(0, _HEADER))
            self.edition = f"{path.stat().st_mtime_ns:x}"
            """Differs from that of another file at the same path."""
            self._directory(self._header["root_offset"], self._header["root_length"])
        except FileNotFoundError as error:
            raise InvalidSetting(f"{_SETTING}={str(path)!r}: there is no such file") from error
        except Exception as error:  # the library raises whatever its parts do
            raise InvalidSetting(f"{_SETTING}={str(path)!r} cannot be read as a PMTiles archive, version 3") from error
        kind = self._header["tile_type"].name
        if kind not in IMAGES:
            raise InvalidSetting(
                f"{_SETTING}={str(path)!r} holds no images but tiles of type {kind}: name an archive of raster tiles"
            )
        self.media_type = IMAGES[kind]
        self.zooms: tuple[int, int] = self._header["min_zoom"], self._header["max_zoom"]

    def tile(self, zoom: int, x: int, y: int) -> bytes | None:
        """An image; None if the archive has none there, or it cannot be read."""
        from pmtiles.tile import find_tile, zxy_to_tileid

        head = self._header
        try:
            number = zxy_to_tileid(zoom, x, y)
            where = head["root_offset"], head["root_length"]
            for _ in range(_DEEPEST):
                entry = find_tile(self._directory(*where), number)
                if entry is None:
                    return None
                if entry.run_length:
                    image = self._bytes(head["tile_data_offset"] + entry.offset, entry.length)
                    return image if len(image) == entry.length else None
                where = head["leaf_directory_offset"] + entry.offset, entry.length
        except (OSError, EOFError, ValueError, OverflowError, MemoryError, zlib.error):
            return None
        return None

    def _read_directory(self, offset: int, length: int) -> Any:
        from pmtiles.tile import deserialize_directory

        return deserialize_directory(self._bytes(offset, length))

    def _bytes(self, offset: int, length: int) -> bytes:
        with self._path.open("rb") as file:
            file.seek(offset)
            return file.read(length)


def archive_of(settings: Settings) -> TileArchive | None:
    """The archive that the settings name, if they name one.

    Raises InvalidSetting if it cannot be used.
    """
    if not settings.tiles.endswith(TILE_ARCHIVE) or "://" in settings.tiles:
        return None
    archive = TileArchive(Path(settings.tiles))
    farthest, closest = archive.zooms
    if closest < settings.tiles_from or farthest > settings.tiles_to:
        raise InvalidSetting(
            f"{_SETTING}={settings.tiles!r} has zooms {farthest} to {closest}, none of which is shown: "
            f"{_SETTING}_FROM is {settings.tiles_from} and {_SETTING}_TO {settings.tiles_to}"
        )
    return archive


def tiles_of(settings: Settings, archive: TileArchive | None) -> Tiles | None:
    """What pages are told of the operator's own map, if there is one."""
    if not settings.tiles:
        return None
    farthest, closest, address = settings.tiles_from, settings.tiles_to, settings.tiles
    if archive is not None:
        farthest, closest = max(farthest, archive.zooms[0]), min(closest, archive.zooms[1])
        address = f"/tiles/{{z}}/{{x}}/{{y}}?v={archive.edition}"
    return Tiles(address, settings.tiles_credit, farthest, closest)
