"""The clocks, and the counting of working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from participation.core.clock import (
    Nation,
    SetClock,
    SystemClock,
    bank_holidays,
    day_of,
    hour_of,
    start_of,
    working_days_after,
)

WEDNESDAY = date(2026, 3, 11)

# As gov.uk/bank-holidays lists them for England and Wales, holidays at weekends left out.
PUBLISHED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


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


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_that_are_published(year, nation):
    published = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}

    kept = {day for day in bank_holidays(year, nation) if day.weekday() < 5}

    assert kept == published


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 23), 5, date(2027, 1, 4)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 10, 23), 1, date(2026, 10, 26)),
        (date(2027, 3, 25), 2, date(2027, 3, 31)),
    ],
)
def test_working_days_leave_out_bank_holidays(day, count, expected):
    assert working_days_after(day, count) == expected


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-06-14T22:59", date(2026, 6, 14)),
        ("2026-06-14T23:30", date(2026, 6, 15)),  # 00:30 in British summer time
        ("2026-03-28T23:30", date(2026, 3, 28)),  # the night in which summer time begins
        ("2026-03-29T23:30", date(2026, 3, 30)),
        ("2026-10-24T23:30", date(2026, 10, 25)),  # the night in which it ends
        ("2026-10-25T23:30", date(2026, 10, 25)),
    ],
)
def test_the_day_is_that_of_the_council_and_not_of_utc(moment, day):
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)

    assert day_of(at) == day
    assert start_of(day) <= at < start_of(day + timedelta(days=1))
