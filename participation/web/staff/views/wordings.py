"""Wordings: an officer asks whether a board's answer is clear, an ambassador says."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput, Changed
from participation.domain.policy import Permission
from participation.services import wording_checks
from participation.services.wording_checks import Check, Wording
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing

pages = Blueprint("wordings", __name__, url_prefix="/wordings")


@pages.get("")
@needs(Permission.CHECK_WORDING)
def show_next() -> str:
    """Show the wording that has waited longest, or that none does."""
    with reading() as desk:
        waiting = wording_checks.waiting_checks(desk.session, desk.council)
    return _page(waiting[0] if waiting else None)


@pages.post("/<uuid:response_id>")
@needs(Permission.CHECK_WORDING)
def settle(response_id: UUID) -> ResponseReturnValue:
    """Keep what an ambassador says of the words."""
    verdict = Wording.CLEAR if "clear" in request.form else Wording.UNCLEAR
    advice = request.form.get("advice", "")
    try:
        with writing() as desk:
            check = wording_checks.check_waiting(desk.session, desk.council, response_id)
            if check.mark != request.form.get("seen"):
                raise Changed("The officer has changed the words since. Read them again, please.")
            args = (desk.session, desk.council, desk.account, check)
            wording_checks.settle_check(*args, verdict, advice, now())
    except BadInput as error:
        return _page(check, advice, error.message), 400
    session["said"] = "Thank you. The officer sees what you said."
    return redirect(url_for("wordings.show_next"))


@pages.post("/of/<uuid:response_id>/ask")
@needs(Permission.PUBLISH_RESPONSE)
def ask(response_id: UUID) -> ResponseReturnValue:
    """Put the plain words before the ambassadors."""
    try:
        with writing() as desk:
            args = (desk.session, desk.council, desk.account, response_id)
            wording_checks.ask_for_check(*args, request.form.get("plain", ""), now())
        session["said"] = "Ambassadors are asked whether these words are clear."
    except BadInput as error:
        session["said"] = error.message
    return redirect(url_for("responses.publish", response_id=response_id))


def _page(check: Check | None, advice: str = "", problem: str = "") -> str:
    return render_template(
        "staff/wording.html",
        check=check,
        advice=advice,
        problem=problem,
        said=session.pop("said", ""),
    )
