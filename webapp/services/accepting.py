"""Turns an uploaded file into articles-to-be: one file that is an article, or the many that a file can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipInfo

from webapp.config import Settings
from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading import Limits, detection, signatures
from webapp.reading.many import archives, fields, mailbox, objects, rows
from webapp.reading.many.errors import CorpusError
from webapp.reading.many.fields import Chosen
from webapp.reading.many.opening import opened
from webapp.reading.upload import Upload

ARTICLES = frozenset(
    (".txt", ".text", ".md", ".markdown", ".mdown", ".mkd", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml")
)
"""The files in an archive that are articles, by their names; others are named together and left out."""
MOST_REFUSED = 1_000
"""Articles of one file that are told to be no articles one by one; where there are more, the rest is not read."""
_PACKED = (".gz", ".bz2")
_REFUSED_PACKING = ".xz"
_NAMED = 3
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Item:
    """An article-to-be: a file to be read apart, or an article, or neither and why.

    ``path`` is there until the next item is asked for, and is to be read under the name ``filename``.
    """

    name: str
    """Where it comes from, to be shown: ``news.zip/flood.txt``, ``table.csv, row 3``."""
    path: Path | None = None
    filename: str = ""
    article: Article | None = None
    why: str = ""


def items(path: Path, filename: str, settings: Settings, columns: Chosen | None = None) -> Iterator[Item]:
    """What an uploaded file holds, in its order; what is wrong with any of it is told in items and raises nothing.

    ``columns`` are names of columns or fields that a person chose, by what they hold: ``{"text": "Body"}``.
    """
    name = Upload(b"", filename, Limits.of(settings)).name
    source = _Source(Path(path), name, name, Limits.of(settings), columns)
    articles = refused = 0
    for item in _held(source, _FORMS):
        articles += not item.why
        refused += bool(item.why)
        yield item
        if refused > MOST_REFUSED:
            why = f"more than {MOST_REFUSED:,} articles in it cannot be read; the rest of it was left out"
            yield Item(name, why=why)
            return
    if not articles and not refused:
        yield Item(name, why="there is no article in it; check that it was saved with its articles")


def column_names(path: Path, filename: str, settings: Settings) -> list[str]:
    """The columns of a table or the fields of its first lines, for a person to choose from; empty for other files.

    Raises CorpusError if the file cannot be read.
    """
    limits = Limits.of(settings)
    name = Upload(b"", filename, limits).name
    kind = _kind(name)
    if kind in (".csv", ".tsv"):
        return rows.names(str(path), limits, name)
    return objects.names(str(path), limits, name) if kind in (".jsonl", ".ndjson") else []


@dataclass(frozen=True, slots=True)
class _Source:
    path: Path
    name: str
    """Its own name, which says what it is."""
    shown: str
    """The name to show, with those of the archives that it is in."""
    limits: Limits
    columns: Chosen | None

    @property
    def url(self) -> str:
        return str(self.path.absolute())


_Form = Callable[[_Source], Iterator[Item]]


def _held(source: _Source, forms: Mapping[str, _Form]) -> Iterator[Item]:
    """What a file holds by the form that its name says; itself, if it is an article or its bytes say otherwise."""
    kind = _kind(source.name)
    form = forms.get(kind)
    if form is None or (form is not _of_archive and _is_other(source.path, source.name)):
        yield Item(source.shown, source.path, source.name)
        return
    try:
        with _unpacked(source) as unpacked:
            yield from form(unpacked)
    except MentionMapperError as error:
        yield Item(source.shown, why=str(error))


@contextmanager
def _unpacked(source: _Source) -> Iterator[_Source]:
    """A file that is packed by itself, unpacked beside; raises CorpusError if it is damaged or too large."""
    packing = Path(source.name.lower()).suffix
    if packing == _REFUSED_PACKING:
        # Unpacking may take as much memory as the file asks for.
        raise CorpusError("files packed with xz are not read; unpack it and upload what is in it")
    if packing not in _PACKED:
        yield source
        return
    with TemporaryDirectory() as folder, opened(source.url, source.name) as file:
        to = Path(folder) / "file"
        archives.write_out(file, to, archives.TIMES_LARGER * source.limits.max_bytes)
        yield replace(source, path=to, name=source.name[: -len(packing)])


def _kind(name: str) -> str:
    """The ending that says what a file is, without that of what it is packed with."""
    path = Path(name.lower())
    return path.with_suffix("").suffix if path.suffix in (*_PACKED, _REFUSED_PACKING) else path.suffix


def _is_other(path: Path, name: str) -> bool:
    """Whether the bytes of what is called a table are those of a PDF, a picture, an archive and the like."""
    if name.lower().endswith((*_PACKED, _REFUSED_PACKING)):
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return detection.is_pdf(head) or head.startswith(b"PK\x03\x04") or signatures.refused(head) is not None


def _of_rows(source: _Source) -> Iterator[Item]:
    for number, row in enumerate(rows.rows(source.url, source.limits, source.columns, source.name), 1):
        yield _article(f"{source.shown}, row {number}", row, source.limits)


def _of_lines(source: _Source) -> Iterator[Item]:
    for number, held in objects.objects(source.url, source.limits, source.columns, source.name):
        yield _article(f"{source.shown}, line {number}", held, source.limits)


def _article(name: str, held: rows.Row, limits: Limits) -> Item:
    if isinstance(held, fields.RowRefused):
        return Item(name, why=str(held))
    try:
        return Item(name, article=fields.article(held, limits))
    except (MentionMapperError, ValueError) as error:
        return Item(name, why=str(error))


def _of_mailbox(source: _Source) -> Iterator[Item]:
    empty = 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "message.eml"
        for number, data in enumerate(mailbox.messages(source.url, source.limits, source.name), 1):
            name = f"{source.shown}, message {number}"
            if data is None:
                yield Item(name, why="it is larger than MENTION_MAPPER_MAX_UPLOAD_MB allows; upload it by itself")
            elif not data.replace(b"\r", b"").partition(b"\n\n")[2].strip():
                empty += 1
            else:
                path.write_bytes(data)
                yield Item(name, path, f"message {number}.eml")
    if empty:
        yield Item(source.shown, why=f"{empty:,} of its messages have no words and were left out")


def _of_archive(source: _Source) -> Iterator[Item]:
    empty = 0
    others: list[str] = []
    with archives.archive(source.path, source.limits) as held, TemporaryDirectory() as folder:
        for entry in held.entries():
            name = archives.shown(entry)
            kind = _kind(name)
            if kind == _ARCHIVE:
                yield Item(f"{source.shown}/{name}", why=f"archives in archives are not opened; {archives.UNPACK}")
            elif kind not in ARTICLES and kind not in _IN_ARCHIVES:
                others.append(name)
            elif not entry.file_size:
                empty += 1
            else:
                to = Path(folder) / "file"
                yield from _member(held, entry, replace(source, path=to, shown=f"{source.shown}/{name}", name=name))
    yield from _left_out(source, empty, others)


def _member(held: archives.Archive, entry: ZipInfo, source: _Source) -> Iterator[Item]:
    try:
        held.take_out(entry, source.path)
    except archives.MemberRefused as error:
        yield Item(source.shown, why=str(error))
    else:
        named = replace(source, name=Upload(b"", source.name, source.limits).name)
        yield from _held(named, _IN_ARCHIVES)


def _left_out(source: _Source, empty: int, others: list[str]) -> Iterator[Item]:
    """What an archive has beside articles, told once for all of it."""
    if empty:
        yield Item(source.shown, why=f"{empty:,} of the files in it are empty and were left out")
    if others:
        some = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        files = "1 file in it is no article" if len(others) == 1 else f"{len(others):,} files in it are no articles"
        yield Item(source.shown, why=f"{files}, by the name, and was left out: {some}")


_ARCHIVE = ".zip"
_IN_ARCHIVES: Mapping[str, _Form] = {
    **dict.fromkeys((".csv", ".tsv"), _of_rows),
    **dict.fromkeys((".jsonl", ".ndjson"), _of_lines),
    ".mbox": _of_mailbox,
}
_FORMS: Mapping[str, _Form] = {**_IN_ARCHIVES, _ARCHIVE: _of_archive}
