"""Turns an uploaded file into articles-to-be: one file that is an article, or the many that a file can hold."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipInfo

from webapp.domain import Article
from webapp.errors import MentionMapperError
from webapp.reading import Limits, detection, signatures
from webapp.reading.many import archives, parquet_apart, unpacking
from webapp.reading.many.fields import Chosen
from webapp.reading.many.forms import NOUNS, WITH_COLUMNS, Form, form_of
from webapp.reading.many.held import Columns, Source, columns_of, held
from webapp.reading.upload import Upload

MOST_REFUSED = 1_000
"""Articles of one file that are told to be no articles one by one; where there are more, the rest is not read."""
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


def items(
    path: Path, filename: str, limits: Limits, columns: Chosen | None = None, *, ask: bool = False, shown: str = ""
) -> Iterator[Item]:
    """What an uploaded file holds, in its order; what is wrong with any of it is told in items and raises nothing.

    ``columns`` are names of columns or fields that a person chose, by what they hold: ``{"text": "Body"}``. A table in
    an archive whose columns have to be chosen, or all of them if a person wants to be asked, is an item of its own.
    ``shown`` is what the file is called where that is more than its name.
    """
    name = Upload(b"", filename, limits).name
    shown = shown or name
    articles = refused = 0
    for item in _in_file(_File(Path(path), name, shown, limits, columns, ask)):
        articles += not item.why
        refused += bool(item.why)
        yield item
        if refused > MOST_REFUSED:
            why = f"more than {MOST_REFUSED:,} articles in it cannot be read; the rest of it was left out"
            yield Item(shown, why=why)
            return
    if not articles and not refused:
        yield Item(shown, why="there is no article in it; check that it was saved with its articles")


def columns(path: Path, filename: str, limits: Limits) -> Columns | None:
    """The columns of a table or the fields of lines, for a person to choose from; None for any other file.

    Raises CorpusError if the file cannot be read.
    """
    name = Upload(b"", filename, limits).name
    form = form_of(name)
    if form not in WITH_COLUMNS or _is_other(Path(path), name):
        return None
    with _unpacked(_File(Path(path), name, name, limits)) as file:
        return columns_of(file.source(form), limits)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    """Its own name, which says what it is."""
    shown: str
    """The name to show, with those of the archives that it is in."""
    limits: Limits
    columns: Chosen | None = None
    ask: bool = False
    in_archive: bool = False

    def source(self, form: Form) -> Source:
        """The file as one that holds many articles."""
        return Source(str(self.path.absolute()), Form.LINES if form is Form.TABLE else form, self.name)


def _in_file(file: _File) -> Iterator[Item]:
    """What a file holds by the form that its name says; itself, if it is an article or its bytes say otherwise."""
    form = form_of(file.name)
    if form in (None, Form.FILES) or (form is not Form.ARCHIVE and _is_other(file.path, file.name)):
        yield Item(file.shown, file.path, file.name)
        return
    try:
        if form is Form.ARCHIVE:
            yield from _of_archive(file)
            return
        with _unpacked(file) as unpacked:
            source = unpacked.source(form)
            if file.in_archive and form in WITH_COLUMNS and _has_to_be_chosen(source, file):
                # A person may choose its columns, as those of a table that came alone.
                yield Item(file.shown, file.path, file.name)
            else:
                yield from _of_mailbox(file, source) if form is Form.MAILBOX else _of_rows(file, source)
    except MentionMapperError as error:
        yield Item(file.shown, why=str(error))


def _has_to_be_chosen(source: Source, file: _File) -> bool:
    found = columns_of(source, file.limits)
    return found is not None and (found.to_choose or (file.ask and found.can_be_chosen))


@contextmanager
def _unpacked(file: _File) -> Iterator[_File]:
    """A file that is packed, unpacked beside, and Parquet as lines; CorpusError if it is damaged or too large."""
    packing = unpacking.packing(file.name)
    is_table = form_of(file.name) is Form.TABLE
    if not packing and not is_table:
        yield file
        return
    with TemporaryDirectory() as folder:
        to = Path(folder) / "file"
        most = archives.TIMES_LARGER * file.limits.max_bytes
        if is_table:
            parquet_apart.write_lines(file.path, to, file.name, file.limits, most)
        else:
            unpacking.write_out(file.path, to, file.name, most)
        yield replace(file, path=to, name=file.name[: len(file.name) - len(packing)])


def _is_other(path: Path, name: str) -> bool:
    """Whether the bytes of what is called a table are those of a PDF, a picture, an archive and the like."""
    if unpacking.packing(name) or form_of(name) is Form.TABLE:
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return detection.is_pdf(head) or head.startswith(b"PK\x03\x04") or signatures.refused(head) is not None


def _of_rows(file: _File, source: Source) -> Iterator[Item]:
    # What was Parquet is lines by now.
    noun = NOUNS[form_of(file.name) or source.form]
    for one in held(source, file.limits, file.columns):
        yield Item(f"{file.shown}, {noun} {one.number}", article=one.article, why=one.why)


def _of_mailbox(file: _File, source: Source) -> Iterator[Item]:
    empty = 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "message.eml"
        for one in held(source, file.limits):
            name = f"{file.shown}, {one.where}"
            if one.message is None:
                yield Item(name, why=one.why)
            elif not one.message.replace(b"\r", b"").partition(b"\n\n")[2].strip():
                empty += 1
            else:
                path.write_bytes(one.message)
                yield Item(name, path, f"{one.where}.eml")
    if empty:
        yield Item(file.shown, why=f"{empty:,} of its messages have no words and were left out")


def _of_archive(file: _File) -> Iterator[Item]:
    empty = 0
    others: list[str] = []
    with archives.archive(file.path, file.limits) as archive, TemporaryDirectory() as folder:
        for entry in archive.entries():
            name = archives.shown(entry)
            form = form_of(name)
            if form is Form.ARCHIVE:
                yield Item(f"{file.shown}/{name}", why=f"archives in archives are not opened; {archives.UNPACK}")
            elif form is None:
                others.append(name)
            elif not entry.file_size:
                empty += 1
            else:
                to = Path(folder) / "file"
                member = replace(file, path=to, shown=f"{file.shown}/{name}", name=name, in_archive=True)
                yield from _member(archive, entry, member)
    yield from _left_out(file, empty, others)


def _member(archive: archives.Archive, entry: ZipInfo, file: _File) -> Iterator[Item]:
    try:
        archive.take_out(entry, file.path)
    except archives.MemberRefused as error:
        yield Item(file.shown, why=str(error))
    else:
        yield from _in_file(replace(file, name=Upload(b"", file.name, file.limits).name))


def _left_out(file: _File, empty: int, others: list[str]) -> Iterator[Item]:
    """What an archive has beside articles, told once for all of it."""
    if empty:
        yield Item(file.shown, why=f"{empty:,} of the files in it are empty and were left out")
    if others:
        some = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        files = "1 file in it is no article" if len(others) == 1 else f"{len(others):,} files in it are no articles"
        yield Item(file.shown, why=f"{files}, by the name, and was left out: {some}")
