"""The nightly tidying: once a night on the council's clock, also when clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.core.clock import HERE, SetClock, day_of
from participation.models import Job
from participation.services.theming import SuggesterShelf
from participation.worker.bench import Bench
from participation.worker.loop import TIDY_HOUR, ask_for_tidying
from participation.worker.mailer import NoMailer
from tests.factories import a_council


@pytest.mark.parametrize("begins", [(2026, 3, 28), (2026, 10, 24), (2026, 6, 14)])
def test_each_night_is_tidied_once_from_two_o_clock_on(sqlite_database, keys, tmp_path, begins):
    clock = SetClock(datetime(*begins, 12, tzinfo=UTC))
    shelf = SuggesterShelf(tmp_path)
    bench = Bench(sqlite_database, keys.reading(), shelf, NoMailer(), clock, "")
    with sqlite_database.writing() as session:
        a_council(session)
    asked, tidied_on = [], day_of(clock.now())

    for _ in range(2 * 24):
        clock.moment += timedelta(minutes=60)
        before, tidied_on = tidied_on, ask_for_tidying(bench, tidied_on)
        if tidied_on != before:
            asked.append((tidied_on, clock.moment.astimezone(HERE).hour))

    with sqlite_database.reading() as session:
        assert session.query(Job).count() == 2
    first = day_of(datetime(*begins, 12, tzinfo=UTC))
    assert asked == [(first + timedelta(days=days), TIDY_HOUR) for days in (1, 2)]
