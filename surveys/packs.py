"""Loads council packs, lenses, codebooks and made-up years from the bank, or from a folder."""

from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from participation.core.errors import NotFound
from surveys.codes import is_code
from surveys.definition import Survey
from surveys.loader import bank, load_survey, read_survey, read_toml, toml_names
from surveys.pack_board import Board
from surveys.pack_checks import check_codebook, check_lens, check_pack
from surveys.pack_council import CouncilPack, Group, HelpWay, Pledge, Promise
from surveys.pack_frames import Codebook, CodebookTheme, Heading, Lens
from surveys.pack_year import Dealt, Meetings, Plan, Year, YearPart
from surveys.tables import Place, T, read_table
from surveys.year_checks import Backdrop, check_year

__all__ = [
    "Board",
    "Codebook",
    "CodebookTheme",
    "CouncilPack",
    "Group",
    "Heading",
    "HelpWay",
    "Lens",
    "Pledge",
    "Promise",
    "Year",
    "council_names",
    "headings_of",
    "lens_names",
    "lenses_of",
    "load_codebook",
    "load_council_pack",
    "load_council_pack_file",
    "load_lens",
    "load_year",
]


def council_names() -> tuple[str, ...]:
    """Return the names of the shipped packs, sorted."""
    folder = bank() / "councils"
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir()))


@cache
def load_council_pack(name: str) -> CouncilPack:
    """Return the shipped pack; raises NotFound for an unknown name, BadFile for a fault in it."""
    if not is_code(name) or name not in council_names():
        known = ", ".join(council_names())
        raise NotFound(f'There is no council pack called "{name}". Known: {known}')
    shown_as = f"councils/{name}/council.toml"
    pack = _read_pack(bank() / "councils" / name, shown_as)
    if pack.name != name:
        raise Place(shown_as).inside("name").bad(f'write "{name}", the name of the folder')
    return pack


def load_council_pack_file(path: Path) -> CouncilPack:
    """Return the pack in the file, with the surveys of the folder `surveys` beside it.

    Raises NotFound when the file is not there, BadFile for a fault in it.
    """
    return _read_pack(path.parent, path.name)


def _read_pack(folder: Traversable, shown_as: str) -> CouncilPack:
    place = Place(shown_as)
    file = shown_as.rpartition("/")[2]
    pack = read_table(CouncilPack, read_toml(folder / file, place), place)
    for name in pack.lenses:
        if name not in lens_names():
            known = ", ".join(lens_names())
            raise place.inside("lenses").bad(f'there is no lens called "{name}"; known: {known}')
    surveys = tuple(_survey_of_pack(folder, name, place) for name in pack.surveys)
    check_pack(pack, load_codebook(pack.codebook), lenses_of(pack), surveys, place)
    return pack


def _survey_of_pack(folder: Traversable, name: str, place: Place) -> Survey:
    own = folder / "surveys" / f"{name}.toml"
    if own.is_file():
        return read_survey(own, f"surveys/{name}.toml")
    try:
        return load_survey(name)
    except NotFound as fault:
        raise place.inside("surveys").bad(fault.message) from fault


def lens_names() -> tuple[str, ...]:
    """Return the names of the shared lenses, sorted."""
    return toml_names(bank() / "lenses")


@cache
def load_lens(name: str) -> Lens:
    """Return the shared lens; raises NotFound or BadFile."""
    lens = _read_shared(Lens, "lenses", name, "lens")
    check_lens(lens, Place(f"lenses/{name}.toml"))
    return lens


@cache
def load_codebook(name: str) -> Codebook:
    """Return the codebook; raises NotFound or BadFile."""
    codebook = _read_shared(Codebook, "codebooks", name, "codebook")
    shared = {heading for lens in lens_names() for heading in load_lens(lens).names()}
    check_codebook(codebook, lens_names(), shared, Place(f"codebooks/{name}.toml"))
    return codebook


def _read_shared(cls: type[T], folder: str, name: str, what: str) -> T:
    names = toml_names(bank() / folder)
    if name not in names:
        raise NotFound(f'There is no {what} called "{name}". Known: {", ".join(names)}')
    place = Place(f"{folder}/{name}.toml")
    return read_table(cls, read_toml(bank() / folder / f"{name}.toml", place), place)


def lenses_of(pack: CouncilPack) -> tuple[Lens, ...]:
    """Return the lenses that the council reports by: the shared ones it chose, then its own."""
    return (*(load_lens(name) for name in pack.lenses), *pack.own_lenses)


def headings_of(pack: CouncilPack, names: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of the named headings, those under lenses of this council only."""
    words = {
        f"{lens.code}.{heading.code}": f"{heading.words} ({lens.title})"
        for lens in lenses_of(pack)
        for heading in lens.headings
    }
    return tuple(words[name] for name in names if name in words)


def load_year(name: str) -> Year:
    """Return the made-up year of a shipped council; raises NotFound or BadFile."""
    pack = load_council_pack(name)
    folder = bank() / "councils" / name / "year"
    there = toml_names(folder)
    files = [file for file in there if file not in {"meetings", "cards", "plan"}]
    if not files:
        raise NotFound(f"{pack.title} has no made-up year.")
    parts = tuple(_read_year_file(YearPart, folder, name, file) for file in files)
    meetings = _read_year_file(Meetings, folder, name, "meetings").meetings
    dealt = _read_year_file(Dealt, folder, name, "cards") if "cards" in there else Dealt()
    plan = _read_year_file(Plan, folder, name, "plan") if "plan" in there else Plan()
    year = Year(parts, meetings, dealt, plan)
    surveys = {survey: load_survey(survey, name) for survey in pack.surveys}
    places = tuple(_year_place(name, file) for file in (*files, "meetings"))
    check_year(year, Backdrop(pack, load_codebook(pack.codebook), surveys), places)
    return year


def _read_year_file(cls: type[T], folder: Traversable, council: str, file: str) -> T:
    place = _year_place(council, file)
    return read_table(cls, read_toml(folder / f"{file}.toml", place), place)


def _year_place(council: str, file: str) -> Place:
    return Place(f"councils/{council}/year/{file}.toml")
