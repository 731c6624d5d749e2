"""The chair's last word on an answer that came back twice; young people read it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role
from participation.domain.policy import may as has
from participation.services import closing, responses
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import ClosingForm
from participation.web.staff.office import now, reading, today, writing

pages = Blueprint("closing", __name__, url_prefix="/responses")


@pages.route("/<uuid:response_id>/close", methods=["GET", "POST"])
@needs(Permission.ANSWER_ASK)
def close(response_id: UUID) -> ResponseReturnValue:
    """Close an answer in the chair's words, or show the form with what was typed."""
    form = ClosingForm()
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                closing.close(
                    desk.session, desk.council, desk.account, response_id, form.why.data, now()
                )
            session["said"] = "Closed. What the chair says stands on the wall and every receipt."
            return redirect(url_for("asks.show_all"), 303)
        except BadInput as error:
            form.refuse("why", error)
    with reading() as desk:
        response = responses.response_of(desk.session, desk.council, response_id)
        told = responses.told(response, today())
        may = closing.may_close(desk.session, response)
        closer = closing.closer_of(desk.session, response)
        page = render_template(
            "staff/response-close.html", form=form, told=told, may=may, closer=closer,
            mine=closer.is_(desk.account),
            names=has(Role(desk.account.role), Permission.CHANGE_LADDER),
        )  # fmt: skip
    return page, 400 if form.errors else 200
