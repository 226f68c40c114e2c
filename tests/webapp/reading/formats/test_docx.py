"""DOCX: paragraphs, tables and tracked changes; broken and hostile packages."""

from __future__ import annotations

import io
import re
import time
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from webapp.errors import ArticleTooLarge, UnreadableArticle
from webapp.reading import Limits, read


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == part else old.read(entry))
    return out.getvalue()


def test_paragraphs_and_tables_in_their_order(make_docx, limits):
    def add(document):
        table = document.add_table(rows=2, cols=2)
        for cell, words in zip(table._cells, ["Town", "Families", "Djenné", "400"], strict=True):
            cell.text = words
        document.add_paragraph("After the table.")

    data = make_docx("Road to Gao cut", "", "GAO, Mali — The road was cut, officials said.", edit=add)
    article = read(data, "gao.docx", limits)
    assert article.text == (
        "Road to Gao cut\n\nGAO, Mali — The road was cut, officials said.\n\n"
        "Town\tFamilies\nDjenné\t400\n\nAfter the table."
    )
    assert article.title == "Road to Gao cut"
    assert article.filed_from.of(article.text) == "GAO, Mali"


def test_the_name_does_not_matter(make_docx, limits):
    assert read(make_docx("Gao said so."), "gao.txt", limits).text == "Gao said so."


def test_tracked_changes_links_and_hyphens(make_docx, limits):
    def add(document):
        runs = (
            "<w:r><w:t>Pakistan</w:t></w:r><w:r><w:noBreakHyphen/></w:r>"
            "<w:ins w:id='1' w:author='x'><w:r><w:t xml:space='preserve'>administered </w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>occupied</w:delText></w:r></w:del>"
            "<w:hyperlink><w:r><w:t>Kashmir</w:t></w:r></w:hyperlink><w:r><w:br/><w:t>said&#160;so</w:t></w:r>"
        )
        document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"))

    assert read(make_docx(edit=add), "a.docx", limits).text == "Pakistan\u2011administered Kashmir\nsaid\u00a0so"


def test_titles_that_the_program_keeps_are_the_last_resort(make_docx, limits):
    def name(document):
        document.core_properties.title = "A stated title"
        document.core_properties.author = "Jane Doe"

    data = make_docx("One paragraph, which says that the road to Gao was cut on Monday.", edit=name)
    article = read(data, "a.docx", limits)
    assert (article.title, article.author) == ("A stated title", "Jane Doe")


def test_broken_and_empty_ones_are_reported(make_docx, limits):
    data = make_docx("Gao said so.")
    broken = {
        "cut short": data[: len(data) // 2],
        "damaged": repacked(data, "word/document.xml", b"<w:document><unclosed"),
        "contains no words": make_docx(),
        "contains no document": repacked(data, "word/document.xml", b"").replace(b"word/", b"wxrd/"),
    }
    for message, file in broken.items():
        with pytest.raises(UnreadableArticle, match=message):
            read(file, "a.docx", limits)


def test_an_encrypted_one_is_reported(limits):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableArticle, match="encrypted; open it with its password"):
        read(data, "a.docx", limits)


def test_a_bomb_is_refused_by_its_directory(make_docx):
    small = Limits(max_bytes=1_000_000, max_chars=10_000, max_pages=1)
    bomb = repacked(make_docx("x"), "word/document.xml", b" " * 2_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(ArticleTooLarge, match="unpacked it would have"):
        read(bomb, "a.docx", small)


def test_entities_are_not_expanded(make_docx, limits):
    body = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Gao said &f;&c; so</w:t></w:r></w:p></w:body></w:document>"
    )
    text = read(repacked(make_docx("x"), "word/document.xml", body.encode()), "a.docx", limits).text
    assert "root:" not in text
    assert "aaaa" not in text


def test_a_document_without_properties_has_no_made_up_title(make_docx, limits):
    data, out = make_docx("officials said that the road was cut."), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            if entry != "docProps/core.xml":
                links = re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", old.read(entry))
                new.writestr(entry, links)
    article = read(out.getvalue(), "a.docx", limits)
    assert (article.title, article.author) == ("", None)


BODY = "<w:document {}><w:body>{}</w:body></w:document>"


def of(make_docx, markup: str) -> bytes:
    return repacked(make_docx("x"), "word/document.xml", BODY.format(nsdecls("w"), markup).encode())


def paragraph(words: str, properties: str = "") -> str:
    return (
        f'<w:p>{properties and f"<w:pPr>{properties}</w:pPr>"}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def test_cells_and_rows_inside_content_controls(make_docx, limits):
    def cell(words: str) -> str:
        return f"<w:tc>{paragraph(words)}</w:tc>"

    held = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    second = f"<w:tr>{cell('Kayes')}</w:tr>"
    rows = f"<w:tr>{cell('Gao')}{held.format(cell('400'))}</w:tr>{held.format(second)}"
    assert read(of(make_docx, f"<w:tbl>{rows}</w:tbl>"), "a.docx", limits).text == "Gao\t400\nKayes"


def test_a_drop_capital_is_the_first_letter_of_the_next_paragraph(make_docx, limits):
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    data = of(make_docx, paragraph("G", frame) + paragraph("ao is cut off.") + paragraph("So is Kayes."))
    assert read(data, "a.docx", limits).text == "Gao is cut off.\n\nSo is Kayes."


def test_a_deleted_paragraph_mark_joins_two_paragraphs(make_docx, limits):
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    data = of(make_docx, paragraph("The road to ", mark) + paragraph("Gao is cut.") + paragraph("So is Kayes."))
    assert read(data, "a.docx", limits).text == "The road to Gao is cut.\n\nSo is Kayes."


def test_deleted_rows_and_hidden_words_are_left_out(make_docx, limits):
    gone = f"<w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr><w:tc>{paragraph('Mopti')}</w:tc></w:tr>"
    table = f"<w:tbl>{gone}<w:tr><w:tc>{paragraph('Gao')}</w:tc></w:tr></w:tbl>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ask him.</w:t></w:r><w:r><w:t>Kayes</w:t></w:r></w:p>"
    assert read(of(make_docx, table + hidden), "a.docx", limits).text == "Gao\n\nKayes"


def test_a_paragraph_in_the_style_of_a_title_is_the_title(make_docx, limits):
    def head(document):
        document.core_properties.title = "A title that the program kept"
        document.paragraphs[0].style = document.styles["Heading 1"]

    data = make_docx("The road to Gao is cut.", "Officials said on Monday that the river had cut it.", edit=head)
    assert read(data, "a.docx", limits).title == "The road to Gao is cut."


def test_a_text_box_stands_behind_its_paragraph(make_docx, limits):
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("Boxed.") + "</w:txbxContent></w:pict></w:r>"
    one = "<w:p><w:r><w:t>The road is</w:t></w:r>" + box + '<w:r><w:t xml:space="preserve"> cut.</w:t></w:r></w:p>'
    assert read(of(make_docx, one), "a.docx", limits).text == "The road is cut.\nBoxed."


def test_notes_follow_the_text(make_docx, limits):
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("As seen in Gao.")}</w:footnote></w:footnotes>'
    )
    data, out = make_docx("The road is cut."), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "word/_rels/document.xml.rels":
                kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                link = b'<Relationship Id="rIdN" Type="' + kind + b'" Target="footnotes.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", link)
            new.writestr(entry, content)
        new.writestr("word/footnotes.xml", notes)
    assert read(out.getvalue(), "a.docx", limits).text == "The road is cut.\n\nAs seen in Gao."


def test_a_document_of_countless_tags_is_refused_at_once(make_docx, limits):
    data = of(make_docx, "<w:p/>" * 1_500_000)
    start = time.process_time()
    with pytest.raises(ArticleTooLarge, match="tags"):
        read(data, "a.docx", limits)
    assert time.process_time() - start < 2
