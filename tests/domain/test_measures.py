"""The measures: days to each step, shares, themes, and half years."""

from datetime import date

from participation.domain.measures import (
    AnswerStory,
    AskStory,
    Period,
    days_to_steps,
    last_periods,
    rows,
    shares,
)
from participation.domain.responses import ResponseKind

WILL, DID, CANNOT = ResponseKind.WILL, ResponseKind.DID, ResponseKind.CANNOT
SAID, SENT, MET = date(2026, 1, 31), date(2026, 2, 10), date(2026, 2, 20)
TODAY = date(2026, 9, 1)


def answer(kind, told, due=None):
    return AnswerStory(kind, told, told, due)


def ask(*answers, theme="Wi-Fi", checked=None, helped=False, met=MET):
    return AskStory(theme, "", SAID, SENT, met, answers, checked, helped)


KEPT = ask(
    answer(WILL, date(2026, 3, 1), date(2026, 4, 1)),
    answer(DID, date(2026, 3, 30)),
    checked=date(2026, 5, 1),
    helped=True,
)
LATE = ask(answer(WILL, date(2026, 3, 11), date(2026, 4, 1)), theme="Money")
MOVED = ask(
    answer(WILL, date(2026, 3, 11), date(2026, 4, 1)),
    answer(WILL, date(2026, 4, 9), date(2027, 1, 1)),
)
SILENT, TO_COME = ask(theme=""), ask(met=date(2026, 10, 1))
ALL = [KEPT, LATE, MOVED, SILENT, TO_COME, ask(answer(CANNOT, date(2026, 3, 5)))]


def test_days_run_from_the_end_of_a_consultation_to_each_step():
    found = {one.step: (one.middle, one.longest, one.asks) for one in days_to_steps(ALL)}

    assert found == {
        "taken to a meeting": (10, 10, 6),
        "answered": (36, 39, 4),
        "told to young people": (36, 39, 4),
        "checked by young people": (90, 90, 1),
    }


def test_shares_count_what_was_due_and_nothing_else():
    answered, on_time, kept, helped = ((one.part, one.whole) for one in shares(ALL, TODAY))

    assert (answered, on_time, kept, helped) == ((4, 5), (1, 3), (1, 3), (1, 1))
    assert [one.percent for one in shares([], TODAY)] == [None] * 4


def test_each_theme_has_its_row_and_none_has_none():
    found = {row.name: (row.asks, row.answered, row.done, row.helped) for row in rows(
        ALL, lambda story: story.theme
    )}  # fmt: skip

    assert found == {"Wi-Fi": (4, 3, 1, 1), "Money": (1, 1, 0, 0)}


def test_the_pledge_is_looked_at_by_half_years():
    assert [one.words for one in last_periods(date(2026, 2, 1), 3)] == [
        "January to June 2025",
        "July to December 2025",
        "January to June 2026",
    ]
    assert Period.of(date(2026, 7, 1)) == Period(2026, 2)
