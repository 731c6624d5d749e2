"""Council packs, lenses and codebooks: what is read, and how a fault in one is told."""

from pathlib import Path
from shutil import copytree

import pytest

from participation.core.errors import BadFile, NotFound
from surveys.loader import bank
from surveys.packs import (
    CouncilPack,
    council_names,
    headings_of,
    lens_names,
    lenses_of,
    load_codebook,
    load_council_pack,
    load_council_pack_file,
    load_lens,
)


@pytest.fixture
def leicester(tmp_path: Path) -> Path:
    """A copy of a shipped pack in a folder of its own."""
    copytree(str(bank() / "councils" / "leicester"), tmp_path / "leicester")
    return tmp_path / "leicester" / "council.toml"


def change(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", council_names())
def test_every_shipped_pack_loads_and_reads_back_equal_from_its_text(name):
    pack = load_council_pack(name)

    assert pack.name == name
    assert CouncilPack.from_json(pack.to_json()) == pack


def test_a_pack_in_a_folder_of_its_own_is_the_same_pack(leicester):
    assert load_council_pack_file(leicester) == load_council_pack("leicester")


def test_leicesters_words_promises_and_lenses_are_read():
    pack = load_council_pack("leicester")

    assert (pack.words.young_body_short, pack.words.board) == ("CiCC", "Corporate Parenting Forum")
    assert len(pack.pledge.promises) == 5
    assert [lens.code for lens in lenses_of(pack)] == ["principles", "ten-questions", "areas"]
    assert pack.boards[0].papers_due_days == 5
    assert not pack.made_up


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        ('title = "Leicester City Council"', "", "the whole file", "title is missing"),
        ('short = "Leicester"', 'short = ""', "short", "write some words"),
        ("made_up = false", "make_up = false", "the whole file", 'Did you mean "made_up"?'),
        ("[proper_officer]", "[proper_officer]\ncolour = 1", "proper_officer", '"colour"'),
        ('["principles", "ten-questions"]', '["principle"]', "lenses", 'called "principle"'),
        ('"pledge-feedback"]', '"pledge"]', "surveys", 'no survey called "pledge"'),
        ('codebook = "life-in-care"', 'codebook = "Life"', "codebook", "small letters"),
        ('feeling-safe = "safe"', 'feeling-safe = "saf"', "theme_promises", 'called "saf"'),
        ('feeling-safe = "safe"', 'feeling-saf = "safe"', "theme_promises", 'called "feeling-saf"'),
        ('code = "listen"', 'code = "hear"', "theme_promises", 'called "listen"'),
        ("unfinished_days = 28", "unfinished_days = 0", "retention, unfinished_days", "1 or more"),
        ("code_days = 31", "code_days = 7", "retention, code_days", "8 or more"),
        ("audit_days = 2190", "audit_days = 30", "retention, audit_days", "1095 or more"),
        ('code = "areas"', 'code = "principles"', "the whole file", "two lenses"),
        ("made_up = false", "[[board]]\nmade_up = false", "board 1", '"made_up" is not known'),
    ],
)
def test_a_fault_is_told_with_file_place_and_fix(leicester, old, new, place, fix):
    with pytest.raises(BadFile) as fault:
        load_council_pack_file(change(leicester, old, new))

    assert fault.value.file == "council.toml"
    assert fault.value.place.startswith(place)
    assert fix in fault.value.fix


def test_a_promise_that_only_a_survey_names_is_told_with_the_question(leicester):
    change(leicester.parent / "surveys" / "annual-survey.toml", 'promise = "safe"', 'promise = "x"')

    with pytest.raises(BadFile) as fault:
        load_council_pack_file(leicester)

    assert fault.value.place == "survey annual-survey, question home"
    assert 'no promise called "x"' in fault.value.fix


def test_a_fault_in_a_packs_own_survey_names_that_survey(leicester):
    change(leicester.parent / "surveys" / "annual-survey.toml", "minutes", "minuets")

    with pytest.raises(BadFile) as fault:
        load_council_pack_file(leicester)

    assert fault.value.file == "surveys/annual-survey.toml"


@pytest.mark.parametrize("name", ["atlantis", "../councils/demo", ""])
def test_an_unknown_pack_is_not_found_and_the_known_ones_are_named(name):
    with pytest.raises(NotFound, match="leicester"):
        load_council_pack(name)


def test_unknown_lenses_and_codebooks_are_not_found():
    with pytest.raises(NotFound, match="principles"):
        load_lens("prince")
    with pytest.raises(NotFound, match="life-in-care"):
        load_codebook("life")


def test_headings_are_told_in_words_and_only_those_the_council_reports_by():
    pack = load_council_pack("leicester")

    told = headings_of(pack, ["principles.2", "lines-of-enquiry.5", "areas.health", "areas.none"])

    assert told == (
        "Encourage them to express their views, wishes and feelings "
        "(Seven corporate parenting principles)",
        "Health and well-being (Leicester's seven areas)",
    )


def test_every_lens_that_the_codebook_names_is_shared_or_some_councils_own():
    own = {lens.code for name in council_names() for lens in load_council_pack(name).own_lenses}

    named = {
        heading.partition(".")[0]
        for theme in load_codebook("life-in-care").themes
        for heading in theme.lenses
    }

    assert named <= own | set(lens_names())
