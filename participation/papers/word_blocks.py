"""How each kind of block is written into a Word paper."""

from functools import singledispatch

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from participation.papers.blocks import (
    Asks,
    Block,
    Entries,
    Figures,
    Grid,
    Heading,
    Mark,
    NoFigures,
    Points,
    Quotation,
    Reply,
    Statement,
    Stones,
    Tone,
    Words,
)
from participation.papers.letters import runs_right_to_left, tidy
from participation.papers.word_styles import GO, LINE, SOFT, WARM, element, turn

FILLED, OPEN = "●", "○"
LINES_TO_WRITE_ON = 2
LONGEST_WHOLE_TABLE = 10
WIDTH_OF_TEXT = 156
LATER_COLUMNS = 1.6
"""How much wider a column of words is than the first one, which names its row."""


def paragraph(
    document: Document, words: str, style: str = "", *, colour: str = "", bold: bool = False
) -> Paragraph:
    """Return a new paragraph that holds the words, turned the way that they run."""
    made = document.add_paragraph()
    if style:
        # By its id, which is its name without spaces: python-docx's own way from a name to
        # an id walks all styles, and took six tenths of the time of a large paper.
        made._p.style = style.replace(" ", "")
    if runs_right_to_left(words):
        turn(made)
    run(made, words, colour=colour, bold=bold)
    return made


def run(made: Paragraph, words: str, *, colour: str = "", bold: bool = False) -> None:
    """Add words to a paragraph; signs that XML refuses are left out."""
    added = made.add_run(tidy(words))
    if runs_right_to_left(words):
        added._r.get_or_add_rPr().append(element("rtl"))
    if colour:
        added.font.color.rgb = RGBColor.from_string(colour)
    if bold:
        added.font.bold = True


@singledispatch
def write(block: Block, document: Document) -> None:
    """Write one block at the end of the document."""
    raise TypeError(f"no way to write a {type(block).__name__} in Word")


@write.register
def _(block: Heading, document: Document) -> None:
    paragraph(document, block.words, f"Heading {block.level}")


@write.register
def _(block: Words, document: Document) -> None:
    style = "Quiet" if block.tone is Tone.QUIET else ""
    made = paragraph(document, block.words, style, bold=block.tone is Tone.LEAD)
    made.paragraph_format.keep_with_next = block.tone is not Tone.PLAIN


@write.register
def _(block: Points, document: Document) -> None:
    for line in block.lines:
        paragraph(document, line, "List Bullet")


@write.register
def _(block: Entries, document: Document) -> None:
    for line in block.lines:
        made = paragraph(document, line.label, "List Bullet", bold=True)
        if line.words:
            run(made, f": {line.words}")


@write.register
def _(block: Stones, document: Document) -> None:
    stones = FILLED * block.filled + OPEN * (len(block.steps) - block.filled)
    made = paragraph(document, f"{stones}  ", "Quiet", colour=GO)
    if not block.small:
        run(made, f"{block.spoken} ")
    run(made, block.words)
    made.paragraph_format.keep_with_next = True


@write.register
def _(block: Quotation, document: Document) -> None:
    paragraph(document, f"“{block.words}”", "Quote")


@write.register
def _(block: Statement, document: Document) -> None:
    first = paragraph(document, f"Agreed together by {block.by}", "Quote", colour=SOFT)
    first.paragraph_format.keep_with_next = True
    paragraph(document, block.words, "Quote")


@write.register
def _(block: Asks, document: Document) -> None:
    for ask in block.entries:
        paragraph(document, f"{ask.number}. {ask.words}", "Heading 2")
        if ask.about:
            paragraph(document, ask.about, "Quiet")
        if not ask.is_open:
            continue
        choices = "\u2003 ".join(
            f"☐\u00a0{answer}".replace(" ", "\u00a0") for answer in block.answers
        )
        for words in (choices, *[""] * LINES_TO_WRITE_ON):
            room = paragraph(document, words, "Room")
        room.paragraph_format.keep_with_next = False


@write.register
def _(block: Mark, document: Document) -> None:
    made = paragraph(document, f"{block.word}. ", bold=True, colour=GO if block.good else WARM)
    run(made, block.sentence)
    made.paragraph_format.keep_with_next = True


@write.register
def _(block: Reply, document: Document) -> None:
    paragraph(document, block.headline, bold=True).paragraph_format.keep_with_next = True
    paragraph(document, block.words)
    paragraph(document, block.told, "Quiet")


@write.register
def _(block: NoFigures, document: Document) -> None:
    paragraph(document, block.title, "Caption")
    paragraph(document, block.reason, "Quiet")


@write.register
def _(block: Figures, document: Document) -> None:
    paragraph(document, block.title, "Caption")
    heads = (block.label, "Young people", *(["Share"] if block.has_shares else []))
    rows = [
        (line.label, line.figure, line.share or "not shown")[: len(heads)] for line in block.lines
    ]
    table = document.add_table(len(rows) + 1, len(heads))
    _rule(table)
    widths = (Mm(156 - 32 * (len(heads) - 1)), *[Mm(32)] * (len(heads) - 1))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, (row, words) in enumerate(zip(table.rows, (heads, *rows), strict=True)):
        stays = place < len(rows) and (place == 0 or len(rows) <= LONGEST_WHOLE_TABLE)
        _fill(row, words, is_head=place == 0, stays=stays)


@write.register
def _(block: Grid, document: Document) -> None:
    if block.title:
        paragraph(document, block.title, "Caption")
    table = document.add_table(len(block.rows) + 1, len(block.heads))
    _rule(table)
    first = WIDTH_OF_TEXT / (1 + (len(block.heads) - 1) * LATER_COLUMNS)
    for place, column in enumerate(table.columns):
        column.width = Mm(first * LATER_COLUMNS if place else first)
    for place, (row, words) in enumerate(zip(table.rows, (block.heads, *block.rows), strict=True)):
        _fill(row, words, is_head=place == 0, stays=place == 0, align_right=False)


def _rule(table: Table) -> None:
    table.autofit = False
    borders = element("tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=LINE))
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _fill(
    row: _Row, words: tuple[str, ...], *, is_head: bool, stays: bool, align_right: bool = True
) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    for column, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        made = cell.paragraphs[0]
        made._p.style = "TableText"
        if stays:
            made.paragraph_format.keep_with_next = True
        if column and align_right:
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run(made, text, bold=is_head)
