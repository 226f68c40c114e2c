"""Makes tables, lines and mailboxes that mean harm or were damaged: see ``bad_files``."""

from __future__ import annotations

import gzip
import lzma
import zlib
from pathlib import Path

from benchmarks.made.bad_files import WORDS, makes, repeated

_BLOCK = 12
"""Where the first block of an xz file begins, behind its header."""
_LARGEST_WINDOW = 40
"""How xz writes a window of 4 GB."""


@makes("nul.csv")
def nul(path: Path, scale: float) -> None:
    """Nulls in every cell and between the rows, and a cell of 10 MB of them."""
    rows = f'1,"{WORDS}\0{WORDS}"\n\0\n'.encode() * int(10_000 * scale)
    path.write_bytes(b"id,text\n\0" + rows + b"2," + b"\0" * int(10e6 * scale) + b"\n")


@makes("columns.csv")
def columns(path: Path, scale: float) -> None:
    """A table of 90,000 columns, none of which is called as a text is, with 20 rows."""
    count = int(90_000 * scale)
    path.write_text("\n".join([",".join(f"c{n}" for n in range(count)), *[",".join("x" * count)] * 20]))


@makes("returns.csv")
def returns(path: Path, scale: float) -> None:
    """Rows that end with carriage returns alone, with open quotation marks in each: 1.6 MB."""
    path.write_text("id,text\r" + f'1,"{WORDS}"x"\r' * int(20_000 * scale))


@makes("long-line.mbox")
def long_line(path: Path, scale: float) -> None:
    """A mailbox whose one message is a line of 50 MB."""
    with path.open("wb") as file:
        file.write(b"From x Tue\nSubject: Flood\n\n")
        file.writelines(repeated(WORDS.encode(), 50e6 * scale / len(WORDS)))


@makes("deep.jsonl")
def deep(path: Path, scale: float) -> None:
    """Lines whose fields hold lists in lists, 100,000 deep, and names of fields in names of fields."""
    depth = int(100_000 * scale)
    lists, objects = "[" * depth + "]" * depth, '{"text":' * depth + "1" + "}" * depth
    lines = [f'{{"text": "{WORDS}", "author": {lists}}}', objects, f'{{"text": {lists}}}', f'{{"text": "{WORDS}"}}']
    path.write_text("\n".join(lines * 10))


@makes("numbers.jsonl")
def numbers(path: Path, scale: float) -> None:
    """Numbers of a million digits, not numbers at all, and words that are half a letter."""
    digits = "9" * int(1_000_000 * scale)
    lines = [f'{{"text": "{WORDS}", "title": {one}}}' for one in (digits, f"1e{digits}", "NaN", '"\\ud800"')]
    path.write_text("\n".join([*lines, f'{{"text": "{WORDS}\\ud800"}}']))


@makes("fields.jsonl.gz")
def fields(path: Path, scale: float) -> None:
    """Lines with another field each, 300,000 of them."""
    lines = "".join(f'{{"f{n}": "{WORDS}"}}\n' for n in range(int(300_000 * scale)))
    path.write_bytes(gzip.compress(lines.encode(), 6))


@makes("window.csv.xz")
def window(path: Path, scale: float) -> None:
    """A file of xz that asks for 4 GB of memory to be unpacked."""
    data = bytearray(lzma.compress(f'text\n"{WORDS}"\n'.encode() * max(1, int(1_000 * scale))))
    size = (data[_BLOCK] + 1) * 4
    at = data.index(b"\x21\x01", _BLOCK) + 2
    data[at] = _LARGEST_WINDOW
    end = _BLOCK + size - 4
    data[end : end + 4] = zlib.crc32(data[_BLOCK:end]).to_bytes(4, "little")
    path.write_bytes(data)


@makes("bomb.csv.xz")
def bomb(path: Path, scale: float) -> None:
    """A table of 3 GB, packed with xz to half a megabyte."""
    packer = lzma.LZMACompressor(preset=0)
    with path.open("wb") as file:
        file.write(packer.compress(b"text\n"))
        file.writelines(packer.compress(piece) for piece in repeated(b"a" * 1_000_000, 3_000 * scale))
        file.write(packer.flush())
