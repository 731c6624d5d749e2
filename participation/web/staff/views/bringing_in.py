"""Answers from a file: free text that was gathered elsewhere, to be read like any other."""

from pathlib import Path

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import consultations, imports
from participation.services.imported_rows import Source
from participation.web.staff.access import needs
from participation.web.staff.office import now, office, reading, writing


@needs(Permission.ENTER_ANSWERS)
def show_form(name: str) -> str:
    """Show how a file of answers is brought in."""
    return _page(name)


@needs(Permission.ENTER_ANSWERS)
def bring_in(name: str) -> ResponseReturnValue:
    """Bring every row of the file in, or none and say which row is wrong."""
    sent = request.files.get("answers")
    if sent is None or not sent.filename:
        return _page(name, "Choose a file."), 400
    column = request.form.get("column", "").strip()
    source = Source(Path(Path(sent.filename).name), column, raw=sent.read())
    try:
        with writing() as desk:
            row = consultations.consultation_named(desk.session, desk.council, name)
            args = (desk.session, desk.council, row, office().keys, source, now())
            came = imports.import_answers(*args, question=request.form.get("question", ""))
        office().database.forget_log()
    except BadInput as error:
        return _page(name, error.message), 400
    session["said"] = _said(came)
    return redirect(url_for("consultations.show", name=name))


def _said(came: imports.Imported) -> str:
    words = [f"{came.answers:,} {'answer' if came.answers == 1 else 'answers'} came in."]
    if came.empty:
        words.append(f"{came.empty:,} rows had no words.")
    if came.worries:
        words.append(f"{came.worries:,} hold a worry word and come first in the queue.")
    words.append("Themes are being proposed. You can begin to read.")
    return " ".join(words)


def _page(name: str, problem: str = "") -> str:
    with reading() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        questions = [each for each in consultations.survey_of(row).questions if each.written]
    return render_template(
        "staff/bring-in.html",
        row=row,
        questions=questions,
        problem=problem,
        column=request.form.get("column", ""),
        question=request.form.get("question", ""),
    )
