from datetime import UTC, date, datetime, time

import pytest

from participation.core.clock import Nation
from participation.domain.working_hours import WorkingHours

HOURS = WorkingHours()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


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
        # Christmas Eve 2026 is a Thursday; Boxing Day, a Saturday, is kept on the Monday.
        ("2026-12-24 16:30", 1, "2026-12-29 10:00"),
        ("2026-12-31 16:00", 2, "2027-01-04 10:00"),
        # Easter 2027, with the clocks going forward in the night to its Sunday.
        ("2027-03-25 16:15", 1, "2027-03-30 09:00"),
        # The clocks go back in the night to Sunday, 25 October 2026.
        ("2026-10-23 15:30", 1, "2026-10-26 10:00"),
        # The day proclaimed for the Queen's funeral.
        ("2022-09-16 15:30", 1, "2022-09-20 09:00"),
    ],
)
def test_a_working_hour_is_counted_over_nights_weekends_and_holidays(
    moment: str, hours: int, then: str
) -> None:
    assert HOURS.after(at(moment), hours) == at(then)


def test_a_working_day_ends_when_the_office_closes() -> None:
    assert HOURS.after_days(at("2026-04-02 10:00"), 1) == at("2026-04-07 16:00")


@pytest.mark.parametrize("nation", Nation)
def test_the_holidays_of_either_nation_are_kept(nation: Nation) -> None:
    hours = WorkingHours(frozenset(range(7)), nation=nation)

    assert not hours.is_working_day(date(2026, 8, 31))
    assert not hours.is_working_day(date(2026, 12, 26))
    assert hours.is_working_day(date(2026, 12, 27))


def test_a_council_sets_its_own_hours_and_closed_days() -> None:
    hours = WorkingHours(frozenset({0, 5}), time(10, 30), time(12), frozenset({date(2026, 3, 14)}))

    assert hours.after(at("2026-03-11 12:00"), 1) == at("2026-03-16 12:00")
