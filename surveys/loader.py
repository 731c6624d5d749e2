"""Reads survey files, and refuses one that could not be asked as it stands."""

import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from participation.core.errors import NotFound
from surveys.codes import is_code, refuse_twice, refuse_unknown
from surveys.condition_tree import HasAnswer, Leaf
from surveys.definition import Question, Survey
from surveys.tables import Place, Table, read_table

MOST_QUESTIONS = 200


def bank() -> Traversable:
    """Return the folder of the surveys and packs that ship."""
    return files("surveys") / "bank"


def load_survey(name: str, council: str | None = None) -> Survey:
    """Return the survey of this name, a council's own before the shared one.

    Raises NotFound when neither has it, BadFile when its file cannot be used.
    """
    places = [("surveys",)] if council is None else [("councils", council, "surveys"), ("surveys",)]
    if is_code(name) and (council is None or is_code(council)):
        for folders in places:
            path = bank().joinpath(*folders, f"{name}.toml")
            if path.is_file():
                return read_survey(path, "/".join((*folders, path.name)))
    raise NotFound(f'There is no survey called "{name}". Known: {", ".join(survey_names(council))}')


def survey_names(council: str | None = None) -> tuple[str, ...]:
    """Return the names of the shared surveys and, if a council is given, of its own."""
    folders = [bank() / "surveys"]
    if council is not None and is_code(council):
        folders.append(bank() / "councils" / council / "surveys")
    return tuple(sorted({name for folder in folders for name in toml_names(folder)}))


def toml_names(folder: Traversable) -> tuple[str, ...]:
    """Return the names of the TOML files in the folder, sorted; none if it is not there."""
    if not folder.is_dir():
        return ()
    return tuple(
        sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if _is_toml(path))
    )


def _is_toml(path: Traversable) -> bool:
    return path.name.endswith(".toml") and not path.name.startswith(".")


def load_survey_file(path: Path) -> Survey:
    """Return the survey in the file; raises NotFound or BadFile."""
    return read_survey(path, path.name)


def read_survey(path: Traversable, shown_as: str) -> Survey:
    """Return the survey in the file, which errors call by `shown_as`; raises BadFile."""
    place = Place(shown_as)
    survey = read_table(Survey, read_toml(path, place), place)
    if path.name != f"{survey.name}.toml":
        raise place.inside("name").bad(
            f'the file is called {path.name}, so write "{path.name[:-5]}"'
        )
    check_survey(survey, place)
    return survey


def read_toml(path: Traversable, place: Place) -> Table:
    """Return the table in the file; raises NotFound when it is not there, BadFile when broken."""
    try:
        text = path.read_bytes().decode()
    except OSError as fault:
        raise NotFound(f"There is no file {place.file} that can be read.") from fault
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise place.inside(f"line {line}").bad("save the file as UTF-8 text") from fault
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise place.bad(f"this is not TOML as it should be: {fault}") from fault


def check_survey(survey: Survey, place: Place) -> None:
    """Raise BadFile if the survey could not be asked as it stands."""
    if not survey.questions:
        raise place.bad("add at least one [[question]]")
    if len(survey.questions) > MOST_QUESTIONS:
        raise place.bad(f"{len(survey.questions)} questions are too many; {MOST_QUESTIONS} at most")
    if not survey.title.languages:
        raise place.inside("title").bad("write a title")
    refuse_twice((question.name for question in survey.questions), "questions", place)
    earlier: dict[str, Question] = {}
    for number, question in enumerate(survey.questions, 1):
        _check_question(question, earlier, place.inside(f"question {number} ({question.name})"))
        earlier[question.name] = question


def _check_question(question: Question, earlier: dict[str, Question], place: Place) -> None:
    if not question.asks.languages:
        raise place.inside("asks").bad("write what is asked")
    if question.way.own_options and len(question.own_options) < 2:
        raise place.bad(
            f'a question of kind "{question.kind}" needs two [[question.option]] or more'
        )
    if question.own_options and not question.way.own_options:
        raise place.bad(
            f'a question of kind "{question.kind}" has no options of its own; leave out'
        )
    if question.way.names_promise and question.promise is None:
        raise place.bad('name the promise that it asks about, as in promise = "listen"')
    refuse_twice((option.code for option in question.own_options), "options", place)
    for option in question.own_options:
        if not option.words.languages:
            raise place.bad(f'write the words of the option "{option.code}"')
    if question.show_if is not None:
        for leaf in question.show_if.leaves():
            _check_leaf(leaf, earlier, place.inside("show_if"))


def _check_leaf(leaf: Leaf, earlier: dict[str, Question], place: Place) -> None:
    refuse_unknown(leaf.question, earlier, "earlier question", place)
    asked = earlier[leaf.question]
    if asked.written and not isinstance(leaf, HasAnswer):
        name = leaf.question
        raise place.bad(f'"{name}" is answered in words; write "{name} answered"')
    for code in leaf.codes:
        refuse_unknown(code, (o.code for o in asked.options), f"answer to {leaf.question}", place)
