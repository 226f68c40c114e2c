"""Blocks: paragraphs, headings, captions, items and rows, as elements and line breaks part them."""

from __future__ import annotations

from webapp.reading.pages.blocks import blocks
from webapp.reading.pages.tree import parsed


def read(markup: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks(parsed(f"<html><body>{markup}</body></html>"))]


def test_elements_part_blocks_and_inline_ones_do_not():
    markup = "<h2>Who <i>pays</i></h2><p>The <a href=x>wall</a> fell.</p>It <b>rained</b>.<ul><li>One<li>Two</ul>"
    words = [("heading", "Who pays"), ("paragraph", "The wall fell."), ("paragraph", "It rained.")]
    assert read(markup) == [*words, ("item", "One"), ("item", "Two")]


def test_two_line_breaks_part_paragraphs_and_one_parts_lines():
    assert read("<div>One<br>two<br><br>three<br>\n<br>four</div>") == [
        ("paragraph", "One\ntwo"), ("paragraph", "three"), ("paragraph", "four"),
    ]  # fmt: skip


def test_rows_of_figures_and_columns_of_a_page():
    assert read("<table><tr><td>Kalo</td><td>9</td></tr><tr><td>Palm</td><td>4</td></tr></table>") == [
        ("row", "Kalo\t9"), ("row", "Palm\t4"),
    ]  # fmt: skip
    column = "<p>The ferry sank.</p><p>Nine are missing.</p>" * 4
    assert ("paragraph", "The ferry sank.") in read(f"<table><tr><td>Menu</td><td>{column}</td></tr></table>")


def test_a_caption_is_one_whatever_is_in_it():
    assert read("<figure><figcaption><p>The bay.</p></figcaption></figure>") == [("caption", "The bay.")]
    assert read('<div class="wp-caption-text">The bay.</div>') == [("caption", "The bay.")]


def test_credits_of_pictures_are_left_out():
    caption = '<figcaption>The bay. <span class="credit">Jo Doe</span></figcaption>'
    assert read(f'<figure>{caption}<small class="copyright">x</small></figure>') == [("caption", "The bay.")]
    assert read('<p>He took <span class="credit">credit</span> for it.</p>') == [
        ("paragraph", "He took credit for it.")
    ]


def test_a_drop_capital_is_part_of_its_word():
    assert read('<p><span class="drop-cap">T</span>he ferry sank.</p>') == [("paragraph", "The ferry sank.")]


def test_the_share_of_links():
    (block,) = blocks(parsed("<p><a href=x>Storm</a> over</p>").find(".//p"))
    assert 0.4 < block.linked < 0.6
