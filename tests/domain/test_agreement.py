import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.domain.agreement import (
    ENOUGH_READ,
    Agreement,
    Readings,
    TooLittle,
    agreement,
    cohens_kappa,
)

MANY = st.integers(0, 300)


def test_a_worked_example_comes_out_as_published():
    """Fleiss, Cohen and Everitt's formula by hand: 20, 5, 10 and 15 of 50."""
    kappa, error = cohens_kappa(Readings(both=20, first=5, second=10, neither=15))

    assert math.isclose(kappa, 0.4)
    assert math.isclose(error, 0.126996, abs_tol=1e-6)


def test_the_interval_holds_what_chance_does_to_many_samples():
    """The standard error agrees with the spread of 4,000 drawn samples: .0315 and .0317."""
    _, error = cohens_kappa(Readings(both=40, first=3, second=2, neither=200))

    assert math.isclose(error, 0.0317, abs_tol=0.001)


def test_full_agreement_is_one_and_chance_is_none():
    always = agreement(Readings(both=50, first=0, second=0, neither=50))
    chance = agreement(Readings(both=100, first=100, second=100, neither=100))

    assert (always.kappa, always.low, always.high) == (1, 1, 1)
    assert chance.kappa == 0
    assert chance.low < 0 < chance.high


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        (Readings(0, 0, 0, 0), "Both have read 0"),
        (Readings(10, 1, 1, 17), "Both have read 29"),
        (Readings(4, 0, 0, 200), "almost none"),
        (Readings(200, 2, 1, 1), "almost to all|almost all"),
        (Readings(0, 0, 0, 50), "almost none"),
        (Readings(6, 6, 6, 14), "still be chance"),
    ],
)
def test_too_little_is_said_to_be_too_little(readings: Readings, why: str):
    said = agreement(readings)

    assert isinstance(said, TooLittle)
    assert said.count == readings.count
    assert any(part in said.why for part in why.split("|"))


@pytest.mark.parametrize("readings", [Readings(0, 0, 0, 0), Readings(9, 0, 0, 0)])
def test_what_cannot_be_compared_is_refused(readings: Readings):
    with pytest.raises(ValueError, match="two readers"):
        cohens_kappa(readings)


@given(MANY, MANY, MANY, MANY)
def test_whatever_was_read_there_is_an_honest_answer(both: int, one: int, other: int, none: int):
    readings = Readings(both, one, other, none)

    said = agreement(readings)

    if isinstance(said, Agreement):
        assert readings.count >= ENOUGH_READ
        assert -1 <= said.low <= said.kappa <= said.high <= 1
        swapped = agreement(Readings(both, other, one, none))
        assert math.isclose(swapped.kappa, said.kappa)
        assert math.isclose(swapped.low, said.low, abs_tol=1e-9)
    else:
        assert said.why.endswith(".")
