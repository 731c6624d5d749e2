"""Types that carry a promise: they cannot be changed once made, and weeks read and sort."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.types import ClearedText, Week


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 3, 11), "2026-W11"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2027, 1, 1), "2026-W53"),
    ],
)
def test_a_week_is_written_as_the_iso_week_of_its_day(day, week):
    written = str(Week.of(day))

    assert written == week


@given(st.dates(min_value=date(2000, 1, 3), max_value=date(2099, 12, 31)))
def test_a_written_week_reads_back_as_itself(day):
    week = Week.of(day)

    assert Week.parse(str(week)) == week


@given(st.dates(min_value=date(2000, 1, 3), max_value=date(2099, 12, 24)))
def test_a_later_week_sorts_later(day):
    week = Week.of(day)

    following = Week.of(day + timedelta(days=7))

    assert week < following
    assert str(week) < str(following)


@pytest.mark.parametrize("text", ["", "2026", "2026-11", "W11", "2026-Wxx", "the 11th"])
def test_what_is_no_week_is_refused(text):
    with pytest.raises(ValueError):
        Week.parse(text)


def test_cleared_text_cannot_be_given_other_words():
    cleared = ClearedText("The wifi is slow.", may_show=False)

    with pytest.raises(FrozenInstanceError):
        cleared.may_show = True
