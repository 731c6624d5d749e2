"""A board's report stands in its own order, under its own headings, in every form."""

from dataclasses import replace
from datetime import date

import pytest

from participation.domain.digest import ClearanceGiven, Implication, PartHeading, Report
from participation.papers.html import render_html
from participation.papers.outline import paper_of
from participation.papers.pdf import render_pdf
from participation.papers.word import render_word
from surveys.packs import council_names, load_council_pack
from tests.papers.factory import digest, empty_digest

BOARDS = [
    (council, board)
    for council in council_names()
    for board in load_council_pack(council).boards
    if board.report
]


def report(board, **written) -> Report:
    return Report(
        parts=tuple(PartHeading(part.part, part.heading) for part in board.report),
        implications=tuple(Implication(name, "") for name in board.implications),
        clearances=tuple(ClearanceGiven(line.name, "", None) for line in board.clearances),
        promises=("Safe, well and at home", "Listen, and tell you"),
        **written,
    )


def laid_out(*parts: str, **written) -> list:
    made = Report(parts=tuple(PartHeading(part, part.title()) for part in parts), **written)
    return list(paper_of(replace(digest(), report=made)).sections)


@pytest.mark.parametrize(("council", "board"), BOARDS, ids=[name for name, _ in BOARDS])
def test_each_councils_headings_stand_in_its_order(council, board):
    made = report(board, background="A first look.")

    titles = [s.title for s in paper_of(replace(digest(), report=made)).sections]

    expected = [part.heading for part in board.report]
    told = [title for title in titles if title in expected]
    assert titles[0] == "In one minute"
    assert told == [heading for heading in expected if heading in told]
    assert set(expected) - set(told) <= {
        part.heading for part in board.report if part.part in ("figures", "cards")
    }


@pytest.mark.parametrize(("council", "board"), BOARDS, ids=[name for name, _ in BOARDS])
def test_each_councils_report_can_be_drawn_in_every_form(council, board):
    made = replace(digest(), report=report(board))

    assert board.report[0].heading in render_html(made)
    assert render_pdf(made).startswith(b"%PDF-")
    assert render_word(made).startswith(b"PK")


def test_a_part_with_nothing_to_say_is_left_out():
    titles = [section.title for section in laid_out("background", "figures")]

    assert titles == ["In one minute", "How to read the figures"]


def test_the_guide_stands_under_the_councils_appendices():
    last = laid_out("purpose", "appendices")[-1]

    assert last.title == "Appendices"
    assert last.blocks[0].words == "How to read the figures"


def test_the_board_is_recommended_what_the_paper_holds():
    (_, section, _) = laid_out("recommendations")

    lines = section.blocks[1].lines
    assert section.blocks[0].words == "That the Corporate Parenting Board:"
    assert lines[0].startswith("answer the")
    assert lines[1].startswith("note what young people said in")


def test_nothing_is_recommended_when_nothing_came():
    made = replace(empty_digest(), report=Report(parts=(PartHeading("recommendations", "R"),)))

    section = paper_of(made).sections[1]

    assert "Nothing is recommended" in section.blocks[0].words


def test_themes_stand_under_their_promise_with_released_figures():
    one = digest().consultations[0]
    theme = replace(one.themes[0], promise="Kept")
    made = replace(
        digest(),
        consultations=(replace(one, themes=(theme,)),),
        report=Report(parts=(PartHeading("pledge", "By promise"),), promises=("Kept", "Other")),
    )

    blocks = paper_of(made).sections[1].blocks

    assert blocks[1].lines == (f"{theme.theme}: {theme.count.words}",)
    assert "Nobody spoke of this" in blocks[3].words


def test_implications_and_clearances_say_what_is_missing():
    sections = laid_out(
        "implications",
        "clearance",
        implications=(Implication("Finance", "None."), Implication("Climate", "")),
        clearances=(
            ClearanceGiven("Legal", "A. Lawyer, solicitor", date(2026, 3, 2)),
            ClearanceGiven("Finance", "", None),
        ),
    )

    assert [line.words for line in sections[1].blocks[0].lines] == ["None.", "Nothing is noted."]
    assert sections[2].blocks[0].rows == (
        ("Legal", "A. Lawyer, solicitor", "2 March 2026"),
        ("Finance", "Not cleared yet", ""),
    )
