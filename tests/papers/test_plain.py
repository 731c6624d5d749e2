"""A plain paper: a small part of Markdown, drawn in every form."""

from datetime import date
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from participation.papers.blocks import Detail, Grid, Heading, Points, Words
from participation.papers.html import draw_html
from participation.papers.pdf import draw_pdf
from participation.papers.plain import plain_paper
from participation.papers.word import draw_word

TEXT = """# How long things are kept

## What is kept

First line
of one paragraph.

Another paragraph.

### Inside

- one
- two

| what | how long |
|---|---|
| answers <b> | a year |
| invites | a day |

## Last

Done.
"""
PAPER = plain_paper(TEXT, "Alderbrook Council", (Detail("Made", "11 March 2026"),))


def test_each_part_of_the_text_becomes_its_block():
    first, last = PAPER.sections

    assert PAPER.title == "How long things are kept"
    assert PAPER.subject == "How long things are kept: Alderbrook Council"
    assert (first.title, last.title) == ("What is kept", "Last")
    assert first.blocks == (
        Words("First line of one paragraph."),
        Words("Another paragraph."),
        Heading(2, "Inside"),
        Points(("one", "two")),
        Grid("", ("what", "how long"), (("answers <b>", "a year"), ("invites", "a day"))),
    )


def test_as_html_its_tables_have_heads_and_nothing_is_taken_for_markup():
    html = draw_html(PAPER)

    assert '<th scope="col" class="govuk-table__header">how long</th>' in html
    assert "answers &lt;b&gt;</th>" in html
    assert "<caption" not in html


def test_as_pdf_it_is_tagged_and_says_its_title():
    reader = PdfReader(BytesIO(draw_pdf(PAPER)))

    text = " ".join(page.extract_text() for page in reader.pages)
    assert reader.metadata.title == PAPER.subject
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "answers <b>" in text
    assert "11 March 2026" in text


def test_as_word_it_has_a_table_with_a_head_row():
    document = Document(BytesIO(draw_word(PAPER, date(2026, 3, 11))))

    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["what", "how long"],
        ["answers <b>", "a year"],
        ["invites", "a day"],
    ]
    assert document.core_properties.created.date() == date(2026, 3, 11)
    assert "w:tblHeader" in table.rows[0]._tr.xml
