"""The parts of a board's report that an officer writes, and who has cleared it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import digests, reports
from participation.services.audit import note
from participation.web.staff.access import needs
from participation.web.staff.forms.digests import ClearanceForm
from participation.web.staff.office import now, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("reports", __name__, url_prefix="/digests")


@pages.get("/<uuid:digest_id>/report")
@needs(Permission.BUILD_DIGEST)
def show(digest_id: UUID) -> str:
    """Show what the board asks for beside what young people said."""
    return _page(digest_id)


@pages.post("/<uuid:digest_id>/report")
@needs(Permission.BUILD_DIGEST)
def write(digest_id: UUID) -> ResponseReturnValue:
    """Keep the background and the implications, or show them with what is wrong."""
    background = request.form.get("background", "")
    try:
        with writing() as desk:
            digest = digests.digest_of(desk.session, desk.council, digest_id)
            report = reports.report_of(desk.session, desk.council, digest)
            reports.write_report(
                desk.session, desk.council, digest, background,
                {
                    line.name: request.form.get(f"implication-{place}", "")
                    for place, line in enumerate(report.implications, start=1)
                },
            )  # fmt: skip
    except BadInput as error:
        return _page(digest_id, error=error.message, typed=request.form), 400
    return redirect(url_for("reports.show", digest_id=digest_id, done="written"), 303)


@pages.post("/<uuid:digest_id>/clearances")
@needs(Permission.BUILD_DIGEST)
def clear(digest_id: UUID) -> ResponseReturnValue:
    """Record who cleared the report, or show the form with what was typed."""
    form = ClearanceForm()
    with at_desk() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        form.offer(reports.report_of(desk.session, desk.council, digest))
    if not form.validate():
        return _page(digest_id, form), 400
    with writing() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        reports.give_clearance(
            desk.session, desk.council, digest, form.name.data, form.by.data, form.on.day
        )
        note(desk.session, desk.account, "recorded a clearance", now())
    return redirect(url_for("reports.show", digest_id=digest_id, done="cleared"), 303)


def _page(
    digest_id: UUID,
    form: ClearanceForm | None = None,
    error: str = "",
    typed: dict[str, str] | None = None,
) -> str:
    with at_desk() as desk:
        digest = digests.digest_of(desk.session, desk.council, digest_id)
        written = reports.writing_of(desk.session, desk.council, digest)
        if form is None:
            form = ClearanceForm(formdata=None)
            form.offer(written.report)
        return render_template(
            "staff/report.html",
            digest=digest,
            writing=written,
            form=form,
            error=error,
            typed=typed or {},
            done=request.args.get("done", ""),
        )
