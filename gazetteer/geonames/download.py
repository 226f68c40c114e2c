"""Downloads dumps from GeoNames, resuming where a broken transfer ended."""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from gazetteer.errors import GeoNamesError
from gazetteer.geonames.layer import Progress

ADDRESS = "https://download.geonames.org/export/dump"
"""Where GeoNames offers its dumps, rebuilt daily."""

_WHOLE = {name.lower(): name for name in ("allCountries", "alternateNamesV2", "hierarchy")}
_COUNTRY = re.compile("[A-Za-z]{2}")
_ATTEMPTS = 5
_TIMEOUT = 60
_BLOCK = 1 << 18
_TOTAL = re.compile(r"bytes (?:\d+-\d+|\*)/(\d+)")
_PARTIAL, _UNSATISFIABLE, _SERVER_ERROR = 206, 416, 500


class _Broken(Exception):
    """A transfer that ended early and may be resumed."""


def download(
    names: Iterable[str],
    folder: Path,
    *,
    address: str = ADDRESS,
    progress: Progress | None = None,
    pause: float = 2.0,
) -> list[Path]:
    """Download dumps by country code ("PK") or name ("allCountries") into ``folder``; returns their paths.

    A transfer that breaks is resumed where it broke, after ``pause`` seconds and as many more each
    time, also by the next call; the size is checked at the end. Raises GeoNamesError if a name is none
    of GeoNames', the server cannot be reached, or it does not have the file.
    """
    files = [_file(name) for name in dict.fromkeys(names)]
    if not re.match("https?://", address):
        raise GeoNamesError(f"{address!r} is not an address to download from: it must begin with https:// or http://")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_fetch(f"{address.rstrip('/')}/{file}", folder / file, progress, pause) for file in files]
    except OSError as error:
        raise GeoNamesError(f"couldn't write to {folder}: {error}. Free some space and try again") from error


def _file(name: str) -> str:
    stem = name.removesuffix(".zip")
    whole = _WHOLE.get(stem.lower())
    if whole is None and not _COUNTRY.fullmatch(stem):
        raise GeoNamesError(
            f"GeoNames has no dump called {name!r}: give a country's two-letter code "
            f"or one of {', '.join(_WHOLE.values())}"
        )
    return f"{whole or stem.upper()}.zip"


def _fetch(url: str, path: Path, progress: Progress | None, pause: float) -> Path:
    part = _Part(path)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _transfer(url, part, progress)
            return part.complete()
        except _Broken as error:
            if attempt == _ATTEMPTS:
                raise _unreachable(url, path, error) from error
            time.sleep(pause * attempt)
    raise AssertionError("unreachable")


class _Part:
    """An incomplete file, and the server's mark that shows whether it still belongs to today's dump."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.path = path.with_name(path.name + ".part")
        self._mark = path.with_name(path.name + ".mark")

    def headers(self) -> dict[str, str]:
        """What to ask for: the rest, if what is here is still good, otherwise all of it."""
        size = self.size()
        mark = self._mark.read_text(encoding="utf-8") if size and self._mark.is_file() else ""
        return {"Range": f"bytes={size}-", "If-Range": mark} if mark else {}

    def size(self) -> int:
        """How many bytes have arrived."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def begin(self, mark: str) -> None:
        """Start over, with the server's mark of this dump."""
        self.path.unlink(missing_ok=True)
        self._mark.write_text(mark, encoding="utf-8")

    def add(self, block: bytes) -> None:
        """Append the bytes received."""
        with self.path.open("ab") as file:
            file.write(block)

    def complete(self) -> Path:
        """The file is complete: give it its name."""
        self._mark.unlink(missing_ok=True)
        return self.path.replace(self._path)


def _transfer(url: str, part: _Part, progress: Progress | None) -> None:
    headers = {"User-Agent": "mention-mapper", **part.headers()}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the address is http or https
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            total = _begin(answer, part)
            while block := answer.read(_BLOCK):
                part.add(block)
                if progress is not None:
                    progress(f"Downloading {url}", part.size(), total or part.size())
    except urllib.error.HTTPError as error:
        raise _refused(url, part, error) from error
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError) as error:
        raise _Broken(str(getattr(error, "reason", error)) or type(error).__name__) from error
    if total is not None and part.size() < total:
        raise _Broken(f"{part.size():,} of {total:,} bytes came")
    if total is not None and part.size() > total:
        part.begin("")
        raise _Broken("more bytes came than were announced")


def _begin(answer: http.client.HTTPResponse, part: _Part) -> int | None:
    """Prepare for the response; returns the size of the whole file if the server gives it."""
    if answer.status == _PARTIAL:
        announced = _TOTAL.match(answer.headers.get("Content-Range", ""))
        return int(announced[1]) if announced else None
    # Only a strong validator guarantees that two parts are of one file.
    mark = answer.headers.get("ETag", "")
    part.begin(mark if mark and not mark.startswith("W/") else answer.headers.get("Last-Modified", ""))
    length = answer.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else None


def _refused(url: str, part: _Part, error: urllib.error.HTTPError) -> Exception:
    if error.code == _UNSATISFIABLE:
        part.begin("")
        return _Broken("the part downloaded before is out of date")
    if error.code >= _SERVER_ERROR:
        return _Broken(f"the server answers {error.code} {error.reason}")
    return GeoNamesError(f"{url} cannot be downloaded: the server answers {error.code} {error.reason}")


def _unreachable(url: str, path: Path, why: object) -> GeoNamesError:
    return GeoNamesError(
        f"couldn't download {url}: {why}. Run the command again to resume where it broke, or download "
        f"{path.name} on a machine that has a network and run `mention-mapper gazetteer import {path.name}`"
    )
