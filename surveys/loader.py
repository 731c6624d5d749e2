"""Reads survey files, and refuses one that could not be asked as it stands."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from participation.core.errors import NotFound
from surveys.codes import is_code
from surveys.definition import Survey
from surveys.survey_checks import check_survey
from surveys.tables import Place, Table, read_table

__all__ = [
    "bank",
    "check_survey",
    "family_of",
    "load_survey",
    "load_survey_file",
    "read_survey",
    "read_toml",
    "survey_names",
    "toml_names",
]


def bank() -> Traversable:
    """Return the folder of the surveys and packs that ship."""
    return files("surveys") / "bank"


@cache
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


def family_of(survey: Survey, council: str | None = None) -> tuple[Survey, ...]:
    """Return the versions of the survey for other ages that ship, in the order of their names."""
    if survey.family is None:
        return ()
    others = (load_survey(name, council) for name in survey_names(council) if name != survey.name)
    return tuple(other for other in others if other.family == survey.family)


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
