"""Makes texts, pages, tables and mail that mean harm or were damaged; see ``bad_files``."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.made.bad_files import WORDS, makes, repeated


@makes("rows.html")
def rows(path: Path, scale: float) -> None:
    """A table of 50,000 rows, 1.7 MB."""
    row = "<tr><td>Kasese<td>12<td>May</tr>\n"
    path.write_text(f"<html><body><h1>Floods</h1><table>{row * int(50_000 * scale)}</table></body></html>")


@makes("deep.html")
def deep(path: Path, scale: float) -> None:
    """Elements in elements, 100,000 deep."""
    count = int(100_000 * scale)
    path.write_text(f"<html><body>{'<div>' * count}<p>{WORDS * 5}</p>{'</div>' * count}</body></html>")


@makes("attributes.html")
def attributes(path: Path, scale: float) -> None:
    """An element with 200,000 attributes."""
    many = " ".join(f"a{number}=1" for number in range(int(200_000 * scale)))
    path.write_text(f"<html><body><p {many}>{WORDS * 5}</p></body></html>")


@makes("inline.html")
def inline(path: Path, scale: float) -> None:
    """Half a million marks of bold print that nobody closed."""
    path.write_text(f"<html><body><p>{'<b>' * int(500_000 * scale)}{WORDS * 5}</p></body></html>")


@makes("no-text.csv")
def no_text(path: Path, scale: float) -> None:
    """A table without a column for the text."""
    path.write_text("name,place\n" + "Ada,Kasese\n" * int(100_000 * scale))


@makes("cells.csv")
def cells(path: Path, scale: float) -> None:
    """Twenty cells of a megabyte each, one of 100 kB."""
    cell = WORDS * int(14_000 * scale + 1)
    path.write_text("title,text\n" + f'Flood,"{cell}"\n' * 20 + f'Flood,"{WORDS * 10}"\n')


@makes("utf-16.csv")
def utf16(path: Path, scale: float) -> None:
    """A table in UTF-16."""
    path.write_bytes(("title,text\n" + f'Flood,"{WORDS}"\n' * int(1_000 * scale)).encode("utf-16"))


@makes("quotes.csv")
def quotes(path: Path, scale: float) -> None:
    """Quotation marks that nobody closed, in every row."""
    path.write_text("title,text\n" + f'Flood,"{WORDS.replace(",", "")}\n' * int(20_000 * scale))


@makes("open.csv")
def open_quote(path: Path, scale: float) -> None:
    """One quotation mark that nobody closed, and 20 MB of rows behind it."""
    path.write_text('title,text\nFlood,"open\n' + f"Flood,{(WORDS * 300).replace(',', '')}\n" * int(900 * scale))


@makes("blank.csv")
def blank(path: Path, scale: float) -> None:
    """Twenty million lines with nothing in them."""
    path.write_text("title,text\n" + "\n" * int(20_000_000 * scale))


@makes("line.jsonl")
def line(path: Path, scale: float) -> None:
    """A line of 300 MB before a good one."""
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for piece in repeated(b"a", 300e6 * scale):
            file.write(piece)
        file.write(b'"}\n{"text": "%b"}\n' % WORDS.encode())


@makes("bomb.jsonl.gz")
def bomb(path: Path, scale: float) -> None:
    """Lines packed to a few megabytes that unpack to 3 GB."""
    with gzip.open(path, "wb", compresslevel=9) as file:
        for piece in repeated(b"\n" * 3_000, 1e6 * scale):
            file.write(piece)


@makes("bomb.txt.gz")
def packed_text(path: Path, scale: float) -> None:
    """A text packed with gzip."""
    with gzip.open(path, "wb") as file:
        for piece in repeated(b"a", 1e9 * scale):
            file.write(piece)


@makes("empty.mbox")
def empty_mail(path: Path, scale: float) -> None:
    """A million messages with nothing in them."""
    path.write_bytes(b"From x Tue\n\n" * int(1_000_000 * scale))


@makes("nested.eml")
def nested(path: Path, scale: float) -> None:
    """Parts in parts, a thousand deep."""
    depth = int(1_000 * scale)
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    closed = "".join(f"--b{n}--\n" for n in reversed(range(depth)))
    path.write_text(f"Subject: Flood\n{opened}Content-Type: text/plain\n\n{WORDS}\n{closed}")


@makes("forwarded.eml")
def forwarded(path: Path, scale: float) -> None:
    """Messages in messages, five thousand deep."""
    path.write_text(f"Subject: Flood\n{'Content-Type: message/rfc822' + chr(10) * 2}" * int(5_000 * scale) + WORDS)


@makes("headers.eml")
def headers(path: Path, scale: float) -> None:
    """A subject of 10 MB in encoded words, and 100,000 addressees."""
    subject = "=?utf-8?q?Flood=20?=\n " * int(400_000 * scale)
    addressees = ", ".join(f"<a{number}@example.org>" for number in range(int(100_000 * scale)))
    path.write_text(f"Subject: {subject}\nTo: {addressees}\nFrom: {addressees}\n\n{WORDS}\n")


@makes("long.txt")
def long_text(path: Path, scale: float) -> None:
    """A text of 24 MB."""
    path.write_text(WORDS * int(24e6 * scale / len(WORDS)))


@makes("marks.md")
def marks(path: Path, scale: float) -> None:
    """Brackets, marks and quotations in each other, a megabyte of each."""
    count = int(300_000 * scale)
    path.write_text("[" * count + "\n\n" + "*_" * count + "\n\n" + "> " * count + WORDS)
