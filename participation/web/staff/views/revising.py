"""A newer version of the survey that a consultation asks: what it changes, and asking it."""

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import ParticipationError
from participation.domain.policy import Permission
from participation.services import consultations, revisions
from participation.services.audit import note
from participation.web.staff.access import needs
from participation.web.staff.office import now, today, writing
from participation.web.staff.office import reading as at_desk


@needs(Permission.OPEN_CONSULTATION)
def show_version(name: str) -> str:
    """Show what the newest version changes, or that it is asked already."""
    return _page(name)


@needs(Permission.OPEN_CONSULTATION)
def ask_version(name: str) -> ResponseReturnValue:
    """Have everybody who begins from now on asked the newest version."""
    try:
        with writing() as desk:
            row = consultations.consultation_named(desk.session, desk.council, name)
            found = revisions.revision_of(desk.session, row, today())
            if found is not None:
                revisions.ask_from_now(desk.session, row, found.version, today())
                words = f"{found.version.survey}, version {found.version.number}"
                note(desk.session, desk.account, "asked a newer version", now(), row.id, words)
    except ParticipationError as error:
        return _page(name, error), 400
    session["said"] = "Whoever starts from now is asked the new version."
    return redirect(url_for("consultations.show", name=name))


def _page(name: str, problem: ParticipationError | None = None) -> str:
    with at_desk() as desk:
        row = consultations.consultation_named(desk.session, desk.council, name)
        return render_template(
            "staff/consultation-version.html",
            row=row,
            found=revisions.revision_of(desk.session, row, today()),
            survey=consultations.survey_of(row),
            problem=problem,
        )
