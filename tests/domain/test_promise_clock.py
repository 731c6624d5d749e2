"""A promise is on time, moved, late or late because, by its dates alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.clock import is_working_day
from participation.domain.promise_clock import (
    Occasion,
    PromiseDates,
    PromiseState,
    Rung,
    reminders,
    rungs_reached,
)

DUE = date(2026, 3, 12)  # a Thursday
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
LADDER = (Rung("Full Council", 90), Rung("The owner", 1), Rung("The chair", 14))


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 1), PromiseState.ON_TIME),
        (DUE, PromiseState.ON_TIME),
        (date(2026, 3, 13), PromiseState.GRACE),
        (date(2026, 3, 16), PromiseState.GRACE),  # two working days over a weekend
        (date(2026, 3, 17), PromiseState.LATE),
    ],
)
def test_the_wall_says_late_after_two_working_days(today: date, state: PromiseState) -> None:
    assert PromiseDates(DUE).state(today) is state


def test_a_promise_that_was_moved_says_so_until_it_is_late_again() -> None:
    moved = PromiseDates(DUE, first_due=date(2026, 1, 8))

    assert moved.state(DUE) is PromiseState.MOVED
    assert moved.state(date(2026, 3, 17)) is PromiseState.LATE


def test_a_reason_is_told_and_never_makes_a_late_promise_on_time() -> None:
    told = PromiseDates(DUE, reason="The builders left.")

    assert told.state(date(2026, 3, 13)) is PromiseState.LATE_BECAUSE
    assert told.state(date(2027, 3, 13)) is PromiseState.LATE_BECAUSE
    assert told.days_late(date(2026, 3, 13)) == 1


@given(due=DAYS, today=DAYS, reason=st.sampled_from(["", "Because."]))
def test_past_its_date_no_promise_is_ever_on_time(due: date, today: date, reason: str) -> None:
    state = PromiseDates(due, reason=reason).state(today)

    assert (state in {PromiseState.ON_TIME, PromiseState.MOVED}) == (today <= due)


def test_reminders_come_a_week_before_on_the_day_and_weekly_after() -> None:
    planned = list(reminders(DUE, date(2026, 3, 26)))

    assert [(one.name, one.on) for one in planned] == [
        ("week-before-0", date(2026, 3, 5)),
        ("on-the-day-0", DUE),
        ("still-late-1", date(2026, 3, 19)),
        ("still-late-2", date(2026, 3, 26)),
    ]


def test_a_reminder_on_a_holiday_waits_for_the_next_working_day() -> None:
    good_friday = date(2026, 4, 3)

    (before, day) = reminders(good_friday, date(2026, 4, 8))

    assert (before.on, day.on) == (date(2026, 3, 27), date(2026, 4, 7))
    assert day.occasion is Occasion.ON_THE_DAY


@given(due=DAYS, weeks=st.integers(0, 60))
def test_every_reminder_has_its_own_name_and_a_working_day(due: date, weeks: int) -> None:
    planned = list(reminders(due, due + timedelta(weeks=weeks)))

    assert len({one.name for one in planned}) == len(planned)
    assert all(is_working_day(one.on) for one in planned)
    assert [one.on for one in planned] == sorted(one.on for one in planned)


def test_the_ladder_is_climbed_by_days_and_never_while_on_time() -> None:
    assert rungs_reached(LADDER, 0) == ()
    assert [rung.who for rung in rungs_reached(LADDER, 14)] == ["The owner", "The chair"]
    assert len(rungs_reached(LADDER, 400)) == 3
