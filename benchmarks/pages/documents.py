"""Made PDFs and DOCX files, each in one of the ways in which real ones are hard to read."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from benchmarks.pages.paper import Placing, Printed, by_letters, by_words, kerned, pdf, whole, wrapped
from benchmarks.pages.right import Right
from benchmarks.pages.stories import Story

Document = Callable[[Story], tuple[bytes, Right]]
LETTERS = str.maketrans("čćşŞăőű", "ccsSaou")
"""Letters that the standard encoding of a PDF's font lacks."""


def _answers(s: Story, byline: str, date: str, paragraphs: Sequence[str] | None = None) -> Right:
    lines = (s.title, byline, date, *(s.paragraphs if paragraphs is None else paragraphs))
    return Right(s.title, ", ".join(s.authors), s.date.isoformat(), tuple(line.translate(LETTERS) for line in lines))


def _printed(s: Story, byline: str, date: str, *, size: int, characters: int = 84) -> list[Printed]:
    lines = [Printed(line, size, 0.0) for line in wrapped(s.title, 60)]
    lines += [Printed(byline, 11, 1.0 if size > 11 else 0.0), Printed(date)]
    for words in s.paragraphs:
        first, *rest = wrapped(words, characters)
        lines += [Printed(first, above=0.8), *map(Printed, rest)]
    return [Printed(line.text.translate(LETTERS), line.size, line.above) for line in lines]


def _paper(placing: Placing, *, size: int, head: str = "", foot: str = "", date: str = "{:%B %-d, %Y}") -> Document:
    def document(s: Story) -> tuple[bytes, Right]:
        byline, day = f"By {' and '.join(s.authors)}", date.format(s.date)
        data = pdf(_printed(s, byline, day, size=size), placing, head=head, foot=foot)
        answers = _answers(s, byline, day)
        return data, Right(
            answers.title, answers.author and answers.author.translate(LETTERS), answers.date, answers.lines
        )

    return document


def browser_print(s: Story) -> tuple[bytes, Right]:
    """What a browser prints, with its own lines over and under each page."""
    made = _paper(
        whole,
        size=11,
        head="11/4/25, 9:12 AM The page as printed",
        foot=f"{s.address} {{page}}/2",
        date="Published {:%-d %B %Y}",
    )
    return made(s)


def tex(s: Story) -> tuple[bytes, Right]:
    """Ligatures and quotes as codes of a font that does not say what they are."""
    made, answers = _paper(whole, size=14)(s)
    del made
    lines = _printed(s, *answers.lines[1:3], size=14)
    codes = (("ffi", "\\016"), ("ff", "\\013"), ("fi", "\\014"), ("fl", "\\017"))
    plain = {"“": "\\020", "”": "\\021"}

    def coded(text: str, size: int, height: float) -> str:
        shown = whole(text, size, height)
        for letters, code in codes[1:3]:
            shown = shown.replace(letters, code)
        for mark, code in plain.items():
            shown = shown.replace(mark, code)
        return shown

    return pdf(lines, coded, flate=False), answers


def _document(paragraphs: Sequence[str], edit: Callable[[list[Paragraph]], object] | None = None) -> bytes:
    document = docx.Document()
    made = [document.add_paragraph(words) for words in paragraphs]
    if edit:
        edit(made)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _front(s: Story) -> tuple[str, str]:
    return f"By {' and '.join(s.authors)}", f"{s.date:%-d %B %Y}"


def plain_document(s: Story) -> tuple[bytes, Right]:
    """Nothing but paragraphs."""
    byline, date = _front(s)
    answers = _answers(s, byline, date)
    lines = (s.title, byline, date, *s.paragraphs)
    return _document(lines), Right(s.title, answers.author, answers.date, lines)


def tracked_document(s: Story) -> tuple[bytes, Right]:
    """Two paragraphs joined by a deleted mark, an inserted sentence and a deleted one, hidden words."""
    byline, date = _front(s)
    first, second, *rest = s.paragraphs

    def edit(made: list[Paragraph]) -> None:
        mark = made[3]._p.get_or_add_pPr()
        mark.append(
            parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="e" w:date="2020-01-01T00:00:00Z"/></w:rPr>')
        )
        made[4]._p.append(
            parse_xml(
                f'<w:ins {nsdecls("w")} w:id="2" w:author="e"><w:r>'
                f'<w:t xml:space="preserve"> It was late.</w:t></w:r></w:ins>'
            )
        )
        made[4]._p.append(
            parse_xml(
                f'<w:del {nsdecls("w")} w:id="3" w:author="e"><w:r><w:delText>Nobody came.</w:delText></w:r></w:del>'
            )
        )
        made[5].add_run(" Check this with the desk.").font.hidden = True

    lines = (s.title, byline, date, f"{first} {second} It was late.", *rest)
    return _document((s.title, byline, date, f"{first} ", second, *rest), edit), _of(s, lines)


def drop_capital(s: Story) -> tuple[bytes, Right]:
    """The first letter stands in a frame of its own."""
    byline, date = _front(s)
    first, *rest = s.paragraphs

    def edit(made: list[Paragraph]) -> None:
        frame = OxmlElement("w:framePr")
        for name, value in (("dropCap", "drop"), ("lines", "3"), ("wrap", "around")):
            frame.set(qn(f"w:{name}"), value)
        made[3]._p.get_or_add_pPr().append(frame)

    return _document((s.title, byline, date, first[0], first[1:], *rest), edit), _of(
        s, (s.title, byline, date, first, *rest)
    )


def controlled_table(s: Story) -> tuple[bytes, Right]:
    """A table with a cell and a row inside content controls."""
    byline, date = _front(s)

    def edit(made: list[Paragraph]) -> None:
        def cell(words: str) -> str:
            return f"<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

        held = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
        rows = f"<w:tr>{cell('Koronis')}{held.format(cell('41 families'))}</w:tr>" + held.format(
            f"<w:tr>{cell('Adun')}{cell('9 families')}</w:tr>"
        )
        made[-1]._p.addnext(parse_xml(f"<w:tbl {nsdecls('w')}>{rows}</w:tbl>"))

    lines = (s.title, byline, date, *s.paragraphs, "Koronis\t41 families", "Adun\t9 families")
    return _document(lines[:-2], edit), _of(s, lines)


def _of(s: Story, lines: tuple[str, ...]) -> Right:
    return Right(s.title, ", ".join(s.authors), s.date.isoformat(), lines)


DOCUMENTS: tuple[tuple[str, str, Document], ...] = (
    ("printed", "pdf", _paper(whole, size=18, head="KORONIS AND RIVERS", foot="Page {page}")),
    ("same_size", "pdf", _paper(whole, size=11)),
    ("by_words", "pdf", _paper(by_words, size=16)),
    ("by_letters", "pdf", _paper(by_letters, size=16)),
    ("kerned", "pdf", _paper(kerned, size=16, foot="{page}")),
    ("browser_print", "pdf", browser_print),
    ("tex", "pdf", tex),
    ("plain", "docx", plain_document),
    ("tracked", "docx", tracked_document),
    ("drop_capital", "docx", drop_capital),
    ("controlled_table", "docx", controlled_table),
)
"""Each kind of document: its name, its extension, and what makes it."""
