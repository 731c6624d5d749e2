import pytest

from bots.commands import MENU, Command, command_in


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("/start", Command.START, ""),
        ("/start abc23456", Command.START, "abc23456"),
        ("/start@ask_bot abc23456", Command.START, "abc23456"),
        ("  /HELP ", Command.HELP, ""),
        ("STOP", Command.STOP, ""),
        ("stop.", Command.STOP, ""),
        ("Help!", Command.HELP, ""),
        ("back", Command.BACK, ""),
        ("/journey apple bread\ncat dog egg", Command.JOURNEY, "apple bread\ncat dog egg"),
        ("/nonsense", Command.UNKNOWN, ""),
        ("/unknown", Command.UNKNOWN, ""),
    ],
)
def test_a_command_is_read_with_a_slash_or_as_one_word(typed, command, rest):
    asked = command_in(typed)

    assert asked is not None
    assert (asked.command, asked.rest) == (command, rest)


@pytest.mark.parametrize(
    "typed", ["", "they never stop", "help me with my maths", "/ ten", "start", "wall", "1/2"]
)
def test_an_answer_is_no_command(typed):
    assert command_in(typed) is None


def test_the_menu_names_every_command_but_the_unknown():
    assert set(MENU) == set(Command) - {Command.UNKNOWN}
