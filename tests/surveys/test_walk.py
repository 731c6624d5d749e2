"""A survey walked in a terminal."""

from surveys.engine import Answered, Back, begin
from surveys.walk import step_lines, walk
from tests.surveys.making import SIX, given, walked


def walked_with(*lines: str) -> tuple[object, str]:
    left = iter(lines)
    written: list[str] = []

    def read_line() -> str:
        for line in left:
            return line
        raise EOFError

    return walk(SIX, "en", read_line, written.append), "\n".join(written)


def test_typed_lines_become_the_answers_that_are_sent():
    sent, written = walked_with("2", "red", "1, 2", "maybe", "a dog", "show 5", "send")

    assert sent == (
        Answered("feel", ("happy",), None, may_show=False),
        Answered("colour", ("red",), None, may_show=False),
        Answered("colours", ("red", "blue"), None, may_show=False),
        Answered("safe", ("dont-know",), None, may_show=False),
        Answered("change", (), "a dog", may_show=True),
    )
    assert "a dog  [we won't show these words]" in written
    assert "a dog  [we may show these words]" in written


def test_a_line_that_is_not_understood_is_met_with_a_sentence_and_the_question_again():
    sent, written = walked_with("purple")

    assert sent is None
    assert "We didn't get that. Pick from the answers shown." in written
    assert written.count("feel?") == 2


def test_a_question_shows_its_options_and_what_can_be_typed():
    _, step = begin(SIX, "en")

    assert step_lines(step) == (
        "",
        "1 of 5",
        "feel?",
        "  1  Very happy",
        "  2  Happy",
        "  3  OK",
        "  4  Sad",
        "  5  Very sad",
        '(Type the number or the words. "skip" if you don\'t want to say.)',
    )


def test_a_question_come_back_to_says_what_was_answered():
    _, step = walked(SIX, *given(feel="sad"), Back())

    assert "You said: Sad" in step_lines(step)
