"""One meeting of the forward plan: who sits there, what is due, and what becomes of it."""

from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.core.errors import BadInput
from participation.domain.policy import Permission, Role, may
from participation.models import MeetingState
from participation.services import chairs, meeting_changes, meetings, written_procedure
from participation.services.audit import note
from participation.services.councils import pack_of
from participation.services.meeting_calendar import plan_as_calendar
from participation.services.standings import asks_in_writing, asks_that_came_over
from participation.web.staff.access import needs
from participation.web.staff.forms.meetings import IN_WRITING, CallOffForm, MoveForm
from participation.web.staff.office import now, today, writing
from participation.web.staff.office import reading as at_desk
from participation.web.staff.views.asks import STANDING_WORDS

pages = Blueprint("planning", __name__, url_prefix="/meetings")


@pages.get("/<uuid:meeting_id>")
@needs(Permission.SEE_MEETINGS)
def show_one(meeting_id: UUID) -> str:
    """Show one meeting with its days, seats and standing items."""
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        where = meeting_changes.answered_at(meeting)
        role = Role(desk.account.role)
        return render_template(
            "staff/meeting.html",
            meeting=meeting,
            board=meetings.arrangement_of(desk.council, meeting.board.code),
            deadlines=meeting_changes.deadlines_of(desk.council, meeting),
            digest=meetings.digest_for(desk.session, meeting),
            where=where,
            came_over=asks_that_came_over(desk.session, desk.council, meeting, today()),
            in_writing=asks_in_writing(desk.session, desk.council, meeting, today()),
            noted_by=written_procedure.notes_it(desk.session, meeting, today()),
            chair=chairs.chair_of(desk.session, meeting.board),
            champions=[body.name for body in pack_of(desk.council).bodies if body.champion],
            answers=may(role, Permission.ANSWER_ASK),
            standing_words=STANDING_WORDS,
            reads_all=may(role, Permission.READ_EXEMPT),
            builds=may(role, Permission.BUILD_DIGEST),
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
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        acting = meeting_changes.acting_between(desk.session, desk.council, meeting, today())
        by = meeting_changes.answer_in_writing_by(desk.council, meeting, today())
        form.offer(acting, by)
    if form.is_submitted() and form.validate():
        try:
            with writing() as desk:
                meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
                written_procedure.not_held(
                    desk.session, desk.council, desk.account, meeting,
                    MeetingState(form.state.data), form.why.data, now(),
                    in_writing=form.asks_go.data == IN_WRITING,
                )  # fmt: skip
            return redirect(url_for("planning.show_one", meeting_id=meeting_id), 303)
        except BadInput as error:
            form.refuse("state", error)
    return _form("staff/meeting-not-held.html", form, meeting_id)


def _form(template: str, form: MoveForm | CallOffForm, meeting_id: UUID) -> ResponseReturnValue:
    with at_desk() as desk:
        meeting = meetings.meeting_of(desk.session, desk.council, meeting_id)
        page = render_template(template, form=form, meeting=meeting)
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
