"""Meetings: the forward plan."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.services import meetings
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.web.staff.access import needs
from participation.web.staff.forms.opening import MeetingForm
from participation.web.staff.office import now, today, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("meetings", __name__, url_prefix="/meetings")


@pages.get("")
@needs(Permission.SEE_MEETINGS)
def show() -> str:
    """Show the meetings to come, next first, and those that were, last first."""
    with at_desk() as desk:
        lines = meetings.forward_plan(desk.session, desk.council)
        builds = may(Role(desk.account.role), Permission.BUILD_DIGEST)
        pack = pack_of(desk.council)
    by_rule = any(board.calendar for board in pack.boards)
    return render_template(
        "staff/meetings.html",
        coming=[line for line in lines if line.meeting.meets_on >= today()],
        past=[line for line in reversed(lines) if line.meeting.meets_on < today()],
        builds=builds,
        by_rule=by_rule,
        cards=pack.cards,
        words=pack.words,
        planned=_planned(request.args.get("planned", type=int)),
        today=today(),
    )


def _planned(many: int | None) -> str:
    if many is None:
        return ""
    if not many:
        return "All meetings of the next twelve months are on the plan already."
    return f"{many} {'meeting is' if many == 1 else 'meetings are'} on the plan now."


@pages.route("/new", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def plan() -> ResponseReturnValue:
    """Put a meeting on the forward plan, or show the form with what was typed."""
    form = MeetingForm()
    with at_desk() as desk:
        form.offer(meetings.boards_of(desk.session, desk.council))
    if form.is_submitted() and form.validate():
        try:
            _plan(form)
            return redirect(url_for("meetings.show"))
        except BadInput as error:
            form.refuse("meets_on", error)
    return render_template("staff/meeting-new.html", form=form), 400 if form.errors else 200


def _plan(form: MeetingForm) -> None:
    with writing() as desk:
        meetings.plan_meeting(
            desk.session, desk.council, form.board.data, form.meets_on.day,
            (form.focus.data or "").strip(),
        )  # fmt: skip
        note(desk.session, desk.account, "planned a meeting", now())
