"""Articles in tables, in mail and in archives: what is read, and what is told of the rest."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from webapp.config import Settings
from webapp.corpora.errors import CorpusError
from webapp.corpora.inputs import parts
from webapp.corpora.readers import Failure, articles_of, contract_articles_of
from webapp.domain import Article
from webapp.reading import Limits

FLOOD = "Homes along the river in Kasese were flooded on Tuesday, the mayor said."
FIRE = "A fire closed the market of Gulu on Monday, said the mayor."
MESSAGE = f"""From: Grace Mbabazi <grace@example.org>
Subject: =?utf-8?q?Flood_in_Kas=C3=A8se?=
Date: Tue, 12 Mar 2024 09:30:00 +0300
Message-ID: <one@example.org>
Content-Type: text/plain; charset=utf-8

{FLOOD}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "home", max_upload_mb=1, max_text_chars=5000)


def read(settings: Settings, *paths: Path, size: int = 256) -> tuple[list[tuple[object, Article]], list[Failure]]:
    divided = parts([str(path) for path in paths], Limits.of(settings), size)
    found = [one for part in divided for one in contract_articles_of(part, settings)]
    return [one for one in found if not isinstance(one, Failure)], [one for one in found if isinstance(one, Failure)]


def table(path: Path, rows: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("a.csv", "utf-8", ","),
        ("a.csv", "utf-8-sig", ";"),
        ("a.csv", "utf-16", ","),
        ("a.tsv", "utf-8", "\t"),
    ],
)
def test_columns_of_a_table_go_by_their_usual_names(
    settings: Settings, tmp_path: Path, name: str, encoding: str, delimiter: str
):
    rows = [
        ["Headline", "Full Text", "Published at", "Link", "Outlet"],
        ["Flood", FLOOD, "12 March 2024", "https://example.org/1", "The Kasésé Post"],
        ["Fire", FIRE, "2024-03-13T10:00:00", "", ""],
    ]
    found, failures = read(settings, table(tmp_path / name, rows, encoding, delimiter))
    (_, flood), (_, fire) = found
    assert failures == []
    assert (flood.title, flood.text, flood.date, flood.publisher) == (
        "Flood",
        FLOOD,
        dt.date(2024, 3, 12),
        "The Kasésé Post",
    )
    assert (fire.date, fire.publisher) == (dt.date(2024, 3, 13), None)


def test_rows_that_are_no_articles_are_told_by_number(settings: Settings, tmp_path: Path):
    rows = [["id", "text", "date"], ["x", FLOOD, ""], ["y", "", ""], ["z", FIRE, "soon"], ["w", FIRE, "2024-03-13"]]
    found, failures = read(settings, table(tmp_path / "a.csv", rows), size=2)
    assert [identifier for identifier, _ in found] == ["x", "w"]
    assert [(one.where.rsplit(", ", 1)[1], one.why.split(":")[0]) for one in failures] == [
        ("row 2", "its text is empty"),
        ("row 3", "its date cannot be read"),
    ]


def test_a_table_without_a_text_is_refused_with_its_columns(settings: Settings, tmp_path: Path):
    with pytest.raises(CorpusError, match="its columns: name, place"):
        read(settings, table(tmp_path / "a.csv", [["name", "place"], ["x", "y"]]))


def test_a_message_is_an_article_with_its_subject_and_date(settings: Settings, tmp_path: Path):
    (tmp_path / "a.eml").write_text(MESSAGE)
    ((_, article),), failures = read(settings, tmp_path / "a.eml")
    assert failures == []
    assert (article.title, article.date, article.author) == ("Flood in Kasèse", dt.date(2024, 3, 12), "Grace Mbabazi")
    assert article.text.strip() == FLOOD


def test_each_message_of_a_mailbox_is_an_article(settings: Settings, tmp_path: Path):
    quoted = MESSAGE.replace(FLOOD, f">From Kasese came word.\n{FLOOD}").replace("one@", "two@")
    only_image = "Subject: Photo\nContent-Type: image/png\n\nabc\n"
    (tmp_path / "a.mbox").write_text("".join(f"From x Tue Mar 12\n{one}\n" for one in (MESSAGE, only_image, quoted)))
    found, failures = read(settings, tmp_path / "a.mbox", size=2)
    assert [identifier for identifier, _ in found] == ["one@example.org", "two@example.org"]
    assert found[1][1].text.startswith("From Kasese came word.")
    assert [one.where.rsplit(", ", 1)[1] for one in failures] == ["message 2"]


def test_articles_in_an_archive_are_read_and_what_is_none_is_left(settings: Settings, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/flood.txt", FLOOD)
        archive.writestr("../../outside.txt", FIRE)
        archive.writestr("photo.jpg", b"\xff")
        archive.writestr("bomb.txt", b"a" * 3_000_000)
        archive.writestr("cut.pdf", b"%PDF-1.4 cut")
        archive.writestr("nested.zip", b"PK")
    found, failures = read(settings, tmp_path / "a.zip")
    assert sorted(article.text for _, article in found) == [FIRE, FLOOD]
    assert sorted(one.where.split("::")[0] for one in failures) == ["zip://bomb.txt", "zip://cut.pdf"]
    assert not (tmp_path.parents[1] / "outside.txt").exists()


def test_a_damaged_archive_is_named(settings: Settings, tmp_path: Path):
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(CorpusError, match=r"a\.zip cannot be opened"):
        read(settings, tmp_path / "a.zip")


def test_a_table_in_an_archive_is_read(settings: Settings, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/a.csv", f"title,text\nFlood,{FLOOD.replace(',', ';')}\n")
        archive.writestr("__MACOSX/in/._a.txt", b"\0\5\x16\7")
    found, failures = read(settings, tmp_path / "a.zip")
    assert ([article.title for _, article in found], failures) == (["Flood"], [])


@pytest.mark.parametrize("name", ["que?stion.txt", "per%20cent#.txt"])
def test_odd_names_are_names(settings: Settings, tmp_path: Path, name: str):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(FLOOD)
    found, failures = read(settings, tmp_path / "in")
    assert ([article.text for _, article in found], failures) == ([FLOOD], [])


def test_one_cell_that_is_too_long_does_not_take_others_with_it(settings: Settings, tmp_path: Path):
    rows = [["text", "date"], ["a" * 200_000, ""], [FLOOD, ""], [FIRE, "13/45/2020"]]
    found, failures = read(settings, table(tmp_path / "a.csv", rows))
    assert [article.text for _, article in found] == [FLOOD]
    assert [one.where.rsplit(", ", 1)[1] for one in failures] == ["row 1", "row 3"]


def test_a_message_with_a_damaged_header_is_told_and_the_next_is_read(settings: Settings, tmp_path: Path):
    damaged = MESSAGE.replace("From: Grace Mbabazi <grace@example.org>", 'From: :"')
    (tmp_path / "a.mbox").write_text(f"From x Tue\n{damaged}\nFrom x Tue\n{MESSAGE}\n")
    found, failures = read(settings, tmp_path / "a.mbox")
    assert len(found) + len(failures) == 2
    assert "one@example.org" in [identifier for identifier, _ in found]


def test_a_damaged_packed_file_is_named(settings: Settings, tmp_path: Path):
    (tmp_path / "a.jsonl.xz").write_bytes(b"\xfd7zXZ\0\0 no more")
    with pytest.raises(CorpusError, match=r"a\.jsonl\.xz cannot be read"):
        read(settings, tmp_path / "a.jsonl.xz")


def test_members_of_an_archive_whose_names_are_odd_or_alike_are_all_read(settings: Settings, tmp_path: Path):
    (tmp_path / "in::side").mkdir()
    path = tmp_path / "in::side" / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a::b.txt", "c%3A%3Ad.txt", "e%253Af.txt"):
            archive.writestr(name, FLOOD)
        archive.writestr("g.txt", FLOOD)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("g.txt", FIRE)
    found, failures = read(settings, tmp_path / "in::side")
    assert ([article.text for _, article in found], failures) == ([FLOOD, FLOOD, FLOOD, FLOOD, FIRE], [])
    assert len({identifier for identifier, _ in found}) == 5


def test_a_line_that_is_far_too_long_is_told_and_the_next_is_read(settings: Settings, tmp_path: Path):
    long = "a" * 1_100_000
    (tmp_path / "a.jsonl").write_text(f'{{"id": 1, "text": "{long}"}}\n{{"id": 2, "text": "{FIRE}"}}\n')
    found, failures = read(settings, tmp_path / "a.jsonl", size=1)
    assert [identifier for identifier, _ in found] == [2]
    assert [one.where.rsplit(", ", 1)[1] for one in failures] == ["line 1"]


def test_what_is_added_needs_no_contract_and_columns_may_be_chosen(settings: Settings, tmp_path: Path):
    (tmp_path / "a.jsonl").write_text(
        f'{{"Body": "{FLOOD}", "date": "12 March 2024"}}\n\n{{"id": 7, "text": "{FIRE}"}}\n'
    )
    table(tmp_path / "b.csv", [["what was written", "text"], [FLOOD, "4"]])
    lines, rows = (parts([str(tmp_path / name)], Limits.of(settings))[0] for name in ("a.jsonl", "b.csv"))
    first, second = articles_of(lines, settings)
    assert [(first[0], first[1].date), second[0]] == [(1, dt.date(2024, 3, 12)), "7"]
    ((_, chosen),) = articles_of(rows, settings, {"text": "What was written"})
    assert chosen.text == FLOOD
