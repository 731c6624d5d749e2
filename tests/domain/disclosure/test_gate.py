import pytest

from participation.domain.disclosure.counts import Kind
from participation.domain.disclosure.gate import ASKED_OF_SOME, COULD_TELL, TOO_FEW, release
from participation.domain.disclosure.ledger import FrozenRelease
from participation.domain.disclosure.released import ReleasedTable, Withheld
from tests.domain.disclosure.making import FACES, counts, words


def test_figures_are_rounded_and_the_base_is_told_in_a_band():
    told = release(38, [counts([14, 10, 8], answered=35)], [])

    assert told.base.words == "between 30 and 39 young people"
    assert words(told.tables[0]) == [
        ("Choice 0", "about 15"),
        ("Choice 1", "about 10"),
        ("Choice 2", "about 10"),
    ]


def test_below_ten_nothing_is_told_but_why():
    told = release(9, [counts([5, 4])], [])

    assert told.base is None
    assert told.tables == (Withheld("q", "Question q", TOO_FEW),)


def test_a_release_of_too_few_does_not_hold_up_the_next():
    first = release(9, [counts([5, 4])], [])

    second = release(12, [counts([2, 1, 9])], [first])

    assert second.base is not None


def test_a_question_that_fewer_than_ten_answered_is_withheld_in_words_that_do_not_say_so():
    told = release(40, [counts([5, 3])], [])

    assert told.tables == (Withheld("q", "Question q", COULD_TELL),)


def test_asking_again_before_ten_new_answers_returns_the_frozen_release():
    first = release(30, [counts([18, 12])], [])

    again = release(39, [counts([18, 21])], [first])

    assert again is first


def test_ten_new_answers_bring_a_new_release():
    first = release(30, [counts([18, 12])], [])

    second = release(40, [counts([19, 21])], [first])

    assert words(second.tables[0])[1] == ("Choice 1", "about 20")


def test_answers_taken_back_do_not_bring_a_new_release():
    first = release(30, [counts([18, 12])], [])

    again = release(8, [counts([4, 4])], [first])

    assert again is first


def test_a_lone_hidden_cell_that_the_base_leaves_free_is_shown_as_hidden():
    told = release(32, [counts([15, 13, 4])], [])

    assert ("Choice 2", "fewer than 8") in rows(told.tables[0])


def test_a_lone_hidden_cell_that_the_base_would_narrow_is_not_shown():
    # At most 39 - 18 - 18 = 3 could stand in the last cell.
    told = release(39, [counts([20, 18, 1])], [])

    assert ("Choice 2", "fewer than 8") not in rows(told.tables[0])


def rows(table):
    return words(table) if isinstance(table, ReleasedTable) else []


def test_merged_cells_become_all_other_answers():
    told = release(78, [counts([40, 19, 18, 1])], [])

    assert words(told.tables[0]) == [
        ("Choice 0", "about 40"),
        ("Choice 1", "about 20"),
        ("All other answers", "about 20"),
    ]
    assert told.tables[0].rows[2].code == "choice-2+choice-3"


def test_only_neighbouring_faces_are_merged():
    told = release(39, [counts([8, 13, 8, 1, 9], ordered=True, labels=FACES)], [])

    assert words(told.tables[0]) == [
        ("Very happy or happy", "about 20"),
        ("OK", "about 10"),
        ("Sad or very sad", "about 10"),
    ]


def test_a_table_that_nearly_all_agree_in_is_withheld():
    told = release(39, [counts([38, 1])], [])

    assert told.tables == (Withheld("q", "Question q", COULD_TELL),)


def test_a_theme_that_nearly_all_spoke_of_is_withheld():
    told = release(39, [counts([38, 12], kind=Kind.THEMES, answered=39)], [])

    assert told.tables == (Withheld("q", "Question q", COULD_TELL),)


def test_themes_stand_largest_first_by_their_rounded_figures_then_by_name():
    labels = ["Pets", "Wifi", "Moving", "Food"]
    frame = counts([12, 3, 10, 24], kind=Kind.THEMES, answered=45, labels=labels)

    told = release(45, [frame], [])

    assert words(told.tables[0]) == [
        ("Food", "about 25"),
        ("Moving", "about 10"),
        ("Pets", "about 10"),
        ("Wifi", "fewer than 8"),
    ]
    assert told.tables[0].several


def test_percentages_follow_from_what_is_told():
    here = release(44, [counts([23, 13, 3, 5])], [])
    there = release(46, [counts([26, 16, 0, 4])], [])

    assert [row.percent for row in here.tables[0].rows] == [50, 30, None, None]
    assert [row.percent for row in there.tables[0].rows] == [50, 30, None, None]


def test_a_question_asked_of_some_is_withheld_beside_the_one_that_chose_them():
    told = release(40, [counts([25, 15]), counts([8, 7], key="why", follows=("q",))], [])

    assert isinstance(told.tables[0], ReleasedTable)
    assert told.tables[1] == Withheld("why", "Question why", ASKED_OF_SOME)


def test_a_table_keeps_the_grouping_that_was_shown_first():
    first = release(78, [counts([40, 19, 18, 1])], [])

    second = release(158, [counts([60, 39, 30, 29])], [first])

    assert [label for label, _ in words(second.tables[0])] == [
        "Choice 0",
        "Choice 1",
        "All other answers",
    ]


def test_a_table_in_which_a_shown_figure_falls_is_withheld():
    first = release(40, [counts([22, 8, 10])], [])

    second = release(52, [counts([25, 7, 20])], [first])

    assert second.tables == (Withheld("q", "Question q", COULD_TELL),)
    assert second.base.words == "between 50 and 59 young people"


def test_tables_of_the_same_people_are_judged_together():
    # About 20 and about 20 are 36 or more; so about 15 and about 15 leave 2 or more.
    split, lone = counts([19, 20]), counts([17, 15, 7], key="r")

    alone = release(39, [lone], [])
    together = release(39, [split, lone], [])

    assert ("Choice 2", "fewer than 8") in rows(alone.tables[0])
    assert ("Choice 2", "fewer than 8") not in rows(together.tables[1])


def test_every_release_stands_in_the_order_in_which_tables_were_given():
    tables = [counts([20, 15], key=key) for key in ("b", "a", "c")]

    told = release(36, tables, [])

    assert [table.key for table in told.tables] == ["b", "a", "c"]


def test_a_release_read_back_from_the_ledger_is_as_good_as_the_first():
    first = release(30, [counts([18, 12])], [])
    kept = FrozenRelease.from_json(first.to_json())

    assert release(45, [counts([25, 20])], [kept]) == release(45, [counts([25, 20])], [first])


def test_two_tables_with_one_key_are_refused():
    with pytest.raises(ValueError, match="its own key"):
        release(40, [counts([20, 20]), counts([20, 20])], [])


def test_a_table_of_more_people_than_the_base_is_refused():
    with pytest.raises(ValueError, match="than there are in the base"):
        release(39, [counts([20, 20])], [])
