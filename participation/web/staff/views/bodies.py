"""When a promise is late: who is written to, at which address, and the pause before an election."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.services import bodies, chairs, ladder, meetings, pauses
from participation.services.councils import pack_of, themes_of
from participation.services.ladder_mail import ladder_words
from participation.services.routing import bodies_by_theme
from participation.web.staff.access import needs
from participation.web.staff.forms.ladder import PauseForm
from participation.web.staff.office import Desk, now, reading, today, writing
from surveys.pack_routing import Body

pages = Blueprint("bodies", __name__, url_prefix="/bodies")


@pages.get("")
@needs(Permission.SEE_MEETINGS)
def show() -> str:
    """Show the ladder, what has climbed it, and the pauses to come."""
    return _page(PauseForm(formdata=None))


@pages.post("/<code>/address")
@needs(Permission.CHANGE_LADDER)
def change_address(code: str) -> ResponseReturnValue:
    """Keep where a body is written to, or show the page with what was typed."""
    typed = request.form.get("email", "")
    try:
        with writing() as desk:
            bodies.set_address(desk.session, desk.council, desk.account, code, typed, now())
    except BadInput as error:
        return _page(PauseForm(formdata=None), {code: (typed, error.message)}), 400
    session["said"] = "The address is kept."
    return redirect(url_for("bodies.show"), 303)


@pages.post("/<code>/chair")
@needs(Permission.CHANGE_LADDER)
def name_chair(code: str) -> ResponseReturnValue:
    """Keep who chairs a board, or nobody."""
    try:
        chosen = UUID(request.form["chair"]) if request.form.get("chair") else None
    except ValueError as error:
        raise BadInput("Choose a board member from the list.") from error
    with writing() as desk:
        chairs.name_chair(desk.session, desk.council, desk.account, code, chosen, now())
    session["said"] = "Kept. Whoever chairs a board closes what came back to it twice."
    return redirect(url_for("bodies.show", _anchor="chairs"), 303)


@pages.post("/pauses")
@needs(Permission.CHANGE_LADDER)
def pause() -> ResponseReturnValue:
    """Put a pause on the plan, or show the page with what was typed."""
    form = PauseForm()
    if form.validate():
        try:
            with writing() as desk:
                pauses.set_pause(
                    desk.session, desk.council, desk.account, form.begins.day, form.ends.day, now()
                )
            session["said"] = "The pause is on the plan. While it is on, young people are told."
            return redirect(url_for("bodies.show"), 303)
        except BadInput as error:
            form.refuse("ends", error)
    return _page(form), 400


@pages.post("/pauses/<uuid:pause_id>/end")
@needs(Permission.CHANGE_LADDER)
def end_pause(pause_id: UUID) -> ResponseReturnValue:
    """End a pause, or take it off the plan."""
    with writing() as desk:
        pauses.end_pause(desk.session, desk.council, desk.account, pause_id, now())
    session["said"] = "The pause is off the plan."
    return redirect(url_for("bodies.show"), 303)


def _page(form: PauseForm, typed: dict[str, tuple[str, str]] | None = None) -> str:
    with reading() as desk:
        climbing = ladder.climbs(desk.session, desk.council, today()).values()
        return render_template(
            "staff/bodies.html",
            rungs=ladder.ladder_of(desk.council),
            addresses=bodies.addresses_of(desk.session, desk.council),
            bodies=_bodies(desk),
            boards=meetings.boards_of(desk.session, desk.council),
            chairs=chairs.chairs_of(desk.session, desk.council),
            members=chairs.may_chair(desk.session, desk.council),
            reached=bodies.bodies_of(desk.council),
            climbing=[(climb, ladder_words(climb)) for climb in climbing],
            pauses=pauses.pauses_of(desk.session, desk.council, today()),
            changes=may(Role(desk.account.role), Permission.CHANGE_LADDER),
            form=form,
            typed=typed or {},
            today=today(),
            said=session.pop("said", ""),
        )


def _bodies(desk: Desk) -> list[tuple[Body, list[str]]]:
    """Return each body with the names of the themes that it hears of."""
    by_theme = bodies_by_theme(desk.council)
    themes = themes_of(desk.session, desk.council)
    return [
        (body, [theme.name for theme in themes if body in by_theme.get(theme.code, ())])
        for body in pack_of(desk.council).bodies
    ]
