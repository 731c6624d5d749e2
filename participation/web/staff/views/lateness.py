"""Why a promise is late: said by whoever answers for it, and read by young people."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Permission
from participation.models import Response
from participation.services import promises, responses
from participation.web.staff.access import needs
from participation.web.staff.forms.lateness import ReasonForm
from participation.web.staff.office import Desk, now, reading, today, writing

pages = Blueprint("lateness", __name__, url_prefix="/asks")


@pages.route("/<uuid:ask_id>/late", methods=["GET", "POST"])
@needs(Permission.ANSWER_ASK)
def say_why(ask_id: UUID) -> ResponseReturnValue:
    """Say why a promise is late, or show the form with what was typed."""
    with reading() as desk:
        response = _promise(desk, ask_id)
        told = responses.told(response, today())
    form = ReasonForm(why=response.late_reason)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                promises.give_reason(
                    desk.session, desk.council, desk.account, response.id, form.why.data, now()
                )
            session["said"] = "Kept. It stands on the wall and on every receipt."
            return redirect(url_for("asks.show_all"), 303)
        except BadInput as error:
            form.refuse("why", error)
    page = render_template("staff/ask-late.html", form=form, told=told)
    return page, 400 if form.errors else 200


def _promise(desk: Desk, ask_id: UUID) -> Response:
    responses.ask_of(desk.session, desk.council, ask_id)
    response = responses.last_published(desk.session, ask_id)
    if response is None:
        raise Refused("Nothing is promised yet. Answer the ask first.")
    return response
