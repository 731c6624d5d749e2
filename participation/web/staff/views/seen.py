"""Seen or not seen: what young people found when they went to look at what was done."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission
from participation.services import seen
from participation.web.staff.access import needs
from participation.web.staff.office import now, reading, writing

pages = Blueprint("seen", __name__, url_prefix="/seen")


@pages.get("")
@needs(Permission.SAY_TOGETHER)
def show() -> str:
    """Show what was told to be done, and what young people found."""
    return _page()


@pages.post("/<uuid:response_id>")
@needs(Permission.SAY_TOGETHER)
def mark(response_id: UUID) -> ResponseReturnValue:
    """Keep what was found, or show the page with what is missing."""
    words = request.form.get("words", "")
    try:
        with writing() as desk:
            seen.mark_seen(
                desk.session, desk.council, desk.account, response_id,
                request.form.get("found") == "seen", words, now(),
            )  # fmt: skip
    except BadInput as error:
        return _page((response_id, words, error.message)), 400
    session["said"] = "Kept. It stands on the wall beside the answer."
    return redirect(url_for("seen.show"), 303)


def _page(faulty: tuple[UUID, str, str] | None = None) -> str:
    with reading() as desk:
        return render_template(
            "staff/seen.html",
            rows=seen.to_look_at(desk.session, desk.council),
            faulty=faulty,
            said=session.pop("said", ""),
        )
