"""Asks: where each one stands, and the board's answer to it."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Refused
from participation.domain.policy import Permission, Role, may
from participation.services import responses
from participation.services.standings import Standing, StandingAsk, standing_asks
from participation.web.staff.access import needs
from participation.web.staff.forms.answers import KINDS, AnswerForm
from participation.web.staff.office import Desk, now, reading, today, writing

pages = Blueprint("asks", __name__, url_prefix="/asks")

STANDING_WORDS = {
    Standing.NO_ANSWER: "No answer yet",
    Standing.TO_PUBLISH: "Answered, not published",
    Standing.LATE: "Late",
    Standing.PROMISED: "Promised",
    Standing.KEPT: "Done",
    Standing.CANNOT: "Cannot",
}


@pages.get("")
@needs(Permission.READ_DIGEST)
def show_all() -> str:
    """Show every ask with where it stands, newest meeting first."""
    with reading() as desk:
        asks = standing_asks(desk.session, desk.council, today())
        role = Role(desk.account.role)
    return render_template(
        "staff/asks.html",
        asks=asks,
        words=STANDING_WORDS,
        answers=may(role, Permission.ANSWER_ASK),
        publishes=may(role, Permission.PUBLISH_RESPONSE),
        reads_all=may(role, Permission.READ_EXEMPT),
        said=session.pop("said", ""),
    )


@pages.route("/<uuid:ask_id>", methods=["GET", "POST"])
@needs(Permission.ANSWER_ASK)
def answer(ask_id: UUID) -> ResponseReturnValue:
    """Answer an ask, or change an answer that is not published yet."""
    with reading() as desk:
        put = _put(desk, ask_id)
    form = AnswerForm.of(put.put.response)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                responses.record_response(
                    desk.session, desk.council, desk.account, ask_id, form.reply(), now()
                )
            session["said"] = "Answer kept. The officer puts it in plain words and publishes it."
            return redirect(url_for("asks.show_all"))
        except BadInput as error:
            form.refuse(form.box_of(error.field), error)
    page = render_template("staff/ask.html", form=form, put=put, kinds=KINDS)
    return page, 400 if form.errors else 200


def _put(desk: Desk, ask_id: UUID) -> StandingAsk:
    responses.ask_of(desk.session, desk.council, ask_id)
    found = (ask for ask in standing_asks(desk.session, desk.council, today()))
    standing = next((ask for ask in found if ask.put.ask.id == ask_id), None)
    if standing is None:
        raise Refused("This ask has not been sent to the board yet.")
    return standing
