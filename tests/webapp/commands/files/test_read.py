"""``mention-mapper read`` as a person uses it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from webapp.cli import main


def test_what_is_read_is_one_object(tmp_path: Path):
    file = tmp_path / "ferry.html"
    file.write_text(
        '<!doctype html><title>Ferry sinks off Kalo | Kalo Courier</title><link rel="canonical" href="https://a.example/f">'
        "<h1>Ferry sinks off Kalo</h1><p>By Lena Okoro</p><p>4 May 2019</p><p>Nine people are missing in Kalo.</p>",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["read", str(file)])
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {
        "title": "Ferry sinks off Kalo",
        "author": "Lena Okoro",
        "publisher": "Kalo Courier",
        "date": "2019-05-04",
        "url": "https://a.example/f",
        "text": "Ferry sinks off Kalo\n\nNine people are missing in Kalo.",
    }


def test_what_a_file_does_not_say_is_null(tmp_path: Path):
    file = tmp_path / "note.txt"
    file.write_text("the road to Gao was cut", encoding="utf-8")
    found = json.loads(CliRunner().invoke(main, ["read", str(file)]).stdout)
    assert found == {
        "title": "", "author": None, "publisher": None, "date": None, "url": None, "text": "the road to Gao was cut",
    }  # fmt: skip


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path):
    file = tmp_path / "scan.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    done = CliRunner().invoke(main, ["read", str(file)])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "scan.png: this is a PNG image" in done.stderr


def test_a_message_is_read_as_adding_it_would(tmp_path: Path):
    file = tmp_path / "note.eml"
    file.write_text("From: Lena Okoro <l@a.example>\nSubject: The road to Gao\n\nThe road to Gao was cut.\n")
    found = json.loads(CliRunner().invoke(main, ["read", str(file)]).stdout)
    assert (found["title"], found["author"], found["text"].strip()) == (
        "The road to Gao",
        "Lena Okoro",
        "The road to Gao was cut.",
    )
