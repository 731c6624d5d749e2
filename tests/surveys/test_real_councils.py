"""The four real councils: each works as configuration, in its own words, and names nobody."""

import pytest

from participation.core.errors import BadFile
from surveys.loader import load_survey
from surveys.packs import (
    council_names,
    load_codebook,
    load_council_pack,
    load_council_pack_file,
)
from surveys.publish_check import faults
from tests.surveys.test_packs import change, leicester

__all__ = ["leicester"]

REAL = ("cambridgeshire", "dorset", "hampshire", "leicester")
NATIONAL = {"", "0808 800 5792", "0800 528 0731"}
MEETINGS = {"leicester": 6, "dorset": 10, "hampshire": 4, "cambridgeshire": 4}


def test_there_are_four_real_councils_and_a_made_up_one():
    assert council_names() == (*sorted((*REAL, "demo")),)


@pytest.mark.parametrize("council", REAL)
def test_a_pledge_card_stands_for_each_promise_in_the_pledges_own_words(council):
    questions = load_survey("pledge-feedback", council).questions

    cards = {q.promise: q.asks.to("en") for q in questions if q.kind == "pledge"}
    follow_ups = [q.name for q in questions if q.name.endswith("-better")]

    promises = load_council_pack(council).pledge.promises
    assert cards == {promise.code: promise.words for promise in promises}
    assert follow_ups == [f"{promise.code}-better" for promise in promises]


@pytest.mark.parametrize("council", REAL)
def test_its_own_survey_has_nothing_to_mend(council):
    assert not faults(load_survey("pledge-feedback", council))


@pytest.mark.parametrize("council", REAL)
def test_every_theme_but_thanks_comes_under_a_promise_and_every_promise_has_a_theme(council):
    pack = load_council_pack(council)

    themes = {theme.code for theme in load_codebook(pack.codebook).themes}

    assert set(pack.theme_promises) == themes - {"thanks-and-celebration"}
    assert set(pack.theme_promises.values()) == {p.code for p in pack.pledge.promises}


@pytest.mark.parametrize("council", REAL)
def test_only_national_numbers_are_given(council):
    told = load_council_pack(council).help

    assert {told.council_phone, *(way.phone for way in told.ways)} <= NATIONAL


@pytest.mark.parametrize("council", REAL)
def test_its_board_meets_by_a_rule_and_young_people_sit_on_it(council):
    board = load_council_pack(council).boards[0]

    assert board.calendar is not None
    assert len(board.calendar.months) == MEETINGS[council]
    assert any(seat.side == "young-person" for seat in board.seats)
    assert {part.part for part in board.report} >= {"young-people", "themes", "asks", "promises"}


def test_each_keeps_its_own_arrangement():
    packs = {name: load_council_pack(name) for name in REAL}
    boards = {name: pack.boards[0] for name, pack in packs.items()}

    assert packs["dorset"].words.promise == "principle"
    assert packs["cambridgeshire"].words.promise == "outcome"
    assert boards["leicester"].between == "executive-group"
    assert boards["leicester"].withheld == "members"
    assert boards["dorset"].withheld == "schedule-12a"
    assert (boards["hampshire"].quorum, boards["hampshire"].quorum_councillors) == (3, 2)
    assert sum(s.places for s in boards["hampshire"].seats if s.side == "young-person") == 3


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("months = [1, 3, 5, 7, 9, 11]", "months = [1, 3]", "name 6 months"),
        ("months = [1, 3, 5, 7, 9, 11]", "months = [1, 3, 5, 7, 9, 9]", "two months"),
        ("months = [1, 3, 5, 7, 9, 11]", "months = [1, 3, 5, 7, 9, 13]", "1 to 12"),
        ('week = "third"', 'week = "fifth"', "fifth"),
        ('between = "executive-group"', 'between = "group"', 'no board called "group"'),
        ('part = "themes"', 'part = "asks"', "two parts of a report"),
    ],
)
def test_a_board_that_contradicts_itself_is_told_with_the_fix(leicester, old, new, fix):
    with pytest.raises(BadFile) as fault:
        load_council_pack_file(change(leicester, old, new))

    assert fault.value.place.startswith("board")
    assert fix in fault.value.fix
