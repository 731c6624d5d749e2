"""Meetings fall on the days their rule says, and papers are ready in clear working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.clock import is_working_day
from participation.domain.forward_plan import Deadline, MeetingRule, clearances_due, papers_due

THURSDAY = 3


def test_a_rule_names_the_days_of_a_year_in_order() -> None:
    rule = MeetingRule(months=(9, 1, 5), week=3, weekday=THURSDAY)

    assert rule.days(2026) == (date(2026, 1, 15), date(2026, 5, 21), date(2026, 9, 17))


def test_the_last_one_of_a_month_is_the_last() -> None:
    rule = MeetingRule(months=(2, 7), week=-1, weekday=THURSDAY)

    assert rule.days(2026) == (date(2026, 2, 26), date(2026, 7, 30))


def test_a_meeting_on_a_bank_holiday_is_held_a_week_later() -> None:
    first_monday_in_may = MeetingRule(months=(5,), week=1, weekday=0)
    last_friday_in_2026 = MeetingRule(months=(12,), week=4, weekday=4)

    assert first_monday_in_may.days(2026) == (date(2026, 5, 11),)
    assert last_friday_in_2026.days(2026) == (date(2027, 1, 8),)


@pytest.mark.parametrize(
    ("meets_on", "clear_days", "due"),
    [
        (date(2026, 3, 12), 5, date(2026, 3, 4)),
        (date(2026, 4, 9), 5, date(2026, 3, 30)),  # Good Friday and Easter Monday between
        (date(2027, 1, 6), 5, date(2026, 12, 24)),  # Christmas, its substitutes, New Year
        (date(2026, 3, 12), 0, date(2026, 3, 11)),
    ],
)
def test_papers_give_clear_working_days(meets_on: date, clear_days: int, due: date) -> None:
    assert papers_due(meets_on, clear_days) == due


@given(
    meets_on=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    clear_days=st.integers(0, 15),
)
def test_between_papers_and_meeting_lie_exactly_the_clear_days(
    meets_on: date, clear_days: int
) -> None:
    due = papers_due(meets_on, clear_days)

    between = [due + timedelta(days=n) for n in range(1, (meets_on - due).days)]
    assert is_working_day(due)
    assert sum(map(is_working_day, between)) == clear_days


def test_clearances_come_before_the_papers_the_earliest_first() -> None:
    lines = clearances_due(date(2026, 4, 8), {"Communications": 2, "Finance": 5, "Legal": 5})

    assert lines == (
        Deadline(date(2026, 3, 30), "Finance"),
        Deadline(date(2026, 3, 30), "Legal"),
        Deadline(date(2026, 4, 2), "Communications"),
    )
