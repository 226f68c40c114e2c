"""Markdown is stored as its reader sees it."""

from __future__ import annotations

import datetime as dt

import pytest

from webapp.reading import read

SOURCE = """---
title: "Road to Gao cut"
author: Jane Doe
date: 2026-02-04
url: https://example.org/gao
---
# Road to **Gao** cut

GAO, Mali — The road was *cut*, said the [mayor](https://example.org "x"),
who added: `never`.  \nHe left & went &amp; came.

![a picture of Paris](paris.png)

- First item
- Second item
  continues

> A quote of words

| Town | Families |
|------|---------:|
| Djenné | 400 |

<div>Some <b>HTML</b> here<script>alert(1)</script></div>

Inline <b>bold</b> and <script>x</script> stay words.

```
code < words
```
"""


def test_the_words_without_the_marks(limits):
    article = read(SOURCE.encode(), "gao.md", limits)
    assert article.text == (
        "Road to Gao cut\n\n"
        "GAO, Mali — The road was cut, said the mayor, who added: never.\nHe left & went & came.\n\n"
        "First item\nSecond item continues\n\n"
        "A quote of words\n\n"
        "Town\tFamilies\nDjenné\t400\n\n"
        "Some HTML here\n\n"
        "Inline bold and x stay words.\n\n"
        "code < words"
    )


def test_front_matter_is_metadata(limits):
    article = read(SOURCE.replace("\n", "\r\n").encode(), "gao.markdown", limits)
    assert (article.title, article.author, article.date) == ("Road to Gao cut", "Jane Doe", dt.date(2026, 2, 4))
    assert article.url == "https://example.org/gao"
    assert article.headline.of(article.text) == "Road to Gao cut"
    assert article.filed_from.of(article.text) == "GAO, Mali"


@pytest.mark.parametrize("name", ["gao.txt", "gao"])
def test_a_plain_text_keeps_its_stars(name, limits):
    assert read(b"# Gao *said* so.", name, limits).text == "# Gao *said* so."
