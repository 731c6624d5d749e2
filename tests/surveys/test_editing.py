import pytest

from participation.core.errors import BadInput
from surveys.conditions import parse
from surveys.definition import Kind, Question
from surveys.editing import (
    asked_after,
    chosen_in,
    moved,
    name_for,
    options_from,
    with_copies,
    with_question,
    without_question,
)
from surveys.loader import load_survey
from surveys.options import Option
from surveys.pictures import LIBRARY, picture_fault, picture_folder
from surveys.words import Words


def home():
    return load_survey("where-i-live")


def names(survey):
    return [question.name for question in survey.questions]


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        ("What's good about it?", (), "whats-good-about-it"),
        ("Café?", ("cafe", "cafe-2"), "cafe-3"),
        ("2 things", (), "q-2-things"),
        ("skip", (), "q-skip"),
        ("في البيت", (), "q"),
    ],
)
def test_a_name_is_made_from_what_is_asked(text, taken, name):
    assert name_for(text, taken) == name


def test_a_changed_question_stays_where_it_was_and_a_new_one_comes_last():
    changed = Question("safe", Kind.YESNO, Words.english("Are you safe there?"))
    new = Question("pets", Kind.YESNO, Words.english("Are there pets?"))

    survey = with_question(with_question(home(), changed), new)

    assert names(survey) == [*names(home()), "pets"]
    assert survey.by_name["safe"] == changed


def test_a_copy_keeps_its_name_so_that_answers_compare_and_asks_everyone():
    review = load_survey("my-review")
    conditional = review.by_name["why-not"]

    survey = with_copies(home(), [conditional, review.by_name["feel"]])

    assert names(survey)[-2:] == ["why-not", "feel-2"]
    assert survey.by_name["why-not"].show_if is None


def test_a_question_that_another_waits_for_stays():
    with pytest.raises(BadInput, match="What makes it hard"):
        without_question(home(), "safe")

    assert "good" not in names(without_question(home(), "good"))


def test_a_question_moves_but_never_before_one_that_it_waits_for():
    assert names(moved(home(), "good", -1))[:2] == ["good", "feel"]
    assert names(moved(home(), "feel", -5)) == names(home())

    with pytest.raises(BadInput, match="has to come after it"):
        moved(home(), "hard", -4)


def test_options_keep_their_codes_when_they_are_reworded_or_moved():
    before = (
        Option("room", Words((("en", "My room"), ("cy", "Fy ystafell")))),
        Option("food", Words.english("The food")),
    )

    reworded = options_from(["My own room", "The food"], before)
    swapped = options_from(["The food", "My room", "Wifi"], before)

    assert reworded[0] == Option("room", Words((("en", "My own room"), ("cy", "Fy ystafell"))))
    assert [option.code for option in swapped] == ["food", "room", "wifi"]


def test_a_condition_is_made_of_answers_and_read_back():
    chosen = [("feel", "sad"), ("feel", "very-sad"), ("safe", "no")]

    condition = asked_after(chosen)

    assert condition == parse("feel in [sad, very-sad] or safe is no")
    assert chosen_in(condition) == frozenset(chosen)
    assert (asked_after([]), chosen_in(None)) == (None, frozenset())


def test_a_condition_that_says_more_is_not_taken_for_a_list_of_answers():
    assert chosen_in(parse("feel is sad and safe is no")) is None
    assert chosen_in(parse("good answered")) is None


def test_the_library_of_pictures_says_what_each_shipped_file_shows_and_each_only_draws():
    files = {path.name for path in picture_folder().iterdir()}

    assert set(LIBRARY) == files
    assert len(set(LIBRARY.values())) == len(LIBRARY)
    assert not any(picture_fault(name) for name in LIBRARY)
