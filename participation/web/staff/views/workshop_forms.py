"""XLSForms of the survey workshop: brought in, and taken away."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import ParticipationError
from participation.domain.policy import Permission
from participation.services import workshop
from participation.web.staff.access import needs
from participation.web.staff.office import now, writing
from participation.web.staff.office import reading as at_desk
from surveys.xlsform import read_form, write_form

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NO_FILE = "Choose a file first."


@needs(Permission.WRITE_SURVEY)
def ask_for_form() -> str:
    """Show where a form can be chosen."""
    return _page([])


@needs(Permission.WRITE_SURVEY)
def bring_in() -> ResponseReturnValue:
    """Begin a survey with what a form asks, or say by sheet and row why it was not taken."""
    sent = request.files.get("form")
    if sent is None or not sent.filename:
        return _page([NO_FILE]), 400
    try:
        read = read_form(sent.read(), sent.filename)
        with writing() as desk:
            title = read.title.to("en")
            draft = workshop.start_draft(
                desk.session, desk.council, desk.account, title, read, now()
            )
    except ParticipationError as error:
        return _page(error.message.splitlines()), 400
    return redirect(url_for("workshop.show", name=draft.name))


@needs(Permission.WRITE_SURVEY)
def take_away(name: str) -> Response:
    """Send the survey as an XLSForm."""
    with at_desk() as desk:
        draft = workshop.draft_named(desk.session, desk.council, name)
    kept = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return Response(write_form(draft.survey), mimetype=EXCEL, headers=kept)


def _page(problems: list[str]) -> str:
    return render_template("staff/survey-form.html", problems=problems)
