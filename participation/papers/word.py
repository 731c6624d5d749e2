"""A paper as a Word file."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.shared import Mm

from participation.domain.digest import ReleasedDigest
from participation.papers.blocks import Paper
from participation.papers.outline import paper_of
from participation.papers.word_blocks import paragraph, run, write
from participation.papers.word_styles import SOFT, blank, field, shade


def render_word(digest: ReleasedDigest) -> bytes:
    """Return the digest as a .docx file, its figures as tables."""
    return draw_word(paper_of(digest), digest.occasion.papers_due)


def draw_word(paper: Paper, day: date) -> bytes:
    """Return any paper as a .docx file that says it is of the day."""
    document = blank(paper, day)
    _head(document, paper)
    for section in paper.sections:
        before = len(document.paragraphs) if section.set_apart else 0
        paragraph(document, section.title, "Heading 1")
        for block in section.blocks:
            write(block, document)
        if section.set_apart:
            for made in document.paragraphs[before:]:
                shade(made)
        if section.own_page:
            paragraph(document, "").add_run().add_break(WD_BREAK.PAGE)
    _number_pages(document, paper)
    file = BytesIO()
    document.save(file)
    return _of_day(file, day)


def _of_day(file: BytesIO, day: date) -> bytes:
    """Return the file with every part of the day, so that the same paper is the same file."""
    made = BytesIO()
    with ZipFile(file) as drawn, ZipFile(made, "w", ZIP_DEFLATED) as dated:
        for part in drawn.infolist():
            dated.writestr(
                ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0)),
                drawn.read(part),
                ZIP_DEFLATED,
            )
    return made.getvalue()


def _head(document: Document, paper: Paper) -> None:
    paragraph(document, paper.title, "Title")
    for detail in paper.details:
        made = paragraph(document, detail.label, colour=SOFT)
        made.add_run().add_tab()
        run(made, detail.words)
        made.paragraph_format.tab_stops.add_tab_stop(Mm(24))
        made.paragraph_format.space_after = Mm(0)


def _number_pages(document: Document, paper: Paper) -> None:
    made = document.sections[0].footer.paragraphs[0]
    made.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    run(made, paper.council)
    made.add_run().add_tab()
    run(made, "Page ")
    field(made, "PAGE")
    run(made, " of ")
    field(made, "NUMPAGES")
