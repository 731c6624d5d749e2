import pytest

from participation.domain.disclosure.counts import Kind
from tests.domain.disclosure.making import counts


def test_two_cells_with_one_code_are_refused():
    with pytest.raises(ValueError, match="its own code"):
        counts([10, 12], labels=["Same", "Same"])


def test_a_code_may_not_hold_the_sign_that_joins_merged_codes():
    with pytest.raises(ValueError, match="plus sign"):
        counts([10], labels=["A+B"])


def test_a_cell_may_not_hold_more_than_answered():
    with pytest.raises(ValueError, match="from nobody to all"):
        counts([12], kind=Kind.SEVERAL, answered=10)


def test_single_choice_cells_may_not_add_up_to_more_than_answered():
    with pytest.raises(ValueError, match="more people than answered"):
        counts([8, 8], answered=15)


def test_a_question_that_everyone_answered_leaves_nobody_out():
    assert counts([10, 12]).leaves_nobody_out(22)
    assert counts([20, 12], kind=Kind.SEVERAL, answered=22).leaves_nobody_out(22)


def test_a_skipped_question_leaves_someone_out():
    assert not counts([10, 12]).leaves_nobody_out(23)


def test_themes_may_leave_out_anyone():
    assert not counts([20, 12], kind=Kind.THEMES, answered=22).leaves_nobody_out(22)
