"""An uploaded file as articles-to-be: what is in it, and in words what is not."""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import importlib.util
import json
import lzma
import re
import zipfile
from pathlib import Path

import pytest

from benchmarks.made import bad_tables  # noqa: F401  (registers its makers)
from benchmarks.made.bad_files import MAKERS
from webapp.reading import Limits, read
from webapp.reading.many import parquet as parquet_words
from webapp.reading.many.contents import MOST_REFUSED, Item, columns, items

FLOOD = "Homes along the river in Kasese were flooded on Tuesday, the mayor said."
FIRE = "A fire closed the market of Gulu on Monday, said the mayor."


@pytest.fixture
def limits() -> Limits:
    return Limits(1_000_000, 50_000, 100)


def text_of(item: Item, limits: Limits) -> str:
    """The words of an item, its file read while it is there."""
    if item.article is not None:
        return item.article.text
    if item.path is None:
        return ""
    return read(item.path.read_bytes(), item.filename, limits).text.strip()


def held(path: Path, limits: Limits, chosen: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """The name of each item, with its words or why there are none."""
    found = items(path, path.name, limits, chosen)
    return [(item.name, item.why or text_of(item, limits)) for item in found]


def test_a_file_that_is_an_article_is_read_apart_under_its_own_name(limits, tmp_path):
    (tmp_path / "stored").write_text(FLOOD)
    assert list(items(tmp_path / "stored", "../news/flood.txt", limits)) == [
        Item("flood.txt", tmp_path / "stored", "flood.txt")
    ]


def test_columns_are_known_by_their_usual_names_or_chosen(limits, tmp_path):
    usual, own = tmp_path / "a.csv", tmp_path / "b.csv"
    usual.write_text(f'headline;Body;outlet\nFlood;"{FLOOD}";The Kasese Post\n')
    own.write_text(f'Words,Text\n"{FLOOD}",4\n')
    (item,) = items(usual, "a.csv", limits)
    assert (item.article.title, item.article.text, item.article.publisher) == ("Flood", FLOOD, "The Kasese Post")
    assert held(own, limits, {"text": "words"}) == [("b.csv, row 1", FLOOD)]
    found = columns(own, "b.csv", limits)
    assert (found.names, found.known) == (("Words", "Text"), {"text": "Text"})
    assert found.rows == ((FLOOD, "4"),)
    ((_, why),) = held(own, limits, {"text": "Body"})
    assert "no column “Body” (the columns are: Words, Text)" in why


def test_a_table_without_a_text_is_refused_with_its_columns(limits, tmp_path):
    (tmp_path / "a.csv").write_text("name,place\nx,y\n")
    ((name, why),) = held(tmp_path / "a.csv", limits)
    assert name == "a.csv"
    assert "(its columns: name, place): call one “text”" in why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_tables_are_read_in_any_encoding(limits, tmp_path, encoding):
    text = f"{FLOOD} Café owners agreed, as did “the others”."
    (tmp_path / "a.csv").write_bytes(f'title,text\nFlood,"{text}"\n'.encode(encoding))
    assert held(tmp_path / "a.csv", limits) == [("a.csv, row 1", text)]


def test_a_quotation_mark_that_nobody_closed_costs_no_other_row(limits, tmp_path):
    rows = [
        "id,text",
        f'1,"{FLOOD}',
        f"2,{FIRE.replace(',', '')}",
        '3,"Two ""good"" lines\nin Gulu"',
        '4,"never closed',
    ]
    (tmp_path / "a.csv").write_text("\n".join(rows))
    found = held(tmp_path / "a.csv", limits)
    assert [name for name, _ in found] == [f"a.csv, row {number}" for number in (1, 2, 3, 4)]
    texts = [FLOOD, FIRE.replace(",", ""), 'Two "good" lines\nin Gulu', "never closed"]
    assert [words for _, words in found] == texts


def test_a_row_whose_quotation_marks_cannot_be_made_out_is_told(limits, tmp_path):
    (tmp_path / "a.csv").write_text(f'id,text\n1,"{FLOOD}\n2,"He said, "no", and left"\n3,"{FIRE}"\n')
    names = [name for name, _ in held(tmp_path / "a.csv", limits)]
    assert names == ["a.csv, row 1", "a.csv, row 2", "a.csv, row 3"]
    assert "without being doubled" in held(tmp_path / "a.csv", limits)[1][1]


def test_rows_of_nulls_are_empty_and_nulls_in_words_are_no_harm(limits, tmp_path):
    (tmp_path / "a.csv").write_bytes(f'text\n\0\0\n"{FLOOD}\0"\n\0'.encode())
    assert held(tmp_path / "a.csv", limits) == [("a.csv, row 1", f"{FLOOD}\ufffd")]


def test_xz_is_unpacked_also_in_several_streams_and_with_no_more_memory_than_it_may_take(limits, tmp_path):
    two = lzma.compress(f"text\n{FLOOD}\n".encode()) + b"\0" * 4 + lzma.compress(FIRE.encode())
    (tmp_path / "a.csv.xz").write_bytes(two)
    assert [name for name, _ in held(tmp_path / "a.csv.xz", limits)] == ["a.csv.xz, row 1", "a.csv.xz, row 2"]
    MAKERS["window.csv.xz"](tmp_path / "b.csv.xz", 1)
    ((_, why),) = held(tmp_path / "b.csv.xz", limits)
    assert "takes more than 100 MB of memory; pack it with gzip instead" in why


def test_parquet_is_read_where_pyarrow_is_installed_and_otherwise_told(limits, tmp_path, monkeypatch):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 damaged")
    if importlib.util.find_spec("pyarrow"):
        from pyarrow import Table, parquet

        assert "is damaged, or reading it takes more" in held(path, limits)[0][1]
        rows = {"Body": [FLOOD, None], "headline": ["Flood", "None"], "date": [dt.date(2024, 3, 12), None]}
        parquet.write_table(Table.from_pydict(rows), path)
        found = columns(path, "a.parquet", limits)
        assert (found.names, found.known["text"]) == (("Body", "headline", "date"), "Body")
        (first, second) = items(path, "a.parquet", limits)
        assert first.name == "a.parquet, row 1"
        assert (first.article.text, first.article.date) == (FLOOD, dt.date(2024, 3, 12))
        assert "no field with the text" in second.why
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    ((_, why),) = held(path, limits)
    assert why == parquet_words.NEEDED


def test_large_cells_and_lines_are_refused_one_by_one(limits, tmp_path):
    long = "word " * 200_000
    (tmp_path / "a.csv").write_text(f'text\n"{long}"\n"{FIRE}"\n')
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{long}"}}\n{{"text": "{FIRE}"}}\n')
    for name, row in (("a.csv", "row"), ("a.jsonl", "line")):
        (_, why), last = held(tmp_path / name, limits)
        assert "limit" in why or "allows" in why
        assert last == (f"{name}, {row} 2", FIRE)


def test_fields_of_lines_are_known_or_chosen_and_bad_lines_are_told(limits, tmp_path):
    lines = [
        {"Content": FLOOD, "headline": "Flood", "authors": ["A. Okot", "B. Auma"], "date": "12 March 2024"},
        {"Content": {"no": "words"}},
        {"Story text": FIRE},
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([*map(json.dumps, lines), "[" * 100_000, "no JSON", ""]))
    first, *others = items(path, path.name, limits)
    assert (first.article.title, first.article.author) == ("Flood", "A. Okot, B. Auma")
    assert [(item.name, item.article) for item in others] == [(f"a.jsonl, line {n}", None) for n in (2, 3, 4, 5)]
    assert "its fields: Story text" in others[1].why
    assert "not valid JSON" in others[2].why
    assert list(columns(path, path.name, limits).names) == ["Content", "headline", "authors", "date", "Story text"]
    assert ("a.jsonl, line 3", FIRE) in held(path, limits, {"text": "Story text"})


def test_each_message_with_words_is_a_file_and_empty_ones_are_counted(limits, tmp_path):
    message = f"From x Tue\nSubject: Flood\n\n{FLOOD}\n\n"
    (tmp_path / "a.mbox").write_text(message + "From y Tue\n\n" * 30 + message.replace(FLOOD, f">From Gulu.\n{FIRE}"))
    assert held(tmp_path / "a.mbox", limits) == [
        ("a.mbox, message 1", FLOOD),
        ("a.mbox, message 32", f"From Gulu.\n{FIRE}"),
        ("a.mbox", "30 of its messages have no words and were left out"),
    ]


def test_an_archive_of_articles(limits, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/flood.txt", FLOOD)
        archive.writestr("../../outside.txt", FIRE)
        archive.writestr("a::b.txt", FIRE)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("news/flood.txt", f"{FLOOD} Again.")
        archive.writestr("table.csv", f'text\n"{FIRE}"\n')
        archive.writestr("more.zip", b"PK")
        archive.writestr("bomb.txt", b"a" * 3_000_000)
        archive.writestr("large.txt", bytes(range(256)) * 8_000, compress_type=zipfile.ZIP_STORED)
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
        archive.writestr("__MACOSX/._flood.txt", b"\0\5")
        for number in range(10):
            archive.writestr(f"empty{number}.txt", b"")
        archive.writestr("other.txt", FIRE, compress_type=zipfile.ZIP_BZIP2)
    unpack = "unpack it and upload the articles in it"
    assert held(path, limits) == [
        ("a.zip/news/flood.txt", FLOOD),
        ("a.zip/outside.txt", FIRE),
        ("a.zip/a::b.txt", FIRE),
        ("a.zip/news/flood.txt", f"{FLOOD} Again."),
        ("a.zip/table.csv, row 1", FIRE),
        ("a.zip/more.zip", "archives in archives are not opened; unpack it and upload the articles in it"),
        ("a.zip/bomb.txt", "it is packed to less than a 100th, as no article can be; " + unpack),
        ("a.zip/large.txt", "unpacked it is larger than 1 MB; set MENTION_MAPPER_MAX_UPLOAD_MB to allow more"),
        (
            "a.zip/other.txt",
            "it is compressed in a way that this program does not read; unpack it and upload the articles in it",
        ),
        ("a.zip", "10 of the files in it are empty and were left out"),
        ("a.zip", "1 file in it is no article, by the name, and was left out: photo.jpg"),
    ]
    assert not (tmp_path.parents[1] / "outside.txt").exists()


def test_a_locked_member_is_told(limits, tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("secret.txt", FLOOD)
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert held(path, limits) == [
        ("a.zip/secret.txt", "it is locked with a password; unpack the archive and upload the articles in it")
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.zip", b"PK\x03\x04 cut", "damaged or cut short"),
        ("a.zip", b"PK\x05\x06" + b"\xff\xff" * 4 + b"\0\0\0\x01" * 2 + b"\0\0", "damaged|more files"),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * 5000, mtime=0)[:-20], "cannot be read"),
        ("a.csv.bz2", bz2.compress(b"text\n" + b"a" * 50_000_000), "larger than 40 MB"),
        ("a.csv.xz", lzma.compress(b"text\n" + b"a" * 50_000_000), "larger than 40 MB"),
        ("a.csv.xz", lzma.compress(b"text\nx" * 99)[:-20], "damaged or cut short"),
        ("a.csv.xz", lzma.compress(b"text\nx", preset=9 | lzma.PRESET_EXTREME, filters=None)[:0], "damaged|no column"),
        ("a.mbox", b"no message", "is no mailbox"),
        ("a.csv", b"", "no column"),
        ("a.csv", b"text\n", "no article in it"),
        ("a.jsonl", b"\n", "no article in it"),
        ("a.csv", b"text\n" + b"\n" * 1_000_100, "rows of a.csv are empty"),
        ("a.jsonl", b"\n" * 1_000_100, "lines are empty"),
        ("a.jsonl", b"x\n" * 2_000, f"more than {MOST_REFUSED:,} articles"),
    ],
)
def test_what_holds_no_articles_is_told_in_words(limits, tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    *_, last = items(tmp_path / name, name, limits)
    assert last.name == name
    assert re.search(why, last.why)


def test_what_is_called_a_table_and_is_none_is_left_to_the_readers(limits, tmp_path):
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.4\n1 0 obj")
    assert [item.filename for item in items(tmp_path / "a.csv", "a.csv", limits)] == ["a.csv"]
