"""A consultation is open from its first day to its last."""

from datetime import date, timedelta

from participation.domain.open_days import OpenState, open_state


def test_it_is_open_from_its_first_day_to_its_last():
    first, last, day = date(2026, 3, 2), date(2026, 3, 30), timedelta(days=1)

    states = [open_state(first, last, on) for on in (first - day, first, last, last + day)]

    assert states == [OpenState.LATER, OpenState.OPEN, OpenState.OPEN, OpenState.CLOSED]
