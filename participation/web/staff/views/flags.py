"""Flags: for the safeguarding lead alone."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.domain.policy import Permission
from participation.services import flags
from participation.services.councils import pack_of
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import DecisionForm
from participation.web.staff.office import now, office, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("flags", __name__, url_prefix="/flags")


@pages.get("")
@needs(Permission.DECIDE_FLAGS)
def show() -> str:
    """Show every flagged answer, the undecided ones first."""
    return _page(None, DecisionForm())


@pages.post("/<uuid:flag_id>")
@needs(Permission.DECIDE_FLAGS)
def decide(flag_id: UUID) -> ResponseReturnValue:
    """Keep what the lead decided, with the reason."""
    form = DecisionForm()
    if not form.validate():
        return _page(flag_id, form), 400
    with writing() as desk:
        flags.decide(desk.session, desk.council, desk.account, flag_id, form.decision.data, now())
    return redirect(url_for("flags.show"))


def _page(deciding: UUID | None, form: DecisionForm) -> str:
    with at_desk() as desk:
        lines = flags.flags(desk.session, desk.council, office().keys)
        safeguarding = pack_of(desk.council).safeguarding
    return render_template(
        "staff/flags.html",
        waiting=[line for line in lines if line.state == flags.NEW],
        decided=[line for line in lines if line.state != flags.NEW],
        safeguarding=safeguarding,
        deciding=deciding,
        form=form,
    )
