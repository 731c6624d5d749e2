from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.papers.word import render_word
from tests.papers.factory import consultation, digest, empty_digest, saying, statement, theme


def opened(made):
    return Document(BytesIO(render_word(made)))


def styled(document, style):
    return [part.text for part in document.paragraphs if part.style.name == style]


def test_headings_are_real_and_in_order():
    document = opened(digest())

    assert styled(document, "Title") == ["What young people say"]
    assert styled(document, "Heading 1")[0] == "In one minute"
    assert styled(document, "Heading 2")[:2] == ["Where I live", "Moving on at eighteen"]
    assert styled(document, "Heading 3")[:2] == ["Wifi and phones", "Seeing my family"]


def test_the_file_says_its_title_and_language():
    document = opened(digest())

    about = document.core_properties
    languages = {part.get(qn("w:val")) for part in document.styles.element.iter(qn("w:lang"))}

    assert about.title == "What young people say: Corporate Parenting Board, 12 March 2026"
    assert about.language == "en-GB"
    assert about.author == "Fernshire Council"
    assert about.comments == ""
    assert languages == {"en-GB"}


def test_every_part_is_of_the_papers_day_so_that_the_same_paper_is_the_same_file():
    made = digest()
    due = made.occasion.papers_due
    with ZipFile(BytesIO(render_word(made))) as parts:
        days = {part.date_time for part in parts.infolist()}

    assert days == {(due.year, due.month, due.day, 0, 0, 0)}


def test_tables_repeat_their_header_row_and_hold_figures_in_words():
    document = opened(digest())

    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    heads = [len(list(part._tbl.iter(qn("w:tblHeader")))) for part in document.tables]

    assert rows[0] == ["What they said", "Young people", "Share"]
    assert rows[1] == ["Very happy", "about 15", "33%"]
    assert rows[4] == ["Sad", "fewer than 8", "not shown"]
    assert heads == [1] * 4


def test_pages_are_a4_and_numbered():
    page = opened(digest()).sections[0]

    fields = [part.get(qn("w:instr")) for part in page.footer._element.iter(qn("w:fldSimple"))]

    assert (page.page_width.mm, page.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    assert page.left_margin == pytest.approx(Mm(27), abs=1000)
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_path_stands_in_stones_and_words():
    quiet = styled(opened(digest()), "Quiet")

    assert quiet[0].startswith("●●●●○○○  Step 4 of 7. Done: said, heard, themed, taken.")
    assert "●●●●○○○  Taken to this meeting: ask 1" in quiet


def test_quotes_stand_apart_with_nothing_beside_them():
    quotes = styled(opened(replace(digest(), consultations=(consultation(),))), "Quote")

    assert quotes[0] == "“The wifi goes off at nine and I can't do my homework.”"
    assert len(quotes) == 3


def test_asks_are_numbered_and_leave_room():
    document = opened(digest())

    assert "1. Put wifi that works at night in every home" in styled(document, "Heading 2")
    assert len(styled(document, "Room")) == 9


def test_a_statement_is_published_as_theirs():
    quotes = styled(opened(replace(digest(), consultations=(statement(),))), "Quote")

    assert quotes[0] == "Agreed together by Fernshire Voices"


def test_words_that_run_from_right_to_left_do():
    part = replace(consultation(), themes=(theme("Family", 15, "أريد أن أرى أخي", "hello"),))

    document = opened(replace(digest(), consultations=(part,)))

    turned = [
        made.text for made in document.paragraphs if made._p.find(f".//{qn('w:bidi')}") is not None
    ]
    assert turned == ["“أريد أن أرى أخي”"]


def test_an_empty_digest_is_a_paper_too():
    assert "There are no asks at this meeting." in [
        part.text for part in opened(empty_digest()).paragraphs
    ]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_makes_a_file_that_opens(words):
    document = opened(saying(words))

    assert len(styled(document, "Heading 1")) == 6
