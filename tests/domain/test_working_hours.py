from datetime import UTC, date, datetime, time

import pytest

from participation.domain.working_hours import WorkingHours, bank_holidays

HOURS = WorkingHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# As the government lists them for England and Wales, without days proclaimed for one year.
PUBLISHED = {
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_that_are_published(year: int) -> None:
    published = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}

    assert bank_holidays(year) == published


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-03-11 09:00", True),
        ("2026-03-11 08:59", False),
        ("2026-03-11 16:59", True),
        ("2026-03-11 17:00", False),
        ("2026-03-14 12:00", False),
        ("2026-04-03 12:00", False),
        ("2026-07-01 08:30", True),
        ("2026-07-01 16:30", False),
    ],
)
def test_somebody_is_there_in_the_hours_of_englands_clocks(moment: str, there: bool) -> None:
    assert HOURS.is_open(at(moment)) is there


@pytest.mark.parametrize(
    ("moment", "hours", "then"),
    [
        ("2026-03-11 12:00", 1, "2026-03-11 13:00"),
        ("2026-03-11 12:01", 1, "2026-03-11 14:00"),
        ("2026-03-11 16:30", 1, "2026-03-12 10:00"),
        ("2026-03-13 22:15", 1, "2026-03-16 10:00"),
        ("2026-04-02 15:00", 1, "2026-04-02 16:00"),
        ("2026-04-02 15:30", 2, "2026-04-07 10:00"),
        ("2026-03-27 16:30", 1, "2026-03-30 09:00"),
        ("2026-03-11 09:00", 8, "2026-03-11 17:00"),
    ],
)
def test_a_working_hour_is_counted_over_nights_weekends_and_holidays(
    moment: str, hours: int, then: str
) -> None:
    assert HOURS.after(at(moment), hours) == at(then)


def test_a_working_day_ends_when_the_office_closes() -> None:
    assert HOURS.after_days(at("2026-04-02 10:00"), 1) == at("2026-04-07 16:00")


def test_a_council_sets_its_own_hours_and_closed_days() -> None:
    hours = WorkingHours(frozenset({0, 5}), time(10, 30), time(12), frozenset({date(2026, 3, 14)}))

    assert hours.after(at("2026-03-11 12:00"), 1) == at("2026-03-16 12:00")
