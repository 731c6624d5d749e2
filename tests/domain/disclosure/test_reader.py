from participation.domain.disclosure.counts import Kind
from participation.domain.disclosure.lines import tight
from participation.domain.disclosure.merging import groupings, table_of
from participation.domain.disclosure.reader import Reader
from participation.domain.disclosure.views import view_of
from tests.domain.disclosure.making import counts


def view(history, kind=Kind.ONE, complete=True, mosts=(59, 59, 59), key="q"):
    """Return a table that was shown with these cells, release by release."""
    tables = []
    for held in history:
        given = counts(held, key=key, kind=kind, answered=max(sum(held), 10))
        tables.append(table_of(given, next(groupings(given)), None))
    bases = [(10, most) for most in mosts[: len(history)]]
    return view_of(key, tables, bases, complete, False, {})


def could(reader, of, at, values):
    return reader.could(of, at, of.rows[at].line.pinned(values))


def test_a_row_never_falls():
    line = tight([0, 8, 3], [0, 20, 12])

    assert line.lows == (0, 8, 8)
    assert line.highs == (0, 12, 12)


def test_a_row_that_must_fall_is_impossible():
    assert tight([0, 13, 8], [0, 17, 12]) is None


def test_a_required_question_ties_the_last_cell_to_the_base():
    one = view([(13, 13, 4)])
    reader = Reader([(30, 39)], [one])

    # 30 to 39 less two cells of 13 to 17 each.
    assert could(reader, one, 2, {1: 0})
    assert could(reader, one, 2, {1: 7})

    tied = Reader([(38, 39)], [one])

    assert not could(tied, one, 2, {1: 3})
    assert could(tied, one, 2, {1: 4})


def test_a_question_that_may_be_skipped_has_only_an_upper_end():
    one = view([(13, 13, 4)], complete=False)
    reader = Reader([(38, 39)], [one])

    assert could(reader, one, 2, {1: 0})


def test_a_table_of_ten_or_more_ties_two_hidden_cells_to_each_other():
    one = view([(5, 6)], complete=False)
    reader = Reader([(10, 19)], [one])

    assert could(reader, one, 0, {1: 3})
    assert not could(reader, one, 0, {1: 2})


def test_a_later_base_bounds_an_earlier_one():
    one = view([(20, 15), (21, 24)])
    reader = Reader([(30, 39), (40, 42)], [one])

    assert reader.base_at(one, 0, one.rows[0].line, 1) == (31, 32)


def test_tables_that_no_counts_fit_are_named():
    one, other = view([(20, 20)]), view([(15, 15)], key="r")

    assert Reader([(30, 39)], [one, other]).impossible == "r"


def test_a_required_question_with_several_answers_is_tried_out_over_all_releases():
    several = view([(20, 10, 5), (20, 40, 40), (20, 45, 40)], kind=Kind.SEVERAL, mosts=(49, 79, 89))
    pinned = 1
    reader = Reader([(40, 49), (70, 79), (80, 89)], [several])

    # 40 to begin with take 21 or more of the flat row's 22. So of the last ten newcomers one
    # at most can stand in it, and four in the other: five must stand in the pinned row.
    assert not could(reader, several, pinned, {2: 40, 3: 43})
    assert could(reader, several, pinned, {2: 38, 3: 47})
