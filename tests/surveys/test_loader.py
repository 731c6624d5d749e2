"""Survey files: what is read, and how a fault in one is told."""

import json

import pytest

from participation.core.errors import BadFile, NotFound
from surveys.definition import Kind, Survey
from surveys.loader import bank, load_survey, load_survey_file, survey_names
from surveys.packs import council_names
from tests.surveys.making import SURVEY_FILE, snacks


def test_reads_a_survey_file(tmp_path):
    found = load_survey_file(snacks(tmp_path))

    assert found.title.to("en") == "Snacks"
    assert [question.kind for question in found.questions] == [Kind.YESNO, Kind.ONE]
    assert [option.code for option in found.by_name["which"].options] == ["apple", "crisps"]
    assert [option.code for option in found.by_name["like"].options] == ["yes", "no", "dont-know"]
    assert found.by_name["which"].show_if.written() == "like is yes"


@pytest.mark.parametrize(
    ("old", "new", "place", "fix"),
    [
        ("minutes = 1", "minuts = 1", "the whole file", 'Did you mean "minutes"?'),
        ("minutes = 1", "", "the whole file", "minutes is missing"),
        ("minutes = 1", "minutes = 0", "minutes", "1 or more"),
        ("minutes = 1", 'minutes = "1"', "minutes", "a whole number, without quotes"),
        ("minutes = 1", "minutes = true", "minutes", "a whole number, without quotes"),
        ('ages = "8-11"', 'ages = "eight"', "ages", "as in 11-17"),
        ("minutes = 1", "minutes = ", "the whole file", "this is not TOML as it should be"),
        ('name = "snacks"', 'name = "snack"', "name", 'write "snacks"'),
        ('{ en = "Snacks" }', '"Snacks"', "title", "for each language"),
        ('{ en = "Snacks" }', '{ English = "Snacks" }', "title", '"English" is not a language'),
        ('{ en = "Snacks" }', '{ en = "" }', "title", "write a title"),
        ('kind = "one"', 'kind = "lots"', "question 2 (which), kind", "faces, one, several"),
        ('kind = "one"', 'kind = "text"', "question 2 (which)", "no options of its own"),
        ('kind = "yesno"', 'kind = "one"', "question 1 (like)", "needs two [[question.option]]"),
        ('kind = "yesno"', 'kind = "pledge"', "question 1 (like)", "name the promise"),
        ('name = "which"', 'name = "like"', "the whole file", 'two questions are called "like"'),
        ('name = "which"', 'name = "not"', "question 2 (not), name", "meaning of their own"),
        ('name = "which"', 'name = "Which One"', "question 2 (Which One), name", "small letters"),
        ('"crisps"', '"apple"', "question 2 (which)", 'two options are called "apple"'),
        ('"crisps"', '"1"', "question 2 (which), option 2 (1), code", "starts with a letter"),
        ('code = "crisps"', "", "question 2 (which), option 2", "code is missing"),
        ('"like is yes"', '"taste is yes"', "question 2 (which), show_if", 'called "taste"'),
        ('"like is yes"', '"which is apple"', "question 2 (which), show_if", "known: like"),
        ('"like is yes"', '"like is kept"', "question 2 (which), show_if", "known: yes, no"),
        ('"like is yes"', '"like === yes"', "question 2 (which), show_if", '"=" cannot be read'),
        ('kind = "yesno"', 'kind = "text"', "question 2 (which), show_if", "like answered"),
        ('show_if = "like is yes"', 'lenses = ["principles"]', "lenses 1", "a dot and the heading"),
        (
            'show_if = "like is yes"',
            "required = 1",
            "question 2 (which), required",
            "true or false",
        ),
        ('{ en = "Crisps" }', '{ en = "" }', "question 2 (which)", 'the option "crisps"'),
        ('{ en = "Which one?" }', "{}", "question 2 (which), asks", "for each language"),
    ],
)
def test_a_fault_is_told_with_file_place_and_fix(tmp_path, old, new, place, fix):
    assert SURVEY_FILE.count(old) == 1

    with pytest.raises(BadFile) as fault:
        load_survey_file(snacks(tmp_path, SURVEY_FILE.replace(old, new)))

    assert fault.value.file == "snacks.toml"
    assert place in fault.value.place
    assert fix in fault.value.fix


def test_a_survey_without_questions_is_refused(tmp_path):
    with pytest.raises(BadFile, match="add at least one"):
        load_survey_file(snacks(tmp_path, SURVEY_FILE.partition("[[question]]")[0]))


def test_a_bad_byte_is_told_with_its_line(tmp_path):
    path = snacks(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"About snacks", b"About sn\xe4cks"))

    with pytest.raises(BadFile) as fault:
        load_survey_file(path)

    assert (fault.value.place, fault.value.fix) == ("line 4", "save the file as UTF-8 text")


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(NotFound):
        load_survey_file(tmp_path / "snacks.toml")


@pytest.mark.parametrize("name", ["no-such-survey", "../surveys/where-i-live", "", "WHERE-I-LIVE"])
def test_an_unknown_name_is_not_found_and_the_known_ones_are_named(name):
    with pytest.raises(NotFound, match="where-i-live"):
        load_survey(name)


def test_a_councils_own_survey_wins_over_the_shared_one():
    shared, own = load_survey("annual-survey"), load_survey("annual-survey", "leicester")

    assert own != shared
    assert load_survey("where-i-live", "leicester") == load_survey("where-i-live")


@pytest.mark.parametrize(
    ("council", "name"),
    [(council, name) for council in (None, *council_names()) for name in survey_names(council)],
)
def test_every_shipped_survey_reads_back_equal_from_its_published_text(council, name):
    survey = load_survey(name, council)

    text = survey.to_json()

    assert Survey.from_json(text) == survey
    assert Survey.from_json(text).to_json() == text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 1}', "null"])
def test_published_text_that_is_none_is_refused(text):
    with pytest.raises(BadFile):
        Survey.from_json(text)


def test_published_text_refuses_an_unknown_key():
    table = json.loads(load_survey("where-i-live").to_json())

    with pytest.raises(BadFile, match="colour"):
        Survey.from_json(json.dumps({**table, "colour": "red"}))


def test_words_fall_back_to_the_nearest_and_then_to_the_main_language(tmp_path):
    words = '{ cy = "Byrbrydau", en = "Snacks", ar = "" }'
    title = load_survey_file(
        snacks(tmp_path, SURVEY_FILE.replace('{ en = "Snacks" }', words))
    ).title

    said = [title.to(language) for language in ("en", "en-GB", "cy", "ar", "so")]

    assert said == ["Snacks", "Snacks", "Byrbrydau", "Byrbrydau", "Byrbrydau"]


def test_shared_surveys_do_not_ask_who_somebody_is_and_do_not_shout():
    for name in survey_names():
        survey = load_survey(name)
        said = [survey.title, survey.about]
        for question in survey.questions:
            said += [question.asks, question.hint, *(option.words for option in question.options)]
        spoken = " ".join(words.to("en").lower() for words in said)

        assert "!" not in spoken
        assert not any(ask in spoken for ask in ("your name", "how old", "your age", "birthday"))


def test_the_bank_is_found_in_the_package():
    assert (bank() / "surveys" / "where-i-live.toml").is_file()
