"""Interpreting: one answer at a time, in the languages that somebody is named for."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.catalogues import english_name
from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import interpreting
from participation.web.staff.access import needs
from participation.web.staff.office import now, office, reading, writing

pages = Blueprint("interpreting", __name__, url_prefix="/interpreting")


@pages.get("")
@needs(Permission.INTERPRET)
def show_next() -> str:
    """Show the next answer to put into English, or that none waits."""
    return _page()


@pages.post("/<uuid:answer_id>")
@needs(Permission.INTERPRET)
def translate(answer_id: UUID) -> ResponseReturnValue:
    """Keep the English beside the original and go to the next answer."""
    words = request.form.get("words", "")
    try:
        with writing() as desk:
            keys = office().keys
            interpreting.translate(
                desk.session, desk.council, desk.account, keys, answer_id, words, now()
            )
    except BadInput as error:
        return _page(words, error.message), 400
    session["said"] = "Kept. A participation officer reads it now."
    return redirect(url_for("interpreting.show_next"))


@pages.get("/<uuid:answer_id>/picture.jpg")
@needs(Permission.INTERPRET)
def show_picture(answer_id: UUID) -> Response:
    """Send the picture that came with an answer which waits for this interpreter."""
    with reading() as desk:
        jpeg = interpreting.drawing_to_interpret(
            desk.session, desk.council, desk.account, office().keys, answer_id
        )
    return Response(jpeg, content_type="image/jpeg")


def _page(typed: str = "", problem: str = "") -> str:
    with reading() as desk:
        found = interpreting.next_to_interpret(
            desk.session, desk.council, desk.account, office().keys
        )
        mine = interpreting.languages_of(desk.session, desk.council, desk.account)
    return render_template(
        "staff/interpreting.html",
        found=found,
        name=english_name(found.language) if found else "",
        mine=[english_name(code) for code in mine],
        typed=typed,
        problem=problem,
        said=session.pop("said", ""),
    )
