"""Makes surveys and walks for tests."""

from pathlib import Path

from surveys.conditions import parse
from surveys.definition import Kind, Option, Question, Survey, Words
from surveys.engine import Check, Given, State, Step, advance, begin

COLOURS = tuple(
    Option(code, Words.english(words))
    for code, words in (("red", "Red"), ("blue", "Sky blue"), ("both", "Red, and some blue"))
)


def question(name: str, kind: Kind = Kind.TEXT, show_if: str = "", **more) -> Question:
    own = COLOURS if kind in {Kind.ONE, Kind.SEVERAL} else ()
    condition = parse(show_if) if show_if else None
    return Question(
        name, kind, Words.english(f"{name}?"), own_options=own, show_if=condition, **more
    )


def survey(*questions: Question) -> Survey:
    return Survey("try", Words.english("Try"), Words.english("A try."), 1, "8-11", questions)


SIX = survey(
    question("feel", Kind.FACES),
    question("why", show_if="feel in [sad, very-sad]"),
    question("colour", Kind.ONE),
    question("colours", Kind.SEVERAL),
    question("safe", Kind.YESNO, required=True),
    question("change"),
)


def given(**answers: str) -> list[Given]:
    return [Given(name, (value,)) for name, value in answers.items()]


HAPPY = given(feel="happy", colour="red", colours="blue", safe="yes", change="a dog")


def walked(of: Survey, *replies) -> tuple[State, Step]:
    state, step = begin(of, "en")
    for reply in replies:
        state, step = advance(of, state, reply)
    return state, step


def checked(*replies) -> tuple[State, Check]:
    state, step = walked(SIX, *HAPPY, *replies)
    assert isinstance(step, Check)
    return state, step


SURVEY_FILE = """
name = "snacks"
title = { en = "Snacks" }
about = { en = "About snacks." }
minutes = 1
ages = "8-11"

[[question]]
name = "like"
kind = "yesno"
asks = { en = "Do you like snacks?" }

[[question]]
name = "which"
kind = "one"
asks = { en = "Which one?" }
show_if = "like is yes"

[[question.option]]
code = "apple"
words = { en = "An apple" }

[[question.option]]
code = "crisps"
words = { en = "Crisps" }
"""


def snacks(folder: Path, text: str = SURVEY_FILE) -> Path:
    path = folder / "snacks.toml"
    path.write_text(text, encoding="utf-8")
    return path
