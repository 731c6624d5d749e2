from hypothesis import given
from hypothesis import strategies as st

from participation.domain.disclosure.released import (
    Released,
    ReleasedBase,
    ReleasedRow,
    ReleasedTable,
)
from participation.domain.disclosure.rounding import (
    band,
    middle,
    outweighs,
    percent,
    round_count,
    span,
    whole_of,
)


def test_nothing_from_0_to_7_is_told():
    told = {round_count(count).words for count in range(8)}

    assert told == {"fewer than 8"}


def test_the_others_go_to_the_nearest_5():
    told = [round_count(count).rounded for count in (8, 12, 13, 17, 18, 22, 23, 5067)]

    assert told == [10, 10, 15, 15, 20, 20, 25, 5065]


@given(st.integers(0, 20_000))
def test_a_count_lies_in_the_span_of_its_figure(count):
    low, high = span(round_count(count))

    assert low <= count <= high
    assert high - low >= 4


@given(st.integers(0, 20_000))
def test_all_counts_of_a_span_have_the_same_figure(count):
    figure = round_count(count)
    low, high = span(figure)

    assert {round_count(other) for other in range(low, high + 1)} == {figure}


def test_small_bases_stand_in_tens_and_large_ones_in_wider_bands():
    told = [band(people).words for people in (10, 36, 99, 100, 586, 1_200, 5_067)]

    assert told == [
        "between 10 and 19 young people",
        "between 30 and 39 young people",
        "between 90 and 99 young people",
        "between 100 and 149 young people",
        "between 500 and 599 young people",
        "between 1000 and 1499 young people",
        "between 5000 and 5999 young people",
    ]


@given(st.integers(10, 20_000))
def test_a_base_lies_in_its_band_of_ten_or_more(people):
    base = band(people)

    assert base.low <= people <= base.high
    assert base.high - base.low >= 9
    assert band(base.low) == band(base.high) == base


def test_a_hidden_figure_has_no_percent():
    assert percent(Released(None), 40) is None


def test_percentages_under_a_hundred_people_go_to_the_nearest_5():
    assert percent(Released(15), 39) == 40


def test_percentages_of_many_people_are_whole():
    assert percent(Released(85), 138) == 62


def test_no_percent_is_over_a_hundred():
    assert percent(Released(40), middle(ReleasedBase(30, 39))) == 100


def test_a_hidden_row_counts_as_4_in_the_whole():
    assert whole_of([Released(10), Released(None), Released(25)]) == 39


def table(**figures):
    rows = tuple(ReleasedRow(code, code, Released(held), None) for code, held in figures.items())
    return ReleasedTable("verdicts", "Did it help?", rows)


def test_a_row_outweighs_when_it_is_larger_than_the_rest():
    assert outweighs(table(helped=15, a_bit=None, not_really=10), "helped")


def test_a_row_no_larger_than_the_rest_does_not_outweigh():
    assert not outweighs(table(helped=10, a_bit=None, not_really=10), "helped")


def test_a_hidden_or_merged_row_never_outweighs():
    assert not outweighs(table(helped=None, a_bit=None), "helped")
    assert not outweighs(ReleasedTable("v", "v", ()), "helped")
