"""Reading again: one cleared answer at a time, themes first, the officer's afterwards."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy.orm import Session

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role
from participation.models import Account, Council
from participation.services import second_readings
from participation.services.councils import pack_of, themes_of
from participation.web.staff.access import needs
from participation.web.staff.office import Desk, reading, writing

pages = Blueprint("second_reading", __name__, url_prefix="/read-again")

MOST_LEFT = 50
NOTHING_PICKED = "Pick at least one theme, or say that none fits."


@pages.get("")
@needs(Permission.READ_AGAIN)
def show_next() -> ResponseReturnValue:
    """Show the next answer, or ask an ambassador first which groups are their own."""
    with reading() as desk:
        if _is_ambassador() and second_readings.own_groups(desk.session, desk.account) is None:
            return redirect(url_for("second_reading.ask_groups"))
        found = second_readings.next_to_read(*_args(desk), _left())
        return _page(desk, found)


@pages.route("/groups", methods=["GET", "POST"])
@needs(Permission.READ_AGAIN)
def ask_groups() -> ResponseReturnValue:
    """Keep which groups are their own, whose answers they are not shown, or ask for them."""
    problem = ""
    if request.method == "POST":
        try:
            with writing() as desk:
                second_readings.step_aside(*_args(desk), request.form.getlist("groups"))
            return redirect(url_for("second_reading.show_next"))
        except BadInput as error:
            problem = error.message
    with reading() as desk:
        page = render_template(
            "staff/read-again-groups.html",
            groups=pack_of(desk.council).groups,
            own=second_readings.own_groups(desk.session, desk.account) or frozenset(),
            problem=problem,
        )
    return page, 400 if problem else 200


@pages.post("/<uuid:answer_id>")
@needs(Permission.READ_AGAIN)
def keep(answer_id: UUID) -> ResponseReturnValue:
    """Keep the themes picked, and show the officer's beside them."""
    picked, none_fits = request.form.getlist("themes"), "none" in request.form
    try:
        if not picked and not none_fits:
            raise BadInput(NOTHING_PICKED)
        with writing() as desk:
            codes = [] if none_fits else picked
            second_readings.read_blind(*_args(desk), answer_id, codes)
    except BadInput as error:
        with reading() as desk:
            found = second_readings.find_to_read(*_args(desk), answer_id)
            return _page(desk, found, frozenset(picked), error.message), 400
    return redirect(url_for("second_reading.show_both", answer_id=answer_id))


@pages.post("/<uuid:answer_id>/leave")
@needs(Permission.READ_AGAIN)
def leave(answer_id: UUID) -> ResponseReturnValue:
    """Take another one: they may know who wrote this. Nothing of that is stored but a cookie."""
    with reading() as desk:
        second_readings.find_to_read(*_args(desk), answer_id)
    kept = [key for key in session.get("left_again", []) if key != answer_id.hex]
    session["left_again"] = [*kept, answer_id.hex][-MOST_LEFT:]
    return redirect(url_for("second_reading.show_next"))


@pages.get("/<uuid:answer_id>/both")
@needs(Permission.READ_AGAIN)
def show_both(answer_id: UUID) -> str:
    """Show what they picked beside what the officer had picked."""
    with reading() as desk:
        return render_template(
            "staff/read-again-both.html",
            both=second_readings.both_readings(*_args(desk), answer_id),
            is_ambassador=_is_ambassador(),
        )


def _page(
    desk: Desk,
    found: second_readings.ToReadAgain | None,
    picked: frozenset[str] = frozenset(),
    problem: str = "",
) -> str:
    themes = themes_of(desk.session, desk.council)
    return render_template(
        "staff/read-again.html",
        found=found,
        themes=sorted(themes, key=lambda theme: theme.own_name.casefold()),
        picked=picked,
        problem=problem,
        is_ambassador=_is_ambassador(),
    )


def _args(desk: Desk) -> tuple[Session, Council, Account]:
    return desk.session, desk.council, desk.account


def _is_ambassador() -> bool:
    return bool(current_user.in_role == Role.AMBASSADOR)


def _left() -> list[UUID]:
    return [UUID(hex=key) for key in session.get("left_again", [])]
