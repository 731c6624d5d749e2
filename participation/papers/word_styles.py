"""How a Word paper looks: page, fonts, headings, quotes, what it says of itself."""

from datetime import date, datetime, time
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from participation.papers.blocks import Paper
from participation.papers.letters import tidy

INK, SOFT, BRAND = "221B35", "5B5470", "4A2C8F"
GO, WARM = "0A6B5E", "B4450F"
LINE, BRAND_SOFT = "8A8299", "EDE6FA"
FONT = "Calibri"


def blank(paper: Paper, day: date) -> DocumentFile:
    """Return an empty Word document in the paper's dress, with its properties set."""
    document = Document(BytesIO(_dressed()))
    about = document.core_properties
    about.title, about.language = tidy(paper.subject), "en-GB"
    about.author = about.last_modified_by = tidy(paper.council)
    about.comments = about.keywords = ""
    about.created = about.modified = datetime.combine(day, time())
    return document


@cache
def _dressed() -> bytes:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(27)
    page.top_margin = page.bottom_margin = Mm(25)
    styles = document.styles
    _dress(styles["Normal"], 11, INK, after=7, line=1.15)
    _dress(styles["Title"], 28, BRAND, after=10, bold=True)
    _dress(styles["Heading 1"], 18, BRAND, before=24, after=8, bold=True)
    _dress(styles["Heading 2"], 14, INK, before=20, after=6, bold=True)
    _dress(styles["Heading 3"], 12, BRAND, before=16, after=4, bold=True)
    _dress(styles["Caption"], 11, INK, before=10, after=4, bold=True)
    _dress(styles["Quote"], 11, INK, before=4, after=8)
    _dress(styles["List Bullet"], 11, INK, after=3, line=1.15)
    _dress(styles["Footer"], 9, SOFT)
    for name, colour, gap in (("Quiet", SOFT, 7), ("Table Text", INK, 2), ("Room", INK, 0)):
        _dress(styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), 10, colour, before=2, after=gap)
    _make_room(styles["Room"])
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    styles["Caption"].paragraph_format.keep_with_next = True
    styles["Quote"].paragraph_format.left_indent = Mm(6)
    edge(styles["Quote"].element.get_or_add_pPr(), ("left",))
    _speak_english(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(
    style: ParagraphStyle,
    size: int,
    colour: str,
    *,
    before: int = 0,
    after: int = 0,
    line: float = 1.0,
    bold: bool = False,
) -> None:
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    if fonts is not None:
        # A theme's font would win over the one that is named here.
        style.element.rPr.remove(fonts)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.font.bold = style.font.cs_bold = bold
    style.font.italic = style.font.cs_italic = False
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.line_spacing = line


def _make_room(style: ParagraphStyle) -> None:
    layout = style.paragraph_format
    layout.left_indent = layout.right_indent = Mm(3)
    layout.keep_together = layout.keep_with_next = True
    edge(style.element.get_or_add_pPr(), ("top", "left", "bottom", "right"))


def _speak_english(document: DocumentFile) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def element(name: str, **values: str) -> BaseOxmlElement:
    """Return one element of WordprocessingML, its attributes in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


# What may follow a paragraph's borders, ground and direction, in the order Word asks for.
AFTER_BORDERS = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
AFTER_GROUND = AFTER_BORDERS[1:]
AFTER_DIRECTION = AFTER_BORDERS[3:]
REST = ("w:outlineLvl", "w:rPr")


def edge(properties: CT_PPr, sides: tuple[str, ...]) -> None:
    """Draw a line at these sides of a paragraph."""
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz="8", space="8", color=LINE))
    properties.insert_element_before(borders, *AFTER_BORDERS, *REST)


def shade(paragraph: Paragraph) -> None:
    """Lay a soft ground behind a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    ground = element("shd", val="clear", color="auto", fill=BRAND_SOFT)
    properties.insert_element_before(ground, *AFTER_GROUND, *REST)


def turn(paragraph: Paragraph) -> None:
    """Let a paragraph run from right to left."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(element("bidi"), *AFTER_DIRECTION, *REST)


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word works out, such as PAGE."""
    paragraph._p.append(made := element("fldSimple", instr=code))
    run = element("r")
    run.append(text := element("t"))
    text.text = "1"
    made.append(run)
