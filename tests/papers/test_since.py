"""What a paper starts with: what changed, what is due and late, the pledge line by line."""

from dataclasses import replace
from datetime import date

from participation.domain.digest import Report
from participation.domain.disclosure.released import Released
from participation.domain.exempt_item import ExemptItem
from participation.domain.exemption import public_twin
from participation.domain.since import Before, EarlierAsk, PledgeLine, Stands
from participation.papers.html import render_html
from participation.papers.outline import paper_of
from participation.papers.since import due_and_late, pledge, scoreboard, what_changed
from tests.papers.factory import TALK, consultation, digest, empty_digest, table, theme

SAFE, LISTEN = "Safe, well and at home", "Listen, and tell you"
KEPT = table("pledge", "Safe", **{"Kept": 15, "Partly": 10, "Not kept": None})
EARLIER = (
    EarlierAsk("Mend the lift", SAFE, Stands.DONE, "Did.", is_new=True),
    EarlierAsk("Pay for the bus", SAFE, Stands.NO_ANSWER, "No answer yet, 43 days after."),
    EarlierAsk("Keep our phones", LISTEN, Stands.PROMISED, "Will, by 1 March.", is_due=True),
    EarlierAsk("A lock", LISTEN, Stands.LATE, "Will, by 1 January. 9 days late."),
)


def changed():
    part = replace(
        consultation(),
        themes=(replace(theme("Wifi", 25), before=Before(Released(15), "12 January 2026")),),
        pledge=(PledgeLine(SAFE, KEPT), PledgeLine(LISTEN, TALK)),
        is_new=True,
    )
    return replace(
        digest(),
        consultations=(part,),
        earlier=EARLIER,
        last_met=date(2026, 1, 12),
        report=Report(promises=(SAFE, LISTEN, "Money")),
    )


def test_it_says_what_changed_since_the_last_meeting():
    lead, points = what_changed(changed()).blocks

    assert lead.words == "The last meeting was on 12 January 2026."
    assert points.lines == (
        "Young people were told: “Mend the lift” Did.",
        "New in this paper: “Where I live”.",
        "“Wifi” in “Where I live”: about 25 young people, about 15 in the paper of "
        "12 January 2026.",
    )
    assert what_changed(empty_digest()).blocks == ()


def test_what_is_late_stands_before_what_is_due_and_the_rest_is_left_out():
    (grid,) = due_and_late(changed()).blocks

    assert [row[:2] for row in grid.rows] == [
        ("A lock", "Late"),
        ("Pay for the bus", "No answer yet"),
        ("Keep our phones", "Due"),
    ]


def test_the_pledge_shows_what_was_said_beside_what_was_answered():
    (grid,) = scoreboard(changed())

    assert grid.rows == (
        (SAFE, "Kept: about 15; Partly: about 10; Not kept: fewer than 8",
         "Done: 1; No answer yet: 1"),
        (LISTEN, "too few to show", "Promised: 1; Late: 1"),
    )  # fmt: skip


def test_the_pledge_and_its_promises_are_called_as_the_council_calls_them():
    champions = ((SAFE, "the member champion for homes"),)
    own = Report(
        promises=(SAFE,), pledge="Our five outcomes", promise="outcome", champions=champions
    )

    grid, line = pledge(replace(changed(), report=own)).blocks

    assert grid.title == "Our five outcomes, outcome by outcome"
    assert grid.heads[0] == "Outcome"
    assert line.words == f"Who speaks up among members. {SAFE}: the member champion for homes."


def test_a_board_that_set_no_order_finds_them_too():
    titles = [section.title for section in paper_of(changed()).sections]

    assert titles.index("Since the last meeting") < titles.index("The pledge")
    assert titles.index("What young people said") < titles.index("Answers due and late")
    assert "A lock" in render_html(changed())


def test_the_public_twin_counts_nothing_of_what_it_keeps_back():
    item = ExemptItem("E1", "An item", "Confidential to members", "It would harm somebody.")
    kept = tuple(replace(part, exempt=item) for part in changed().consultations)

    shown = public_twin(replace(changed(), consultations=kept, asks=(), exempt=(item,)))

    assert scoreboard(shown)[0].rows[0][1] == "No figures this time"
    assert "Wifi" not in render_html(shown)
