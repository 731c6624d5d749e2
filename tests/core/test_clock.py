"""The clocks, and the counting of working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from participation.core.clock import SetClock, SystemClock, hour_of, working_days_after

WEDNESDAY = date(2026, 3, 11)


def test_the_system_clock_tells_the_present_moment_in_utc():
    before = datetime.now(UTC)

    told = SystemClock().now()

    assert before <= told <= datetime.now(UTC)
    assert told.utcoffset() == timedelta(0)


def test_a_set_clock_stands_still():
    clock = SetClock(datetime(2026, 3, 11, 12, tzinfo=UTC))

    first, second = clock.now(), clock.now()

    assert first == second


def test_a_set_clock_can_be_put_at_noon_of_a_day():
    clock = SetClock(datetime(2026, 3, 11, 9, 30, tzinfo=UTC))

    clock.set_day(date(2026, 4, 1))

    assert clock.now() == datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_an_hour_keeps_its_zone_and_loses_its_minutes():
    moment = datetime(2026, 3, 11, 14, 59, 59, 999_999, tzinfo=UTC)

    hour = hour_of(moment)

    assert hour == datetime(2026, 3, 11, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, date(2026, 3, 11)),
        (1, date(2026, 3, 12)),
        (2, date(2026, 3, 13)),
        (3, date(2026, 3, 16)),
        (5, date(2026, 3, 18)),
        (10, date(2026, 3, 25)),
    ],
)
def test_working_days_leave_out_the_weekend(count, expected):
    day = working_days_after(WEDNESDAY, count)

    assert day == expected


@pytest.mark.parametrize("weekend_day", [date(2026, 3, 14), date(2026, 3, 15)])
def test_a_working_day_after_a_weekend_day_is_monday(weekend_day):
    day = working_days_after(weekend_day, 1)

    assert day == date(2026, 3, 16)
