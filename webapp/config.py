"""Settings, read once from the environment and typed."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from gazetteer.files.schema import GEONAMES_FILE, OWN_FILE
from gazetteer.home import FILE, default_home
from webapp.errors import InvalidSetting

T = TypeVar("T")
MODELS = ("auto", "md", "sm")
FURTHEST_ZOOM = 22
TILE_ARCHIVE = ".pmtiles"
"""How the name of an archive of map tiles ends."""
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can choose; each field is set by ``MENTION_MAPPER_<FIELD>``."""

    home: Path
    """Folder that holds the gazetteer and the database of articles."""
    model: str = "auto"
    """``md``, ``sm``, or ``auto``: the medium spaCy model if installed, otherwise the small one."""
    least_confidence: float | None = None
    """Confidence, from 0 to 1, below which a name is not placed; None for the fitted threshold."""
    least_said: float | None = None
    """Probability, from 0 to 1, that a claim was said, below which it is shown only if asked for; None: as fitted."""
    max_upload_mb: int = 25
    """Largest upload in megabytes, all files of one request together."""
    max_text_chars: int = 1_000_000
    """Longest article in characters."""
    max_pages: int = 300
    """Longest PDF in pages."""
    hosts: tuple[str, ...] = ()
    """Further host names the server answers to, comma-separated, beside localhost and its own address."""
    max_file_seconds: int = 15
    """Longest time, in seconds, that reading one file may take."""
    max_file_memory_mb: int = 200
    """Most memory, in megabytes, that reading one file may take beyond the reading program's own 60."""
    fetch: bool = False
    """Whether articles may be fetched from public web addresses."""
    fetch_ports: tuple[int, ...] = (80, 443)
    """Ports that articles are fetched from, comma-separated."""
    fetch_seconds: int = 30
    """Longest time, in seconds, that fetching one address may take, redirects included."""
    reviewer: str = ""
    """Who decides, where a page gives no name; by default the account that the program runs under."""
    tiles: str = ""
    """An operator's own map for close zooms: an address such as ``https://maps.example.org/{z}/{x}/{y}.png``, or the
    path of a PMTiles archive."""
    tiles_credit: str = ""
    """Whose map that is, as it is to be said on the map."""
    tiles_from: int = 9
    """Zoom from which it is shown."""
    tiles_to: int = 17
    """Closest zoom that it has."""
    queue: str = ""
    """Address of the Redis that wakes workers, such as ``redis://localhost:6379/0``; by default a file in the home."""

    @property
    def gazetteer_path(self) -> Path:
        """The gazetteer's file."""
        return self.home / FILE

    @property
    def own_places_path(self) -> Path:
        """The file of the person's own places."""
        return self.home / OWN_FILE

    @property
    def layer_paths(self) -> tuple[Path, ...]:
        """The files of further places beside the gazetteer's, each of which may be missing."""
        return self.home / GEONAMES_FILE, self.own_places_path

    @property
    def database_path(self) -> Path:
        """The file that holds articles and all that was read from them."""
        return self.home / "articles.sqlite"

    @property
    def own_weights_path(self) -> Path:
        """The folder of weights fitted further on a person's decisions, which may be missing."""
        return self.home / "weights"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; raise InvalidSetting if a value cannot be used."""
        env = os.environ if environ is None else environ
        default = cls(home=default_home())
        return cls(
            home=_read(env, "HOME", _path, default.home),
            model=_read(env, "MODEL", _model, default.model),
            least_confidence=_read(env, "LEAST_CONFIDENCE", share, default.least_confidence),
            least_said=_read(env, "LEAST_SAID", share, default.least_said),
            max_upload_mb=_read(env, "MAX_UPLOAD_MB", _positive, default.max_upload_mb),
            max_text_chars=_read(env, "MAX_TEXT_CHARS", _positive, default.max_text_chars),
            max_pages=_read(env, "MAX_PAGES", _positive, default.max_pages),
            hosts=_read(env, "HOSTS", _names, default.hosts),
            max_file_seconds=_read(env, "MAX_FILE_SECONDS", _positive, default.max_file_seconds),
            max_file_memory_mb=_read(env, "MAX_FILE_MEMORY_MB", _positive, default.max_file_memory_mb),
            fetch=_read(env, "FETCH", _switch, default.fetch),
            fetch_ports=_read(env, "FETCH_PORTS", _ports, default.fetch_ports),
            fetch_seconds=_read(env, "FETCH_SECONDS", _positive, default.fetch_seconds),
            reviewer=_read(env, "REVIEWER", str, _account()),
            tiles=_read(env, "TILES", _tiles, default.tiles),
            tiles_credit=_read(env, "TILES_CREDIT", str, default.tiles_credit),
            tiles_from=_read(env, "TILES_FROM", _zoom, default.tiles_from),
            tiles_to=_read(env, "TILES_TO", _zoom, default.tiles_to),
            queue=_read(env, "QUEUE", _queue, default.queue),
        )


def _read(env: Mapping[str, str], field: str, parse: Callable[[str], T], default: T) -> T:
    name = f"MENTION_MAPPER_{field}"
    value = env.get(name, "").strip()
    if not value:
        return default
    try:
        return parse(value)
    except ValueError as error:
        raise InvalidSetting(f"{name}={value!r} {error}") from error


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _path(value: str) -> Path:
    try:
        return Path(value).expanduser().absolute()
    except RuntimeError as error:
        raise ValueError("names the home folder of a user that this machine does not have") from error


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ValueError("is not a whole number above 0")
    return int(value)


def share(value: str) -> float:
    """A number from 0 to 1; raises ValueError for any other number and for anything else."""
    try:
        number = float(value)
    except ValueError as error:
        raise ValueError("is not a number from 0 to 1") from error
    if not 0 <= number <= 1:
        raise ValueError("is not a number from 0 to 1")
    return number


def _model(value: str) -> str:
    if value not in MODELS:
        raise ValueError(f"is not one of {', '.join(MODELS)}")
    return value


def _queue(value: str) -> str:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("is not the address of a Redis, such as redis://localhost:6379/0")
    return value


def _tiles(value: str) -> str:
    if value.endswith(TILE_ARCHIVE) and "://" not in value:
        return str(_path(value))
    address = urlsplit(value)
    named = all(part in address.path + address.query for part in ("{z}", "{x}", "{y}"))
    if address.scheme not in ("http", "https") or not _HOST.fullmatch(address.netloc) or not named:
        raise ValueError(
            "is neither the address of map tiles, such as https://maps.example.org/{z}/{x}/{y}.png, "
            "nor a file of this machine that ends in .pmtiles"
        )
    return value


def _zoom(value: str) -> int:
    number = _positive(value)
    if number > FURTHEST_ZOOM:
        raise ValueError(f"is not a zoom from 1 to {FURTHEST_ZOOM}")
    return number


def _switch(value: str) -> bool:
    if value.lower() not in ("on", "off"):
        raise ValueError("is neither on nor off")
    return value.lower() == "on"


def _ports(value: str) -> tuple[int, ...]:
    numbers = tuple(_positive(name) for name in _names(value))
    if not numbers or max(numbers) > 65_535:
        raise ValueError("is not a list of ports from 1 to 65535, such as 80,443")
    return numbers


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())
