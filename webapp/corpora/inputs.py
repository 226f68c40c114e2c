"""Finds the articles of a corpus, on disk or at a URL, and divides them into parts that anybody can read alone.

The division depends on the files alone: whoever reads a part, and however often, writes the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath

from fsspec.implementations.local import LocalFileSystem

from webapp.corpora.errors import DAMAGED, CorpusError
from webapp.reading import Limits
from webapp.reading.many.forms import Form, form_of
from webapp.reading.many.held import Source, number_of
from webapp.reading.many.opening import file_system, member_address, packed_in, raw

ARTICLES_A_PART = 256
"""Articles that are read, and written, at once: at some 20 a second a quarter of a minute."""
_UNSAFE = re.compile(r"[^\w.-]+")
RUN = "run.json"
"""What is written beside the parts of an extraction, and marks its folder."""
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles of a corpus: a stretch of one file, or several files; ``name`` is unique in the corpus."""

    name: str
    form: Form
    urls: tuple[str, ...]
    first: int = 0
    """Lines or rows before the part."""
    count: int = 0
    """Lines or rows of the part, or files."""
    state: str = ""
    """Changes when a file of the part does, as far as its file system tells without reading it."""


def parts(sources: Sequence[str], limits: Limits, size: int = ARTICLES_A_PART) -> list[Part]:
    """The parts of a corpus, in the order of the files; raises CorpusError if there are none.

    A source is a file, a folder, a pattern with ``*``, or a URL of a kind that fsspec knows.
    """
    held = list(dict.fromkeys(url for source in sources for url in _files(source)))
    if not held:
        raise CorpusError(
            f"no articles in {', '.join(sources)}: give JSON lines, CSV, Parquet, mail, archives or articles"
        )
    forms = {url: form for url in held if (form := form_of(url)) is not None}
    divided = [
        part for url, form in forms.items() if form is not Form.FILES for part in _divided(url, form, limits, size)
    ]
    single = [url for url, form in forms.items() if form is Form.FILES]
    divided += [
        Part("files", Form.FILES, tuple(single[first:end]), first, end - first)
        for first, end in _stretches(len(single), size)
    ]
    states = {urls: _state(urls) for urls in {part.urls for part in divided}}
    return [
        replace(part, name=f"part-{number:05}-{part.name}", state=states[part.urls])
        for number, part in enumerate(divided)
    ]


def _files(source: str) -> Iterator[str]:
    """The files that a source names, those with articles only where it is a folder or a pattern."""
    if not source.strip():
        raise CorpusError("the name of a file or a folder is empty")
    try:
        files, path = file_system(source)
        if _GLOB.search(path) and not files.exists(path):
            found: Iterable[str] = files.glob(path)
        elif files.isdir(path):
            found = _below(Path(path)) if isinstance(files, LocalFileSystem) else files.find(path)
        elif files.exists(path):
            found = [_named(source, path)]
        else:
            raise CorpusError(f"{source} does not exist")
    except (ImportError, OSError, ValueError) as error:
        raise CorpusError(f"{source} cannot be opened: {error}") from error
    for one in sorted(found):
        url = files.unstrip_protocol(one)
        form = form_of(one)
        if form is Form.ARCHIVE:
            yield from _members(url)
        elif form is not None:
            yield url


def _named(source: str, path: str) -> str:
    """A file that a person names; raises CorpusError if it can hold no articles."""
    if form_of(path) is None:
        raise CorpusError(f"{source} is neither JSON lines, CSV, Parquet, mail, an archive, nor a kind of article")
    return path


def _below(folder: Path) -> Iterator[str]:
    """The regular files in a folder and those below it; links to folders are followed once.

    Folders that an extraction wrote are left out. Raises OSError for a folder that cannot be looked into.
    """
    seen: set[Path] = set()
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        if inside.resolve() in seen:
            continue
        seen.add(inside.resolve())
        held = sorted(inside.iterdir())
        if inside != folder and any(one.name == RUN for one in held):
            continue
        waiting += [one for one in held if one.is_dir()]
        yield from (str(one) for one in held if one.is_file())


def _members(archive: str) -> Iterator[str]:
    """The files in an archive that hold articles, by their names; archives in it are not opened."""
    try:
        with raw(archive) as file, zipfile.ZipFile(file) as opened_archive:
            counts = Counter(entry.filename for entry in opened_archive.infolist() if not entry.is_dir())
    except DAMAGED as error:
        raise CorpusError(f"{archive} cannot be opened: {error}") from error
    for name in sorted(counts):
        if form_of(name) not in (None, Form.ARCHIVE) and not _is_resource(name):
            yield from (member_address(name, archive, number) for number in range(1, counts[name] + 1))


def _is_resource(name: str) -> bool:
    """Whether a member is what macOS adds beside a file."""
    return name.startswith("__MACOSX/")


def _divided(url: str, form: Form, limits: Limits, size: int) -> Iterator[Part]:
    name = _UNSAFE.sub("-", PurePosixPath((packed_in(url) or (url,))[0]).name.split(".")[0])
    for first, end in _stretches(number_of(Source(url, form), limits), size):
        yield Part(name, form, (url,), first, end - first)


def _state(urls: Sequence[str]) -> str:
    """A digest of the sizes and times of files; an archive stands for what is in it."""
    digest = hashlib.sha256()
    for url in dict.fromkeys((packed_in(url) or ("", url))[1] for url in urls):
        files, path = file_system(url)
        info = files.info(path)
        digest.update(
            f"{url} {info.get('size')} {info.get('mtime') or info.get('ETag') or ''}\n".encode("utf-8", "replace")
        )
    return digest.hexdigest()[:16]


def _stretches(count: int, size: int) -> Iterator[tuple[int, int]]:
    return pairwise([*range(0, count, size), count])
