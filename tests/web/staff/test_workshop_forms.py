"""XLSForms in the survey workshop."""

from io import BytesIO

from participation.services import workshop
from surveys.loader import load_survey
from surveys.xlsform import read_form, write_form
from tests.surveys.xlsform.workbooks import SURVEY, form


def sent(officer, content, name="form.xlsx"):
    officer.get("/surveys/form")
    typed = {"csrf_token": officer.token, "form": (BytesIO(content), name)}
    return officer.client.post("/surveys/form", data=typed, base_url=officer.base_url)


def test_a_form_is_brought_in_and_taken_away_the_same(house, officer):
    survey = load_survey("where-i-live")

    answer = sent(officer, write_form(survey), "where-i-live.xlsx")
    taken = officer.get(f"{answer.location}/form.xlsx")

    with house.database.reading() as session:
        (draft,) = workshop.drafts_of(session, house.council)
    assert draft.survey.questions == survey.questions
    assert read_form(taken.data, "x.xlsx") == draft.survey
    assert 'filename="where-i-live-2.xlsx"' in taken.headers["Content-Disposition"]


def test_what_a_form_uses_beyond_is_told_by_row_and_nothing_is_taken(house, officer):
    answer = sent(officer, form((*SURVEY, ("geopoint", "where", "Where?", ""))))

    with house.database.reading() as session:
        assert workshop.drafts_of(session, house.council) == []
    assert answer.status_code == 400
    assert "Sheet survey, row 4: It records who or where somebody is" in answer.text


def test_no_file_and_a_file_that_is_no_form_are_told_plainly(officer):
    nothing = officer.post("/surveys/form")
    other = sent(officer, b"hello", "letter.docx")

    assert (nothing.status_code, other.status_code) == (400, 400)
    assert "Choose a file first." in nothing.text
    assert "this is no Excel workbook" in other.text
