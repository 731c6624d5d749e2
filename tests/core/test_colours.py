"""A council's own colour: worn only where it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.core.colours import (
    CARD,
    INK,
    NIGHT_CARD,
    NIGHT_INK,
    NIGHT_PAPER,
    PAPER,
    TEXT,
    by_day,
    by_night,
    contrast,
    read_colour,
)
from participation.core.errors import BadInput

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@given(COLOURS)
def test_whatever_is_worn_can_be_read_by_day_and_by_night(brand: str) -> None:
    night = by_night(brand)
    try:
        day = by_day(brand)
    except BadInput:
        day = None

    for ground in (NIGHT_PAPER, NIGHT_CARD, night.soft):
        assert contrast(night.brand, ground) >= TEXT
    if day is not None:
        assert contrast(NIGHT_INK, night.soft) >= TEXT
        assert contrast(INK, day.soft) >= TEXT
        for ground in (PAPER, CARD, day.soft):
            assert contrast(day.brand, ground) >= TEXT


@pytest.mark.parametrize("pale", ["#ffd166", "#8a8299", "#ffffff"])
def test_a_pale_colour_is_refused_with_its_contrast(pale: str) -> None:
    with pytest.raises(BadInput, match=r"too pale to read: its contrast is \d"):
        by_day(pale)


@pytest.mark.parametrize(
    "typed", ["red", "#12345", "#1234567", "}body{display:none", "", "#ggg000"]
)
def test_what_is_no_colour_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="Write a colour"):
        read_colour(typed)


def test_a_colour_is_read_as_people_type_it() -> None:
    assert read_colour(" 4A2C8F ") == "#4a2c8f"
