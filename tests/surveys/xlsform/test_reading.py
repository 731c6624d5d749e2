import zipfile
from io import BytesIO

import pytest

from participation.core.errors import BadFile
from surveys.conditions import parse
from surveys.definition import Kind
from surveys.xlsform import read_form
from tests.surveys.xlsform.workbooks import CHOICES, SURVEY, form, workbook


def refused(content: bytes) -> str:
    with pytest.raises(BadFile) as told:
        read_form(content, "form.xlsx")
    return told.value.message


def test_a_plain_form_is_read_as_a_survey():
    survey = read_form(form(settings=(("form_title",), ("Feelings",))), "form.xlsx")

    mood, why = survey.questions
    assert (survey.name, survey.title.to("en"), survey.minutes) == ("feelings", "Feelings", 1)
    assert (mood.kind, [option.code for option in mood.own_options]) == (Kind.ONE, ["good", "bad"])
    assert (why.kind, why.show_if) == (Kind.LINE, parse("mood is bad"))


def test_names_groups_languages_and_bent_quotes_of_others_are_understood():
    rows = (
        ("type", "name", "label::English (en)", "label::French", "relevance", "constraint"),
        ("select one Yes_No or_other", "Has_Pet", "A pet?", "Un animal ?", "", ""),
        ("begin group", "g", "", "", "${Has_Pet} = \u20191\u2019", ""),
        ("integer", "How many", "How many?", "Combien ?", "", ". > 0 and . < 10"),
        ("end group", "", "", "", "", ""),
    )
    choices = (
        ("list name", "name", "label::English (en)"),
        ("Yes_No", 1, "Yes"),
        ("Yes_No", 0, "No"),
    )

    survey = read_form(form(rows, choices), "form.xlsx")

    pet, many = survey.questions
    assert pet.asks.to("fr") == "Un animal ?"
    assert pet.something_else
    assert many.name == "how-many"
    assert (many.limits.least, many.limits.most) == (1, 9)
    assert many.show_if == parse(f"has-pet is {pet.own_options[0].code}")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("geopoint", "where", "Where?", ""), "records who or where somebody is"),
        (("begin repeat", "r", "", ""), "over and over"),
        (("date", "born", "When were you born?", ""), "Ask for a month"),
        (("integer", "age", "How old?", ""), "the smallest and the largest number"),
        (("select_one none", "x", "Pick", ""), 'no list called "none"'),
        (("text", "x", "Hello ${mood}", ""), "cannot show an earlier answer"),
        (("text", "x", "", ""), "Write the question under label"),
        (("text", "x", "Why?", "${age} > 3 + 4"), "more than can be asked here"),
        (("text", "x", "Why?", "${nobody} = 'a'"), 'no earlier question called "nobody"'),
        (("hologram", "x", "Why?", ""), 'The type "hologram" is not taken'),
    ],
)
def test_what_goes_beyond_is_refused_by_sheet_and_row(row, told):
    message = refused(form((*SURVEY, row)))

    assert "Sheet survey, row 4: " in message
    assert told in message


def test_every_reason_is_told_at_once():
    message = refused(form((*SURVEY, ("geopoint", "a", "A", ""), ("calculate", "b", "B", ""))))

    assert "row 4" in message
    assert "row 5" in message


def test_a_condition_on_a_choice_that_is_not_there_is_refused():
    rows = (*SURVEY[:2], ("text", "why", "Why?", "${mood} = 'awful'"))

    assert 'no answer to mood called "awful"' in refused(form(rows))


def with_macro() -> bytes:
    kept = BytesIO(form())
    with zipfile.ZipFile(kept, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    return kept.getvalue()


def cut_in_half() -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(form())) as package, zipfile.ZipFile(kept, "w") as broken:
        for name in package.namelist():
            content = package.read(name)
            broken.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no Excel workbook"),
        (b"type,name,label\n", "no Excel workbook"),
        (with_macro(), "holds a macro"),
        (cut_in_half(), "this workbook is broken"),
        (workbook({"answers": SURVEY}), "there is none with questions"),
        (workbook({"survey": SURVEY[:1]}), "there is none with questions"),
        (form((*SURVEY, ("text", "x", "=1+1", ""))), "row 4: a cell holds a formula"),
        (
            form(choices=(*CHOICES, *(("more", f"c{n}", "C") for n in range(10_000)))),
            "sheet choices, row 2001: use 2,000 rows at most",
        ),
    ],
)
def test_a_broken_or_dangerous_workbook_is_refused_plainly(content, told):
    assert told in refused(content)


def test_a_picture_that_is_asked_for_is_a_drawing_and_is_never_required():
    rows = (
        ("type", "name", "label", "required", "appearance"),
        ("image", "home", "Draw your home.", "", ""),
    )
    needed = (rows[0], (*rows[1][:3], "yes", ""))
    signed = (rows[0], (*rows[1][:4], "signature"))

    (home,) = read_form(form(survey=rows), "form.xlsx").questions

    assert (home.kind, home.required) == (Kind.DRAWING, False)
    assert "Not everybody has a camera" in refused(form(survey=needed))
    assert "who or where somebody is" in refused(form(survey=signed))
