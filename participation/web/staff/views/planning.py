"""One meeting of the forward plan: who sits there, what is due, and what becomes of it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.models import MeetingState
from participation.services import meeting_changes, meetings
from participation.services.audit import note
from participation.services.meeting_calendar import plan_as_calendar
from participation.services.standings import asks_that_came_over
from participation.web.staff.access import needs
from participation.web.staff.forms.meetings import CallOffForm, MoveForm
from participation.web.staff.office import now, today, writing
from participation.web.staff.office import reading as at_desk

pages = Blueprint("planning", __name__, url_prefix="/meetings")


@pages.get("/<uuid:meeting_id>")
@needs(Permission.SEE_MEETINGS)
def show_one(meeting_id: UUID) -> str:
    """Show one meeting with its days, seats and standing items."""
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        where = meeting_changes.answered_at(meeting)
        return render_template(
            "staff/meeting.html",
            meeting=meeting,
            board=meetings.arrangement_of(desk.council, meeting.board.code),
            deadlines=meeting_changes.deadlines_of(desk.council, meeting),
            digest=meetings.digest_for(desk.session, meeting),
            where=where,
            came_over=asks_that_came_over(desk.session, desk.council, meeting, today()),
            builds=may(Role(desk.account.role), Permission.BUILD_DIGEST),
            planned=meeting.state == MeetingState.PLANNED,
            today=today(),
        )


@pages.post("/year")
@needs(Permission.BUILD_DIGEST)
def plan_year() -> ResponseReturnValue:
    """Put the next twelve months of every board with a rule on the plan, and say how many."""
    with writing() as desk:
        made = meeting_changes.plan_ahead(desk.session, desk.council, today())
        note(desk.session, desk.account, "planned meetings by rule", now())
    return redirect(url_for("meetings.show", planned=len(made)), 303)


@pages.route("/<uuid:meeting_id>/move", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def move(meeting_id: UUID) -> ResponseReturnValue:
    """Move a meeting to another day, or show the form with what was typed."""
    form = MoveForm()
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
                meeting_changes.move_meeting(
                    desk.session, desk.council, meeting, form.meets_on.day, form.why.data, today()
                )
                note(desk.session, desk.account, "moved a meeting", now())
            return redirect(url_for("planning.show_one", meeting_id=meeting_id), 303)
        except BadInput as error:
            form.refuse("meets_on", error)
    return _form("staff/meeting-move.html", form, meeting_id)


@pages.route("/<uuid:meeting_id>/not-held", methods=["GET", "POST"])
@needs(Permission.BUILD_DIGEST)
def call_off(meeting_id: UUID) -> ResponseReturnValue:
    """Say that a meeting was not held, or show the form with what was typed."""
    form = CallOffForm()
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
                meeting_changes.call_off(
                    desk.session, desk.council, meeting,
                    MeetingState(form.state.data), form.why.data, today(),
                )  # fmt: skip
                note(desk.session, desk.account, "called a meeting off", now())
            return redirect(url_for("planning.show_one", meeting_id=meeting_id), 303)
        except BadInput as error:
            form.refuse("state", error)
    return _form("staff/meeting-not-held.html", form, meeting_id)


def _form(template: str, form: MoveForm | CallOffForm, meeting_id: UUID) -> ResponseReturnValue:
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        between = meetings.arrangement_of(desk.council, meeting.board.code).between
        acting = meetings.arrangement_of(desk.council, between) if between else None
        page = render_template(template, form=form, meeting=meeting, acting=acting)
    return page, 400 if form.errors else 200


@pages.get("/forward-plan.ics")
@needs(Permission.SEE_MEETINGS)
def download() -> Response:
    """Hand out the forward plan as a calendar file."""
    with at_desk() as desk:
        lines = meetings.forward_plan(desk.session, desk.council)
        rows = [line.meeting for line in lines]
        written = plan_as_calendar(desk.council, rows, now())
    answer = Response(written, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="forward-plan.ics"'
    return answer
